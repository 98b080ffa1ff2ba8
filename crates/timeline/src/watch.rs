//! Looks for new snapshots, of this process and of others, and tells followers in order.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use tokio::time::timeout;

use crate::{
    Result,
    catalogue::{self, ChangeKind},
    hub::Event,
    timeline::Inner,
};

/// Runs until the timeline is dropped. `last` is the latest snapshot that is no news.
pub(crate) async fn run(timeline: Weak<Inner>, mut last: i64, every: Duration) {
    while let Some(timeline) = timeline.upgrade() {
        // Woken by our own commits, or by time. The wait is short so that a drop is noticed.
        let _ = timeout(every, timeline.published.notified()).await;
        if let Err(error) = tell(&timeline, &mut last).await {
            tracing::warn!(%error, "new snapshots could not be read; trying again");
        }
    }
}

async fn tell(timeline: &Arc<Inner>, last: &mut i64) -> Result<()> {
    let reader = timeline.store.db().reader();
    let latest = catalogue::latest_snapshot(reader).await?;
    if latest <= *last {
        return Ok(());
    }
    if !timeline.hub.has_followers() {
        *last = latest;
        return Ok(());
    }
    let Some(changes) = catalogue::changes_since(reader, *last).await? else {
        *last = latest;
        timeline.hub.tell(&Event::Restart { snapshot: latest });
        return Ok(());
    };
    for change in changes {
        let snapshot = change.snapshot;
        match change.kind {
            ChangeKind::Insert => {
                let batches = timeline.hub.flushed(snapshot);
                timeline.hub.tell(&Event::Published { snapshot, files: change.added, batches });
            }
            ChangeKind::Erasure => timeline.hub.tell(&Event::Restart { snapshot }),
            ChangeKind::Compaction => {}
        }
        *last = snapshot;
    }
    Ok(())
}
