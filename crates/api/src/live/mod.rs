//! Facts and refused calls as they come, for people who watch.
//!
//! What always holds here: a fact is told after it is durable, once, in the order in which it
//! came; nothing that people watch can slow ingest down: what a watcher cannot take is counted and
//! the count is told. Nothing runs while nobody watches, save that the last calls which left no
//! fact are remembered.

mod event;
mod filter;
mod listener;
mod stream;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use perennial_model::Fact;
use perennial_timeline::{Change, Follower, TimelineError};

use crate::AppState;
pub use event::{LiveBatch, LiveEvent, LiveSecond, LiveStatus};
pub use filter::Filter;
pub use listener::Listener;
pub use stream::watch;

/// So many calls that left no fact are remembered.
const REMEMBERED: usize = 100;

/// Tells everybody who watches.
#[derive(Default)]
pub struct LiveFeed {
    inner: Mutex<Inner>,
    /// Held while the feed begins to hear of facts.
    starting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Inner {
    listeners: Vec<Weak<Listener>>,
    /// Refused, repeated and identifying calls, the latest last.
    calls: VecDeque<LiveEvent>,
    hears: bool,
    over: bool,
}

impl LiveFeed {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new listener. When this returns, it misses nothing that is durable from now on.
    ///
    /// # Errors
    /// When the timeline cannot be read.
    pub async fn join(state: &AppState, filter: Filter) -> Result<Arc<Listener>, TimelineError> {
        let feed = &state.live;
        let _starting = feed.starting.lock().await;
        let listener = Arc::new(Listener::new(filter));
        let hears = {
            let mut inner = feed.inner();
            if inner.over {
                listener.close();
            }
            inner.listeners.push(Arc::downgrade(&listener));
            inner.hears
        };
        if !hears {
            let follower = state.timeline.listen().await?;
            feed.inner().hears = true;
            tokio::spawn(run(state.clone(), follower));
        }
        Ok(listener)
    }

    /// Tells of facts that are durable.
    fn tell(&self, facts: &[Fact]) {
        let mut inner = self.inner();
        inner.listeners.retain(|listener| match listener.upgrade() {
            Some(listener) => {
                listener.push_facts(facts);
                true
            }
            None => false,
        });
    }

    /// Tells of calls that left no fact: refused ones, repeated ones, and those that only say who
    /// somebody is. `hidden` more are counted and not shown.
    pub fn tell_calls(&self, calls: Vec<LiveEvent>, hidden: LiveSecond) {
        if calls.is_empty() && hidden == LiveSecond::default() {
            return;
        }
        let mut inner = self.inner();
        inner.listeners.retain(|listener| match listener.upgrade() {
            Some(listener) => {
                listener.push_calls(&calls, hidden);
                true
            }
            None => false,
        });
        inner.calls.extend(calls);
        let surplus = inner.calls.len().saturating_sub(REMEMBERED);
        inner.calls.drain(..surplus);
    }

    /// The last calls that left no fact, the oldest first.
    fn calls(&self) -> Vec<LiveEvent> {
        self.inner().calls.iter().cloned().collect()
    }

    /// Ends every stream: the server stops.
    pub fn close(&self) {
        let mut inner = self.inner();
        inner.over = true;
        inner.listeners.iter().filter_map(Weak::upgrade).for_each(|listener| listener.close());
    }

    /// Whether the task that hears of facts may end, because nobody watches any more.
    fn may_rest(&self) -> bool {
        let mut inner = self.inner();
        inner.listeners.retain(|listener| listener.strong_count() > 0);
        inner.hears = !inner.listeners.is_empty() && !inner.over;
        !inner.hears
    }
}

/// Hears of facts and tells of them, until nobody watches.
async fn run(state: AppState, mut follower: Follower) {
    loop {
        match follower.next().await {
            Some(Change::Facts(facts)) => state.live.tell(&facts),
            Some(Change::Identities(_)) => {}
            Some(Change::Erased) | None => match state.timeline.listen().await {
                Ok(again) => follower = again,
                Err(error) => {
                    tracing::warn!(%error, "live events cannot be told any more");
                    state.live.inner().hears = false;
                    return;
                }
            },
        }
        if state.live.may_rest() {
            return;
        }
    }
}
