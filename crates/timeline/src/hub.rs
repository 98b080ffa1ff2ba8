//! Tells followers in this process what happened.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use perennial_model::Fact;
use perennial_store::Touched;
use rustc_hash::FxHashMap;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::inbox::Batch;

/// Something that happened. A follower makes changes of it (see [`crate::Follower`]).
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A batch is about to be committed; it may be found in a file before [`Event::Confirmed`].
    Promised(i64, Arc<Vec<Fact>>),
    Confirmed(i64),
    Aborted(i64),
    /// A snapshot added facts in these files. Where this process flushed them, they hold these
    /// batches and nothing else.
    Published {
        snapshot: i64,
        files: Vec<String>,
        batches: Option<Vec<i64>>,
    },
    /// A snapshot erased facts; or snapshots can no longer be told apart.
    Restart {
        snapshot: i64,
    },
    Identities(Touched),
}

#[derive(Default)]
pub(crate) struct Hub {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    followers: Vec<UnboundedSender<Event>>,
    promised: FxHashMap<i64, Arc<Vec<Fact>>>,
    /// Batches that this process flushed, by the snapshot that has them.
    flushed: FxHashMap<i64, Vec<i64>>,
}

impl Hub {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new follower; it hears everything from now on, and of batches that are on their way.
    pub(crate) fn join(&self) -> UnboundedReceiver<Event> {
        let (sender, receiver) = unbounded_channel();
        let mut inner = self.inner();
        for (number, facts) in &inner.promised {
            // The receiver is at hand, so this cannot fail.
            let _ = sender.send(Event::Promised(*number, Arc::clone(facts)));
        }
        inner.followers.push(sender);
        receiver
    }

    pub(crate) fn has_followers(&self) -> bool {
        let mut inner = self.inner();
        inner.followers.retain(|follower| !follower.is_closed());
        !inner.followers.is_empty()
    }

    /// This snapshot is a flush of these batches by this process. Call it once that is durable.
    pub(crate) fn has_flushed(&self, snapshot: i64, batches: &[Arc<Batch>]) {
        let mut inner = self.inner();
        if inner.followers.is_empty() {
            inner.flushed.clear();
        } else {
            let numbers = batches.iter().map(|batch| batch.number).collect();
            inner.flushed.insert(snapshot, numbers);
        }
    }

    /// Which batches a snapshot flushed, if this process made it. Ask in the order of snapshots.
    pub(crate) fn flushed(&self, snapshot: i64) -> Option<Vec<i64>> {
        let mut inner = self.inner();
        let batches = inner.flushed.remove(&snapshot);
        inner.flushed.retain(|later, _| *later > snapshot);
        batches
    }

    pub(crate) fn tell(&self, event: &Event) {
        let mut inner = self.inner();
        match event {
            Event::Promised(number, facts) => {
                inner.promised.insert(*number, Arc::clone(facts));
            }
            Event::Confirmed(number) | Event::Aborted(number) => {
                inner.promised.remove(number);
            }
            _ => {}
        }
        inner.followers.retain(|follower| follower.send(event.clone()).is_ok());
    }
}
