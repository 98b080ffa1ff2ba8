//! From the board's entries to the rows that lists show.

use std::{collections::HashMap, sync::Arc};

use perennial_board::{Board, Entry};
use perennial_model::{AccountId, ContactId, Signal};

use crate::{
    Problem,
    dto::{AccountRow, Date, Money, OverrideRow, SignalRow, Time, json_object, number},
};

/// An account as lists show it.
pub fn account_row(entry: &Entry) -> AccountRow {
    let account = &entry.account;
    AccountRow {
        account_id: account.account_id.to_string(),
        name: account.name.clone(),
        tier: account.tier.clone(),
        stage: account.stage.clone(),
        owner_email: account.owner_email.clone(),
        arr: entry.arr.map(Money::from),
        score: entry.score,
        band: entry.band.clone(),
        score_change_28d: entry.score_change_28d,
        spark: entry.spark.iter().map(|score| number(f64::from(*score))).collect(),
        active_contacts_28d: entry.metric("active_contacts_28d"),
        events_28d: entry.metric("events_28d"),
        events_change_28d: entry.metric("events_change_28d"),
        days_since_last_seen: entry.metric("days_since_last_seen"),
        open_tickets: entry.metric("open_tickets"),
        last_nps: entry.metric("last_nps"),
        days_to_renewal: entry.metric("days_to_renewal"),
        open_signals: entry.open_signals,
        left_on: entry.left_on.map(Date),
        why: Some(entry.why.clone()).filter(|why| !why.is_empty()),
        hidden_risk: entry.hidden.risk,
        green_outside: entry.is_red_inside(),
        r#override: OverrideRow::in_force(entry),
    }
}

/// A signal with what its account looks like on the day.
pub fn signal_row(board: &Board, signal: &Signal) -> SignalRow {
    let entry = board.get(&signal.account_id);
    let account = entry.as_ref().map(|entry| &entry.account);
    SignalRow {
        signal_id: signal.signal_id.clone(),
        account_id: account.map_or(&signal.account_id, |account| &account.account_id).to_string(),
        account_name: account
            .map_or_else(|| signal.account_id.to_string(), |account| account.name.clone()),
        owner_email: account.and_then(|account| account.owner_email.clone()),
        rule: signal.rule.into(),
        title: signal.rule.title().to_owned(),
        severity: signal.severity.into(),
        reason: signal.reason.clone(),
        evidence: json_object(Some(&signal.evidence)),
        opened_on: Date(signal.opened_on),
        closed_on: signal.closed_on.map(Date),
        status: signal.status.into(),
        snoozed_until: signal.snoozed_until.map(Time),
        handled_by: signal.handled_by.clone(),
        handled_at: signal.handled_at.map(Time),
        note: signal.note.clone(),
        score: entry.as_ref().and_then(|entry| entry.score),
        band: entry.as_ref().and_then(|entry| entry.band.clone()),
        arr: entry.as_ref().and_then(|entry| entry.arr).map(Money::from),
    }
}

/// The entry of an account by its id or an alias.
///
/// # Errors
/// 404 when there is none.
pub fn entry_of(board: &Board, id: &str) -> Result<Arc<Entry>, Problem> {
    let account_id = AccountId::from(id);
    board.get(&account_id).ok_or_else(|| match board.begins(&account_id) {
        Some(first) => Problem::not_found(format!(
            "the account \"{id}\" did not exist yet on {}; its history begins on {first}",
            board.today()
        )),
        None => missing(id),
    })
}

/// 404 for an account.
pub fn missing(id: &str) -> Problem {
    Problem::not_found(format!("there is no account \"{id}\""))
}

/// Names of an account's contacts; the e-mail address of those who have none.
pub fn contact_names(board: &Board, entry: &Entry) -> HashMap<ContactId, String> {
    let contacts = board.contacts(entry.id()).into_iter();
    contacts.filter_map(|one| Some((one.contact_id, one.name.or(one.email)?))).collect()
}
