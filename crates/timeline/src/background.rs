//! What happens by itself: flushing, merging, clearing away.

use std::{sync::Arc, time::Duration};

use perennial_model::Micros;
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use crate::{Result, Timeline, inbox, timeline::Inner};

/// How often it is looked whether the inbox is old enough.
const TICK: Duration = Duration::from_secs(1);
/// How often old snapshots and files are cleared away, in ticks.
const TICKS_TO_EXPIRE: u32 = 60;
/// After a failure it waits this many ticks.
const TICKS_AFTER_FAILURE: u32 = 5;

/// The task that keeps the timeline in shape. Dropped, it goes on until the program ends.
#[derive(Debug)]
pub struct Background {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Background {
    /// Lets the task finish what it is doing, flushes the inbox once more, and ends it.
    pub async fn stop(self) {
        // The task may have ended already.
        let _ = self.stop.send(true);
        let _ = self.task.await;
    }
}

impl Timeline {
    /// Starts flushing by size or age, merging and clearing away.
    pub fn start(&self) -> Background {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(run(Arc::clone(&self.inner), stopped));
        Background { stop, task }
    }
}

async fn run(timeline: Arc<Inner>, mut stopped: watch::Receiver<bool>) {
    let mut ticks = 0_u32;
    let mut rest = 0;
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stop| *stop) => break,
            _ = timeout(TICK, timeline.full_enough.notified()) => {}
        }
        ticks = ticks.wrapping_add(1);
        if rest > 0 {
            rest -= 1;
            continue;
        }
        if let Err(error) = step(&timeline, ticks.is_multiple_of(TICKS_TO_EXPIRE)).await {
            tracing::error!(%error, "the timeline could not be kept in shape; trying again");
            rest = TICKS_AFTER_FAILURE;
        }
    }
    if let Err(error) = timeline.flush().await {
        tracing::warn!(%error, "the inbox was not flushed; its facts stay there until next time");
    }
}

async fn step(timeline: &Arc<Inner>, expire: bool) -> Result<()> {
    if is_due(timeline).await? && timeline.flush().await?.files > 0 {
        timeline.compact().await?;
    }
    if expire {
        timeline.compact().await?;
        timeline.expire().await?;
    }
    Ok(())
}

async fn is_due(timeline: &Arc<Inner>) -> Result<bool> {
    let reader = timeline.store.db().reader();
    let state = inbox::state(reader).await?;
    if usize::try_from(state.facts).unwrap_or(0) >= timeline.options.flush_rows {
        return Ok(true);
    }
    let after = i64::try_from(timeline.options.flush_after.as_micros()).unwrap_or(i64::MAX);
    let old = |at: Micros| timeline.now().0 - at.0 >= after;
    Ok(state.facts > 0 && inbox::oldest(reader).await?.is_some_and(old))
}
