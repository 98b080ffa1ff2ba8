//! Hears of changes in a task of its own.
//!
//! A follower may read files before it tells of a change, and must not be interrupted in that;
//! waiting for a channel may be.

use perennial_timeline::{Change, Follower};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::task::JoinHandle;

/// Every later change exactly once, for one who waits for other things too.
pub(crate) struct Ear {
    changes: UnboundedReceiver<Change>,
    task: JoinHandle<()>,
}

impl Ear {
    pub fn of(mut follower: Follower) -> Self {
        let (sender, changes) = mpsc::unbounded_channel();
        let task = tokio::spawn(async move {
            while let Some(change) = follower.next().await {
                if sender.send(change).is_err() {
                    return;
                }
            }
        });
        Self { changes, task }
    }

    /// The next change. May be dropped while it waits: nothing is lost.
    pub async fn next(&mut self) -> Option<Change> {
        self.changes.recv().await
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.task.abort();
    }
}
