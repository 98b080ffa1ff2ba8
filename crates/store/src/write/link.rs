//! Makes two ids of an account one.

use perennial_model::{Account, AccountId, Micros};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Touched, bump_revision,
    contents::{load, save},
    lock_records,
    resolve::account_aliases,
    rows::Row,
    upsert::number,
};
use crate::{
    Result, Tx,
    convert::fill_attributes,
    entity::{
        account, account_alias, churn_review, contact, invoice, judgement, renewal_call,
        segment_account, signal, subscription, survey, ticket,
    },
};

/// Says that `alias` is another source's id of the account `stays`. Where `alias` has been an
/// account of its own, what hangs on it moves, and gaps of `stays` are filled from it.
/// `made_by` is kept beside the alias: `import`, `crm` …
///
/// # Errors
/// When the database refuses.
pub async fn alias_account(
    tx: &Tx,
    alias: &AccountId,
    stays: &AccountId,
    made_by: &str,
    at: Micros,
) -> Result<Touched> {
    lock_records(tx).await?;
    let own = account_aliases(&**tx, vec![alias.as_str(), stays.as_str()]).await?;
    let (from, to) = (own.own(alias.as_str()), own.own(stays.as_str()));
    if from == to {
        return Ok(Touched::default());
    }
    let known: Vec<account::Model> = load(&**tx, vec![from.as_str(), to.as_str()]).await?;
    let from_row = known.iter().find(|row| row.account_id == from);
    match known.iter().find(|row| row.account_id == to) {
        Some(row) => {
            let mut row = row.clone();
            if let Some(other) = from_row {
                fill_account(&mut row, other.clone());
            }
            save(&**tx, &[row]).await?;
        }
        None => {
            let mut new = [account::Model::from(&Account::bare(to.as_str().into()))];
            if let Some(other) = from_row {
                fill_account(&mut new[0], other.clone());
            }
            number(tx, &mut new).await?;
            save(&**tx, &new).await?;
        }
    }
    hand_over(tx, &from, &to).await?;
    let row = account_alias::Model {
        alias: from.clone(),
        account_id: to.clone(),
        made_at: at.0,
        made_by: made_by.to_owned(),
    };
    save(&**tx, &[row]).await?;
    bump_revision(tx).await?;
    let mut touched = Touched::default();
    touched.merge(Touched {
        accounts: vec![from.into(), to.into(), alias.clone()],
        contacts: Vec::new(),
    });
    Ok(touched)
}

/// What `into` knows wins; a name that is only the id is none.
fn fill_account(into: &mut account::Model, from: account::Model) {
    let mut gaps = from.clone();
    gaps.account_id.clone_from(&into.account_id);
    if from.name == from.account_id {
        gaps.name.clone_from(&into.account_id);
    }
    gaps.absorb(into.clone());
    let mut attributes = into.attributes.clone();
    fill_attributes(&mut attributes, &from.attributes);
    into.absorb(gaps);
    into.attributes = attributes;
}

async fn hand_over(tx: &Tx, gone: &str, stays: &str) -> Result<()> {
    macro_rules! move_to_stays {
        ($($table:ident . $column:ident),+) => {$(
            $table::Entity::update_many()
                .col_expr($table::Column::$column, Expr::val(stays))
                .filter($table::Column::$column.eq(gone))
                .exec(&**tx)
                .await?;
        )+};
    }
    // A signal of the same rule and day on both: the one of the account that stays is kept.
    let kept =
        signal::Entity::find().filter(signal::Column::AccountId.eq(stays)).all(&**tx).await?;
    for signal in
        signal::Entity::find().filter(signal::Column::AccountId.eq(gone)).all(&**tx).await?
    {
        if kept.iter().any(|k| (&k.rule, k.opened_on) == (&signal.rule, signal.opened_on)) {
            signal::Entity::delete_by_id(signal.signal_id).exec(&**tx).await?;
        }
    }
    // On a list with both: the stay of the account that stays goes on, the other's ends here.
    let lists: Vec<String> =
        on_lists(tx, stays).await?.into_iter().map(|row| row.segment_id).collect();
    for row in on_lists(tx, gone).await? {
        if lists.contains(&row.segment_id) {
            segment_account::Entity::delete_by_id(row.stay_id).exec(&**tx).await?;
        }
    }
    // Both say that it left then: what the account that stays says wins, its gaps are filled.
    let reviews: Vec<churn_review::Model> = load(&**tx, vec![gone, stays]).await?;
    let (theirs, ours): (Vec<_>, Vec<_>) =
        reviews.into_iter().partition(|row| row.account_id == gone);
    for row in theirs {
        let Some(kept) = ours.iter().find(|kept| kept.churned_at == row.churned_at) else {
            continue;
        };
        let key = (row.account_id.clone(), row.churned_at);
        let mut both = churn_review::Model { account_id: stays.to_owned(), ..row };
        both.absorb(kept.clone());
        save(&**tx, &[both]).await?;
        churn_review::Entity::delete_by_id(key).exec(&**tx).await?;
    }
    move_to_stays!(
        account_alias.AccountId,
        account.ParentAccountId,
        contact.AccountId,
        subscription.AccountId,
        ticket.AccountId,
        survey.AccountId,
        invoice.AccountId,
        churn_review.AccountId,
        judgement.AccountId,
        renewal_call.AccountId,
        signal.AccountId,
        segment_account.AccountId
    );
    account::Entity::delete_by_id(gone).exec(&**tx).await?;
    Ok(())
}

/// The stays on lists that an account has now.
async fn on_lists(tx: &Tx, account: &str) -> Result<Vec<segment_account::Model>> {
    let rows = segment_account::Entity::find()
        .filter(segment_account::Column::AccountId.eq(account))
        .filter(segment_account::Column::RemovedAt.is_null());
    Ok(rows.all(&**tx).await?)
}
