//! Keeps the stored signals in step with the episodes, and leaves alone what people did.

mod plan;

use perennial_model::{AccountId, Day, Micros, Signal, SignalStatus};
use perennial_store::{
    SignalFilter, Store, Tx,
    signals::{signals_of, upsert_signals},
};

use crate::{Episode, Result};
use plan::{Circumstances, Plan, plan, snooze_is_over};

/// Only what opened at most this many days ago is announced: nobody wants an e-mail about last
/// spring because a file was imported today.
pub const ANNOUNCE_WITHIN_DAYS: i32 = 2;
/// A signal is not announced when another of its rule and account was there in this many days
/// before it opened, whatever late facts made of the episodes since.
pub const QUIET_DAYS: i32 = 14;

/// What [`sync`] changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Synced {
    /// New and open.
    pub opened: Vec<Signal>,
    /// Those of the opened that people should hear of; give them to [`crate::notify::queue`] in
    /// the same transaction.
    pub announce: Vec<Signal>,
    /// The condition went away, or the rules no longer produce them.
    pub closed: Vec<Signal>,
    /// Asking for attention again.
    pub reopened: Vec<Signal>,
    /// How many rows were written.
    pub written: usize,
}

impl Synced {
    fn take(&mut self, plan: Plan) {
        self.written += plan.write.len();
        self.opened.extend(plan.opened);
        self.announce.extend(plan.announce);
        self.closed.extend(plan.closed);
        self.reopened.extend(plan.reopened);
    }
}

/// Brings one account's signals in step with its episodes. Writes nothing when nothing changed.
///
/// # Errors
/// When the database refuses.
pub async fn sync(
    store: &Store,
    tx: &Tx,
    account_id: &AccountId,
    episodes: &[Episode],
    today: Day,
) -> Result<Synced> {
    let mut synced = Synced::default();
    let stored = signals_of(tx, account_id).await?;
    let plan = plan(account_id, &stored, episodes, &circumstances(store, today));
    if !plan.write.is_empty() {
        upsert_signals(tx, &plan.write).await?;
    }
    synced.take(plan);
    Ok(synced)
}

/// The same for many accounts, with one query for those where nothing changed.
///
/// # Errors
/// When the database refuses.
pub async fn sync_many(
    store: &Store,
    tx: &Tx,
    accounts: &[(AccountId, Vec<Episode>)],
    today: Day,
) -> Result<Synced> {
    let mut stored: std::collections::HashMap<AccountId, Vec<Signal>> = Default::default();
    for signal in store.signals(&SignalFilter::default()).await? {
        stored.entry(signal.account_id.clone()).or_default().push(signal);
    }
    let at = circumstances(store, today);
    let mut synced = Synced::default();
    let mut fresh: Vec<Signal> = Vec::new();
    for (account_id, episodes) in accounts {
        let Some(known) = stored.get_mut(account_id) else {
            let plan = plan(account_id, &[], episodes, &at);
            fresh.extend_from_slice(&plan.write);
            synced.take(plan);
            continue;
        };
        known.sort_by_key(|signal| (signal.opened_on, signal.rule));
        if plan(account_id, known, episodes, &at).write.is_empty() {
            continue;
        }
        // What was read above was read without a lock; a person may have acted since.
        let one = sync(store, tx, account_id, episodes, today).await?;
        synced.written += one.written;
        synced.opened.extend(one.opened);
        synced.announce.extend(one.announce);
        synced.closed.extend(one.closed);
        synced.reopened.extend(one.reopened);
    }
    if !fresh.is_empty() {
        upsert_signals(tx, &fresh).await?;
    }
    Ok(synced)
}

/// Opens the signals whose snooze has ended, of all accounts. Call it now and then: a snooze ends
/// at a time, whether or not facts arrive.
///
/// # Errors
/// When the database refuses.
pub async fn wake_snoozed(store: &Store, tx: &Tx, now: Micros) -> Result<Vec<Signal>> {
    let snoozed = SignalFilter { statuses: vec![SignalStatus::Snoozed], ..SignalFilter::default() };
    let mut awake = Vec::new();
    for sleeping in store.signals(&snoozed).await? {
        if !snooze_is_over(&sleeping, now) {
            continue;
        }
        let locked = signals_of(tx, &sleeping.account_id).await?;
        let still = |signal: &Signal| {
            signal.signal_id == sleeping.signal_id
                && signal.status == SignalStatus::Snoozed
                && snooze_is_over(signal, now)
        };
        if let Some(mut signal) = locked.into_iter().find(still) {
            signal.status = SignalStatus::Open;
            signal.snoozed_until = None;
            awake.push(signal);
        }
    }
    if !awake.is_empty() {
        upsert_signals(tx, &awake).await?;
    }
    Ok(awake)
}

fn circumstances(store: &Store, today: Day) -> Circumstances<'_> {
    Circumstances {
        today,
        now: store.clock().now(),
        ids: store.ids().as_ref(),
        announce_within_days: ANNOUNCE_WITHIN_DAYS,
        quiet_days: QUIET_DAYS,
    }
}
