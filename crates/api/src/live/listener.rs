//! One who watches: a bounded buffer, and a count of what did not fit.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use perennial_model::Fact;
use tokio::sync::Notify;

use super::{Filter, LiveEvent, LiveSecond, LiveStatus};

/// So many events are shown in a second; more than that nobody reads.
pub const SHOWN_PER_SECOND: usize = 100;
/// So many events wait for a listener that is slow.
const MOST_WAITING: usize = 500;

/// One who watches.
pub struct Listener {
    filter: Filter,
    state: Mutex<State>,
    wake: Notify,
}

#[derive(Default)]
struct State {
    waiting: Vec<LiveEvent>,
    tally: LiveSecond,
    /// Since when events are counted against the limit per second, and how many there were.
    second: Option<Instant>,
    shown: usize,
    over: bool,
}

/// What a listener is told next.
#[derive(Debug, Default)]
pub struct News {
    pub events: Vec<LiveEvent>,
    /// What came since the last time that this was asked for.
    pub tally: Option<LiveSecond>,
    pub over: bool,
}

impl Listener {
    pub fn new(filter: Filter) -> Self {
        Self { filter, state: Mutex::default(), wake: Notify::new() }
    }

    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push_facts(&self, facts: &[Fact]) {
        let mut state = self.state();
        state.turn_second();
        let mut rest = facts.iter();
        while let Some(fact) = rest.next() {
            if !self.filter.fits_fact(fact) {
                continue;
            }
            state.tally.accepted += 1;
            if state.has_room() {
                state.show(LiveEvent::of_fact(fact));
                continue;
            }
            state.tally.left_out += 1;
            if self.filter.is_open() {
                // All that follow fit, and none has room.
                let more = rest.len() as u64;
                state.tally.accepted += more;
                state.tally.left_out += more;
                break;
            }
        }
        drop(state);
        self.wake.notify_one();
    }

    pub(super) fn push_calls(&self, calls: &[LiveEvent], hidden: LiveSecond) {
        let mut state = self.state();
        state.turn_second();
        for call in calls.iter().filter(|call| self.filter.fits_call(call)) {
            match call.status {
                LiveStatus::Refused => state.tally.refused += 1,
                LiveStatus::Repeated => state.tally.repeated += 1,
                // It is shown, and is no fact that could be counted.
                LiveStatus::Accepted => {}
            }
            if state.has_room() {
                state.show(call.clone());
            } else {
                state.tally.left_out += 1;
            }
        }
        // Nobody knows what the hidden ones were; they are told to those who see everything.
        if self.filter.is_open() {
            state.tally.repeated += hidden.repeated;
            state.tally.refused += hidden.refused;
            state.tally.left_out += hidden.left_out;
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Waits until there is something to tell.
    pub async fn woken(&self) {
        self.wake.notified().await;
    }

    /// What there is to tell; the tally where `with_tally` and something came.
    pub fn take(&self, with_tally: bool) -> News {
        let mut state = self.state();
        let events = std::mem::take(&mut state.waiting);
        let tally = with_tally.then(|| std::mem::take(&mut state.tally));
        News { events, tally: tally.filter(|t| *t != LiveSecond::default()), over: state.over }
    }

    /// Ends the stream after what is waiting.
    pub fn close(&self) {
        self.state().over = true;
        self.wake.notify_one();
    }
}

impl State {
    fn turn_second(&mut self) {
        if self.second.is_none_or(|since| since.elapsed() >= Duration::from_secs(1)) {
            self.second = Some(Instant::now());
            self.shown = 0;
        }
    }

    fn has_room(&self) -> bool {
        self.shown < SHOWN_PER_SECOND && self.waiting.len() < MOST_WAITING
    }

    fn show(&mut self, event: LiveEvent) {
        self.shown += 1;
        self.waiting.push(event);
    }
}

#[cfg(test)]
mod tests {
    use perennial_model::{FactKind, Micros};

    use super::*;

    fn facts(count: usize) -> Vec<Fact> {
        let fact = |n| Fact {
            fact_id: format!("f{n}"),
            account_id: Some("acme".into()),
            contact_id: None,
            kind: if n % 2 == 0 { FactKind::Usage } else { FactKind::Billing },
            name: "Report opened".to_owned(),
            occurred_at: Micros(0),
            received_at: Micros(0),
            value: None,
            session_id: None,
            source: "segment:site".to_owned(),
            properties: None,
        };
        (0..count).map(fact).collect()
    }

    #[test]
    fn what_is_too_much_for_one_second_is_counted() {
        let listener = Listener::new(Filter::default());
        listener.push_facts(&facts(60));
        listener.push_facts(&facts(1000));
        let news = listener.take(true);
        assert_eq!(news.events.len(), SHOWN_PER_SECOND);
        let tally = news.tally.unwrap();
        assert_eq!((tally.accepted, tally.left_out), (1060, 960));
        assert!(listener.take(true).tally.is_none(), "it is told once");
    }

    #[test]
    fn a_filter_looks_at_every_fact_and_counts_what_fits() {
        let kinds = vec![FactKind::Billing];
        let listener = Listener::new(Filter { kinds, ..Filter::default() });
        listener.push_facts(&facts(1001));
        let news = listener.take(true);
        let tally = news.tally.unwrap();
        assert_eq!((news.events.len(), tally.accepted, tally.left_out), (100, 500, 400));
        let name = Some("nothing".to_owned());
        let listener = Listener::new(Filter { name, ..Filter::default() });
        listener.push_facts(&facts(10));
        assert!(listener.take(true).tally.is_none());
    }

    #[test]
    fn a_slow_listener_keeps_the_buffer_bounded() {
        let listener = Listener::new(Filter::default());
        for _ in 0..20 {
            listener.state().second = None;
            listener.push_facts(&facts(100));
        }
        let news = listener.take(true);
        assert_eq!(news.events.len(), MOST_WAITING);
        assert_eq!(news.tally.unwrap().left_out, 2000 - MOST_WAITING as u64);
    }
}
