//! Signals, and what people did with them.

use std::collections::HashMap;

use perennial_model::{AccountId, Micros, Severity, Signal, SignalRule, SignalStatus};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Result, Store, Tx, Upserted,
    entity::signal,
    write::{own_account, save},
};

/// Which signals. Empty fields leave everything in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignalFilter {
    /// Any of these; empty means any.
    pub statuses: Vec<SignalStatus>,
    pub rule: Option<SignalRule>,
    pub severity: Option<Severity>,
    /// By id or alias.
    pub account_id: Option<AccountId>,
    pub limit: Option<u64>,
}

/// What a teammate does with a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    pub status: SignalStatus,
    /// Only with [`SignalStatus::Snoozed`].
    pub snoozed_until: Option<Micros>,
    /// E-mail address of the teammate.
    pub by: Option<String>,
    /// Nothing leaves the note that is there.
    pub note: Option<String>,
}

/// Writes signals as they are given. `(account_id, rule, opened_on)` names a signal: one that is
/// there keeps its `signal_id` and `created_at`, and takes everything else.
///
/// # Errors
/// When the database refuses.
pub async fn upsert_signals(tx: &Tx, signals: &[Signal]) -> Result<Upserted> {
    type Name = (String, String, i64);
    let name =
        |row: &signal::Model| -> Name { (row.account_id.clone(), row.rule.clone(), row.opened_on) };
    let accounts: Vec<&str> = signals.iter().map(|signal| signal.account_id.as_str()).collect();
    let mut known: HashMap<Name, signal::Model> = HashMap::new();
    for chunk in accounts.chunks(1000) {
        let some = signal::Column::AccountId.is_in(chunk.iter().copied());
        let rows = signal::Entity::find().filter(some).all(&**tx).await?;
        known.extend(rows.into_iter().map(|row| (name(&row), row)));
    }
    let mut counts = Upserted::default();
    let mut changed: HashMap<Name, signal::Model> = HashMap::new();
    for signal in signals {
        let mut row = signal::Model::from(signal);
        let name = name(&row);
        match known.get(&name) {
            None => counts.added += 1,
            Some(before) => {
                row.signal_id.clone_from(&before.signal_id);
                row.created_at = before.created_at;
                if row == *before {
                    counts.unchanged += 1;
                    continue;
                }
                counts.updated += 1;
            }
        }
        known.insert(name.clone(), row.clone());
        changed.insert(name, row);
    }
    let rows: Vec<signal::Model> = changed.into_values().collect();
    save(&**tx, &rows).await?;
    Ok(counts)
}

/// An account's signals, oldest first, held for this transaction.
///
/// # Errors
/// When the database cannot be reached.
pub async fn signals_of(tx: &Tx, account: &AccountId) -> Result<Vec<Signal>> {
    let own = own_account(&**tx, account.as_str()).await?;
    let rows = signal::Entity::find()
        .filter(signal::Column::AccountId.eq(own))
        .order_by_asc(signal::Column::OpenedOn)
        .order_by_asc(signal::Column::Rule)
        .lock_exclusive();
    rows.all(&**tx).await?.into_iter().map(TryInto::try_into).collect()
}

/// Errors of all of these: when the database cannot be reached or refuses.
impl Store {
    /// Signals, newest first.
    pub async fn signals(&self, filter: &SignalFilter) -> Result<Vec<Signal>> {
        let mut rows = signal::Entity::find();
        if !filter.statuses.is_empty() {
            let any = filter.statuses.iter().map(|status| status.as_str());
            rows = rows.filter(signal::Column::Status.is_in(any));
        }
        if let Some(rule) = filter.rule {
            rows = rows.filter(signal::Column::Rule.eq(rule.as_str()));
        }
        if let Some(severity) = filter.severity {
            rows = rows.filter(signal::Column::Severity.eq(severity.as_str()));
        }
        if let Some(account) = &filter.account_id {
            let own = own_account(self.db().reader(), account.as_str()).await?;
            rows = rows.filter(signal::Column::AccountId.eq(own));
        }
        let rows = rows
            .order_by_desc(signal::Column::OpenedOn)
            .order_by_desc(signal::Column::CreatedAt)
            .order_by_asc(signal::Column::SignalId)
            .limit(filter.limit);
        rows.all(self.db().reader()).await?.into_iter().map(TryInto::try_into).collect()
    }

    pub async fn signal(&self, id: &str) -> Result<Option<Signal>> {
        let row = signal::Entity::find_by_id(id).one(self.db().reader()).await?;
        row.map(TryInto::try_into).transpose()
    }

    /// What a teammate does with a signal: acknowledge, snooze, reopen. Nothing when there is no
    /// such signal.
    pub async fn set_signal_status(&self, id: &str, handling: &Handling) -> Result<Option<Signal>> {
        let tx = self.begin().await?;
        let found = signal::Entity::find_by_id(id).lock_exclusive().one(&*tx).await?;
        let Some(mut row) = found else { return Ok(None) };
        let is_snoozed = handling.status == SignalStatus::Snoozed;
        row.status = handling.status.as_str().to_owned();
        row.snoozed_until = handling.snoozed_until.filter(|_| is_snoozed).map(|at| at.0);
        row.handled_by.clone_from(&handling.by);
        row.handled_at = Some(self.clock().now().0);
        if handling.note.is_some() {
            row.note.clone_from(&handling.note);
        }
        save(&*tx, &[row.clone()]).await?;
        tx.commit().await?;
        Ok(Some(row.try_into()?))
    }
}
