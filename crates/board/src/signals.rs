//! Keeping the stored signals in step with what the rules find.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_engage::{Episode, Notice, NotifySettings, notify, sync};
use perennial_model::{AccountId, Day, SignalStatus};
use perennial_store::{SignalFilter, Store};

use crate::BoardError;
use crate::board::OpenSignals;
use crate::entry::Entry;

/// Stores what the rules found and queues the messages about what is new, in one transaction; what
/// people did with a signal stays.
pub(crate) async fn store(
    store: &Store,
    found: &[(AccountId, Vec<Episode>)],
    entries: &HashMap<AccountId, Arc<Entry>>,
    tell: Option<&NotifySettings>,
    today: Day,
) -> Result<(), BoardError> {
    let tx = store.begin().await?;
    let synced = sync::sync_many(store, &tx, found, today).await?;
    if let Some(settings) = tell {
        let notices: Vec<Notice<'_>> = synced
            .announce
            .iter()
            .filter_map(|signal| {
                let entry = entries.get(&signal.account_id)?;
                let band = entry.band.as_deref();
                Some(Notice {
                    signal,
                    account: &entry.account,
                    score: entry.score,
                    band,
                    arr: entry.arr,
                })
            })
            .collect();
        notify::queue(store, &tx, &notices, settings).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Opens the signals whose snooze has ended; true when there were any.
pub(crate) async fn wake(store: &Store) -> Result<bool, BoardError> {
    let tx = store.begin().await?;
    let awake = sync::wake_snoozed(store, &tx, store.clock().now()).await?;
    tx.commit().await?;
    Ok(!awake.is_empty())
}

/// How many signals wait for somebody's eye, per account.
pub(crate) async fn open_by_account(store: &Store) -> Result<OpenSignals, BoardError> {
    let filter = SignalFilter { statuses: vec![SignalStatus::Open], ..SignalFilter::default() };
    let mut open = OpenSignals::new();
    for signal in store.signals(&filter).await? {
        *open.entry(signal.account_id).or_default() += 1;
    }
    Ok(open)
}

/// How many signals are open by the rules alone, per account.
pub(crate) fn open_by_rules(episodes: &HashMap<AccountId, Vec<Episode>>) -> OpenSignals {
    episodes.iter().map(|(id, found)| (id.clone(), open(found))).collect()
}

/// How many of an account's signals have not closed.
pub(crate) fn open(episodes: &[Episode]) -> u32 {
    let open = episodes.iter().filter(|episode| episode.closed_on.is_none()).count();
    u32::try_from(open).unwrap_or(u32::MAX)
}
