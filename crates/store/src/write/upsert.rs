//! Upserts of records by their own keys.

use perennial_model::{
    Account, AccountId, Contact, ContactId, Subscription, SurveyResponse, Ticket,
};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::{
    Upserted, bump_revision,
    contents::{load, save},
    ensure::ensure_locked,
    lock_records,
    merge::{Merged, merge},
    resolve::{Aliases, account_aliases, contact_aliases},
    rows::Row,
};
use crate::{
    Result, Tx,
    entity::{account, contact, subscription, survey, ticket},
};

/// Adds accounts that are new and completes those that are known.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_accounts(tx: &Tx, accounts: &[Account]) -> Result<Upserted> {
    lock_records(tx).await?;
    let named = accounts.iter().flat_map(|a| [Some(&a.account_id), a.parent_account_id.as_ref()]);
    let own = account_aliases(&**tx, named.flatten().map(AccountId::as_str).collect()).await?;
    let rows: Vec<account::Model> = accounts
        .iter()
        .map(|account| {
            let mut row = account::Model::from(account);
            let own_id = own.own(&row.account_id);
            if row.name == row.account_id {
                row.name.clone_from(&own_id);
            }
            row.account_id = own_id;
            row.parent_account_id = row.parent_account_id.map(|id| own.own(&id));
            row
        })
        .collect();
    let known = load(&**tx, rows.iter().map(Row::lookup).collect()).await?;
    let mut merged = merge(known, rows);
    number(tx, &mut merged.added).await?;
    write(tx, merged).await
}

/// Adds contacts that are new and completes those that are known. An account that is named and
/// not known yet comes to be, with nothing but its id.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_contacts(tx: &Tx, contacts: &[Contact]) -> Result<Upserted> {
    lock_records(tx).await?;
    let ids = Ids::of(
        tx,
        contacts.iter().map(|c| (c.account_id.as_ref(), Some(&c.contact_id))).collect(),
    )
    .await?;
    let rows = contacts.iter().map(|contact| {
        let mut row = contact::Model::from(contact);
        row.contact_id = ids.contacts.own(&row.contact_id);
        row.account_id = row.account_id.map(|id| ids.accounts.own(&id));
        row
    });
    let accounts = contacts.iter().filter_map(|c| c.account_id.clone());
    upsert(tx, rows.collect(), accounts.map(|id| (Some(id), None)).collect()).await
}

/// Adds or completes periods of subscriptions; `(subscription_id, started_at)` names one. The
/// account comes to be where it is not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_subscriptions(tx: &Tx, periods: &[Subscription]) -> Result<Upserted> {
    lock_records(tx).await?;
    let ids = Ids::of(tx, periods.iter().map(|p| (Some(&p.account_id), None)).collect()).await?;
    let rows = periods.iter().map(|period| {
        let mut row = subscription::Model::from(period);
        row.account_id = ids.accounts.own(&row.account_id);
        row
    });
    let accounts = periods.iter().map(|p| (Some(p.account_id.clone()), None));
    upsert(tx, rows.collect(), accounts.collect()).await
}

/// Adds or completes tickets. The account and the contact come to be where they are not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_tickets(tx: &Tx, tickets: &[Ticket]) -> Result<Upserted> {
    lock_records(tx).await?;
    let named = tickets.iter().map(|t| (Some(&t.account_id), t.contact_id.as_ref()));
    let ids = Ids::of(tx, named.collect()).await?;
    let rows = tickets.iter().map(|ticket| {
        let mut row = ticket::Model::from(ticket);
        row.account_id = ids.accounts.own(&row.account_id);
        row.contact_id = row.contact_id.map(|id| ids.contacts.own(&id));
        row
    });
    let named = tickets.iter().map(|t| (Some(t.account_id.clone()), t.contact_id.clone()));
    upsert(tx, rows.collect(), named.collect()).await
}

/// Adds or completes survey responses. The account and the contact come to be where they are not
/// known yet.
///
/// # Errors
/// When the database refuses, a score that is no finite number included.
pub async fn upsert_surveys(tx: &Tx, responses: &[SurveyResponse]) -> Result<Upserted> {
    lock_records(tx).await?;
    let named = responses.iter().map(|r| (Some(&r.account_id), r.contact_id.as_ref()));
    let ids = Ids::of(tx, named.collect()).await?;
    let rows = responses.iter().map(|response| {
        let mut row = survey::Model::from(response);
        row.account_id = ids.accounts.own(&row.account_id);
        row.contact_id = row.contact_id.map(|id| ids.contacts.own(&id));
        row
    });
    let named = responses.iter().map(|r| (Some(r.account_id.clone()), r.contact_id.clone()));
    upsert(tx, rows.collect(), named.collect()).await
}

/// The aliases among the ids that some records name.
struct Ids {
    accounts: Aliases,
    contacts: Aliases,
}

impl Ids {
    async fn of(tx: &Tx, named: Vec<(Option<&AccountId>, Option<&ContactId>)>) -> Result<Self> {
        let named = named.iter().copied();
        let accounts = named.clone().filter_map(|(account, _)| account).map(AccountId::as_str);
        let contacts = named.filter_map(|(_, contact)| contact).map(ContactId::as_str);
        Ok(Self {
            accounts: account_aliases(&**tx, accounts.collect()).await?,
            contacts: contact_aliases(&**tx, contacts.collect()).await?,
        })
    }
}

type Named = (Option<AccountId>, Option<ContactId>);

async fn upsert<R: Row + Clone>(tx: &Tx, rows: Vec<R>, named: Vec<Named>) -> Result<Upserted> {
    ensure_locked(tx, &named).await?;
    let known = load(&**tx, rows.iter().map(Row::lookup).collect()).await?;
    write(tx, merge(known, rows)).await
}

async fn write<R: Row>(tx: &Tx, merged: Merged<R>) -> Result<Upserted> {
    save(&**tx, &merged.added).await?;
    save(&**tx, &merged.updated).await?;
    if !merged.added.is_empty() || !merged.updated.is_empty() {
        bump_revision(tx).await?;
    }
    Ok(merged.counts)
}

/// Gives new accounts their place in the list. The caller holds the lock.
pub(super) async fn number(tx: &Tx, added: &mut [account::Model]) -> Result<()> {
    if added.is_empty() {
        return Ok(());
    }
    let last: Option<i64> = account::Entity::find()
        .select_only()
        .column(account::Column::Seq)
        .order_by_desc(account::Column::Seq)
        .into_tuple()
        .one(&**tx)
        .await?;
    for (row, seq) in added.iter_mut().zip(last.unwrap_or(0) + 1..) {
        row.seq = seq;
    }
    Ok(())
}
