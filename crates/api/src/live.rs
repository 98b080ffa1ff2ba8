//! The latest items that came through the ingest door, in memory, for people who watch.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use crate::routes::live::LiveEvent;

/// So many events are kept.
const KEPT: usize = 500;

/// The latest events, numbered from 1 in the order in which they came.
#[derive(Debug)]
pub struct LiveRing {
    inner: Mutex<Ring>,
}

#[derive(Debug)]
struct Ring {
    next: u64,
    events: VecDeque<LiveEvent>,
}

impl Default for LiveRing {
    fn default() -> Self {
        Self { inner: Mutex::new(Ring { next: 1, events: VecDeque::with_capacity(KEPT) }) }
    }
}

impl LiveRing {
    /// Adds events; their `seq` is given here.
    pub fn push(&self, events: impl IntoIterator<Item = LiveEvent>) {
        let mut ring = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        for mut event in events {
            event.seq = ring.next;
            ring.next += 1;
            if ring.events.len() == KEPT {
                ring.events.pop_front();
            }
            ring.events.push_back(event);
        }
    }

    /// Events after `since` (all that are kept where it is left out), the oldest first, and the
    /// cursor for the next call. A cursor from before a restart starts anew.
    pub fn since(&self, since: Option<u64>) -> (u64, Vec<LiveEvent>) {
        let ring = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let cursor = ring.next - 1;
        let after = since.filter(|since| *since <= cursor).unwrap_or(0);
        (cursor, ring.events.iter().filter(|event| event.seq > after).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use perennial_model::Micros;

    use super::*;
    use crate::{dto::Time, routes::live::LiveStatus};

    fn event(name: usize) -> LiveEvent {
        LiveEvent {
            seq: 0,
            received_at: Time(Micros(0)),
            r#type: "track".to_owned(),
            name: Some(name.to_string()),
            account_id: None,
            contact_id: None,
            status: LiveStatus::Accepted,
            reason: None,
            source: "site".to_owned(),
        }
    }

    #[test]
    fn a_cursor_gives_each_event_once_and_the_oldest_are_forgotten() {
        let ring = LiveRing::default();
        assert_eq!(ring.since(None).0, 0);
        ring.push((0..3).map(event));
        let (cursor, events) = ring.since(None);
        assert_eq!((cursor, events.len()), (3, 3));
        ring.push((3..5).map(event));
        let (cursor, events) = ring.since(Some(cursor));
        assert_eq!(events.iter().filter_map(|e| e.name.as_deref()).collect::<Vec<_>>(), ["3", "4"]);
        assert!(ring.since(Some(cursor)).1.is_empty());
        ring.push((5..1000).map(event));
        assert_eq!(ring.since(None).1.len(), KEPT);
        assert_eq!(ring.since(Some(9999)).1.len(), KEPT, "a cursor of another run starts anew");
    }
}
