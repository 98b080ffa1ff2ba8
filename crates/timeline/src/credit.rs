//! Crediting facts physically, so that other readers of the lake see whose they are.
//!
//! A row whose account the source did not name gets its contact's account, and a mark
//! (`_credited`, a column that only files have). To ourselves it stays a row without an account:
//! if the contact moves to another account later, it is credited anew.

use std::{path::Path, sync::Arc};

use arrow::{
    array::{ArrayRef, BooleanArray, StringBuilder},
    record_batch::RecordBatch,
};
use perennial_model::{AccountId, ContactId};
use rustc_hash::{FxHashMap, FxHashSet};
use sea_orm::ConnectionTrait;

use crate::{
    Result,
    columns::{Column, FactView, file_schema},
    identity::Resolver,
    sql::{self, Cast},
};

/// Which contacts' facts were credited to which accounts.
pub(crate) type Credits = FxHashSet<(ContactId, AccountId)>;

/// The batch with every row credited that can be.
pub(crate) fn credited(
    batch: &RecordBatch,
    resolver: &Resolver,
    credits: &mut Credits,
    path: &Path,
) -> Result<RecordBatch> {
    let view = FactView::new(batch, path)?;
    if (0..view.rows()).all(|row| view.raw_account(row).is_some()) {
        return Ok(batch.clone());
    }
    let mut known: FxHashMap<&str, Option<AccountId>> = FxHashMap::default();
    let mut accounts = StringBuilder::new();
    let mut marks = Vec::with_capacity(view.rows());
    for row in 0..view.rows() {
        let contact = view.text(Column::ContactId, row);
        let account = match (view.raw_account(row), contact) {
            (Some(account), _) => {
                accounts.append_value(account);
                marks.push(false);
                continue;
            }
            (None, None) => None,
            (None, Some(contact)) => {
                known.entry(contact).or_insert_with(|| credit(contact, resolver, credits)).as_ref()
            }
        };
        accounts.append_option(account.map(AccountId::as_str));
        marks.push(account.is_some());
    }
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns[Column::AccountId.index()] = Arc::new(accounts.finish());
    columns[Column::Credited.index()] = Arc::new(BooleanArray::from(marks));
    Ok(RecordBatch::try_new(file_schema(), columns)?)
}

fn credit(contact: &str, resolver: &Resolver, credits: &mut Credits) -> Option<AccountId> {
    let contact = ContactId::from(contact);
    let account = resolver.owner(None, Some(&contact)).0?.clone();
    credits.insert((contact, account.clone()));
    Some(account)
}

/// Writes down which contacts were credited to which accounts.
pub(crate) async fn remember<C: ConnectionTrait>(conn: &C, credits: Credits) -> Result<()> {
    if credits.is_empty() {
        return Ok(());
    }
    let rows = sql::rows(conn, "SELECT contact_id, account_id FROM lake_credits", vec![]).await?;
    let mut new = credits;
    for row in rows {
        let (contact, account): (String, String) = (sql::get(&row, 0)?, sql::get(&row, 1)?);
        new.remove(&(contact.into(), account.into()));
    }
    if new.is_empty() {
        return Ok(());
    }
    let columns = [("contact_id", Cast::No), ("account_id", Cast::No)];
    let rows = new
        .into_iter()
        .map(|(contact, account)| vec![contact.into_string().into(), account.into_string().into()]);
    sql::insert(conn, "lake_credits", &columns, rows.collect()).await?;
    sql::execute(conn, "UPDATE lake_state SET credits = credits + 1", vec![]).await?;
    Ok(())
}
