//! Takes in what sources say about who is who.

use perennial_model::{ContactId, Identity};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Touched, bump_revision,
    contents::{load, save},
    lock_records,
    people::{Changes, People},
    resolve::{account_aliases, contact_aliases},
    traits,
    upsert::number,
};
use crate::{
    Result, Tx,
    entity::{contact, contact_alias, survey, ticket},
};

/// Applies calls of `identify`, `group` and `alias`, in the order given.
///
/// A later call wins over an earlier one by `at`; one that comes late fills gaps only. An
/// anonymous id becomes an alias of the first contact that it is seen with; the two contacts of an
/// `alias` call become one, and their tickets and surveys with them.
///
/// # Errors
/// When the database refuses.
pub async fn apply_identities(tx: &Tx, identities: &[Identity]) -> Result<Touched> {
    if identities.is_empty() {
        return Ok(Touched::default());
    }
    lock_records(tx).await?;
    let mut people = read(tx, identities).await?;
    for identity in identities {
        people.apply(identity);
    }
    let changes = people.finish();
    write(tx, &changes).await?;
    if !changes.touched.is_empty() {
        bump_revision(tx).await?;
    }
    Ok(changes.touched)
}

async fn read(tx: &Tx, identities: &[Identity]) -> Result<People> {
    let mut accounts: Vec<String> = Vec::new();
    let mut contacts: Vec<&str> = Vec::new();
    for identity in identities {
        match identity {
            Identity::Contact { contact_id, anonymous_id, account_id, traits, .. } => {
                contacts.push(contact_id.as_str());
                contacts.extend(anonymous_id.as_ref().map(ContactId::as_str));
                accounts.extend(account_id.as_ref().map(ToString::to_string));
                accounts.extend(traits::company(traits).0);
            }
            Identity::Account { account_id, contact_id, .. } => {
                accounts.push(account_id.to_string());
                contacts.extend(contact_id.as_ref().map(ContactId::as_str));
            }
            Identity::Alias { previous_id, contact_id, .. } => {
                contacts.extend([previous_id.as_str(), contact_id.as_str()]);
            }
        }
    }
    let own_accounts =
        account_aliases(&**tx, accounts.iter().map(String::as_str).collect()).await?;
    let own_contacts = contact_aliases(&**tx, contacts.clone()).await?;
    let accounts: Vec<String> = accounts.iter().map(|id| own_accounts.own(id)).collect();
    let contacts: Vec<String> = contacts.iter().map(|id| own_contacts.own(id)).collect();
    Ok(People::new(
        load(&**tx, accounts.iter().map(String::as_str).collect()).await?,
        load(&**tx, contacts.iter().map(String::as_str).collect()).await?,
        own_accounts.into_map(),
        own_contacts.into_map(),
    ))
}

async fn write(tx: &Tx, changes: &Changes) -> Result<()> {
    let mut new_accounts = changes.new_accounts.clone();
    number(tx, &mut new_accounts).await?;
    save(&**tx, &new_accounts).await?;
    save(&**tx, &changes.accounts).await?;
    save(&**tx, &changes.contacts).await?;
    for (stays, gone) in &changes.merged {
        hand_over(tx, gone, stays).await?;
    }
    let aliases: Vec<contact_alias::Model> = changes
        .aliases
        .iter()
        .map(|(stands_for, new)| contact_alias::Model {
            alias: new.alias.clone(),
            contact_id: stands_for.clone(),
            made_at: new.made_at.0,
            made_by: new.made_by.to_owned(),
        })
        .collect();
    save(&**tx, &aliases).await
}

/// Gives one contact what hung on another, which goes.
async fn hand_over(tx: &Tx, gone: &str, stays: &str) -> Result<()> {
    contact_alias::Entity::update_many()
        .col_expr(contact_alias::Column::ContactId, Expr::val(stays))
        .filter(contact_alias::Column::ContactId.eq(gone))
        .exec(&**tx)
        .await?;
    ticket::Entity::update_many()
        .col_expr(ticket::Column::ContactId, Expr::val(stays))
        .filter(ticket::Column::ContactId.eq(gone))
        .exec(&**tx)
        .await?;
    survey::Entity::update_many()
        .col_expr(survey::Column::ContactId, Expr::val(stays))
        .filter(survey::Column::ContactId.eq(gone))
        .exec(&**tx)
        .await?;
    contact::Entity::delete_by_id(gone).exec(&**tx).await?;
    Ok(())
}
