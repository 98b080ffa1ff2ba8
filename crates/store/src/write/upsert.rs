//! Upserts of records by their own keys.

use perennial_model::{
    Account, AccountId, ChurnReview, Contact, ContactId, Invoice, Subscription, SurveyResponse,
    Ticket,
};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::{
    Upserted, bump_revision,
    contents::{load, save},
    ensure::ensure_locked,
    lock_records,
    merge::{Merged, merge},
    prepare,
    rows::Row,
};
use crate::{Result, Tx, entity::account};

/// Adds accounts that are new and completes those that are known.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_accounts(tx: &Tx, accounts: &[Account]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::accounts(&**tx, accounts).await?;
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
    let rows = prepare::contacts(&**tx, contacts).await?;
    let accounts = contacts.iter().filter_map(|c| c.account_id.clone());
    upsert(tx, rows, accounts.map(|id| (Some(id), None)).collect()).await
}

/// Adds or completes periods of subscriptions; `(subscription_id, started_at)` names one. The
/// account comes to be where it is not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_subscriptions(tx: &Tx, periods: &[Subscription]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::subscriptions(&**tx, periods).await?;
    let accounts = periods.iter().map(|p| (Some(p.account_id.clone()), None));
    upsert(tx, rows, accounts.collect()).await
}

/// Adds or completes tickets. The account and the contact come to be where they are not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_tickets(tx: &Tx, tickets: &[Ticket]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::tickets(&**tx, tickets).await?;
    let named = tickets.iter().map(|t| (Some(t.account_id.clone()), t.contact_id.clone()));
    upsert(tx, rows, named.collect()).await
}

/// Adds or completes survey responses. The account and the contact come to be where they are not
/// known yet.
///
/// # Errors
/// When the database refuses, a score that is no finite number included.
pub async fn upsert_surveys(tx: &Tx, responses: &[SurveyResponse]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::surveys(&**tx, responses).await?;
    let named = responses.iter().map(|r| (Some(r.account_id.clone()), r.contact_id.clone()));
    upsert(tx, rows, named.collect()).await
}

/// Adds or completes invoices. The account comes to be where it is not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_invoices(tx: &Tx, invoices: &[Invoice]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::invoices(&**tx, invoices).await?;
    let accounts = invoices.iter().map(|i| (Some(i.account_id.clone()), None));
    upsert(tx, rows, accounts.collect()).await
}

/// Adds or completes churn reviews; `(account_id, churned_at)` names one. The account comes to be
/// where it is not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_churn_reviews(tx: &Tx, reviews: &[ChurnReview]) -> Result<Upserted> {
    lock_records(tx).await?;
    let rows = prepare::churn_reviews(&**tx, reviews).await?;
    let accounts = reviews.iter().map(|r| (Some(r.account_id.clone()), None));
    upsert(tx, rows, accounts.collect()).await
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
