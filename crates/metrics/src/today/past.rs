//! A stream parted at today: the days before, and today's facts.

use super::state::{Key, NEVER, PastKeys};
use crate::{
    kernel::{Event, Running},
    stream::{Stream, facts::contact_of},
};

impl Key {
    /// The key of an event, where it has one.
    pub fn number(self, event: &Event) -> Option<u32> {
        match self {
            Self::Contact => contact_of(event),
            Self::Name => Some(event.name),
        }
    }
}

/// The days of a stream before today.
pub(super) struct Past<'a> {
    /// The number of today.
    pub today: i32,
    /// The days with an event, ascending.
    pub active: Vec<i32>,
    pub keys: PastKeys,
    stream: &'a Stream,
}

impl<'a> Past<'a> {
    pub fn new(stream: &'a Stream, today: i32) -> Self {
        let mut active = stream.active();
        active.retain(|day| *day < today);
        let mut past = Self { today, active, keys: PastKeys::default(), stream };
        let mut keys = PastKeys { first: past.active.first().copied(), ..PastKeys::default() };
        if keys.first.is_some() {
            keys.contacts = vec![NEVER; stream.contacts];
            keys.names = vec![NEVER; stream.names];
            for event in past.events() {
                see(&mut keys.names, event.name, event.day);
                if let Some(contact) = contact_of(event) {
                    see(&mut keys.contacts, contact, event.day);
                }
            }
        }
        past.keys = keys;
        past
    }

    pub fn events(&self) -> impl Iterator<Item = &'a Event> + use<'a> {
        let today = self.today;
        self.stream.events.iter().take_while(move |event| event.day < today)
    }

    /// Day and contact of each event that has a contact.
    pub fn contact_days(&self) -> impl Iterator<Item = (i32, u32)> + use<'a> {
        self.events().filter_map(|event| Some((event.day, contact_of(event)?)))
    }

    /// Values of the stream; those of later days stand in it too.
    pub fn values(&self) -> &'a [(i32, f64)] {
        &self.stream.values
    }

    pub fn stream_sums(&self) -> &'a [(i32, f64)] {
        &self.stream.sums
    }

    pub fn minutes(&self) -> &'a [(i32, f64)] {
        &self.stream.minutes
    }

    /// The sum of what came before `start`, and of what came before today.
    pub fn sums(&self, values: &[(i32, f64)], start: i32) -> (Running, Running) {
        let before = |end: i32, sum: Running, from: usize| {
            let rest = values[from..].iter().take_while(|(day, _)| *day < end);
            rest.fold((sum, from), |(sum, at), (_, value)| (sum.plus(*value), at + 1))
        };
        let (from, at) = before(start.min(self.today), Running::default(), 0);
        (from, before(self.today, from, at).0)
    }

    /// The longest gap between two days with something that reaches into the window.
    pub fn longest_gap(&self, start: i32) -> i32 {
        let start = self.keys.first.map_or(start, |first| start.max(first));
        let idle = |pair: &[i32]| pair[1] - (pair[0] + 1).max(start);
        self.active.windows(2).map(idle).max().unwrap_or(0)
    }
}

fn see(list: &mut Vec<i32>, key: u32, day: i32) {
    let place = key as usize;
    if place >= list.len() {
        list.resize(place + 1, NEVER);
    }
    list[place] = day;
}

/// What a stream holds of today.
pub(super) struct TodaysFacts<'a> {
    pub today: i32,
    /// Only events and values of today, keys numbered as in the past.
    pub stream: &'a Stream,
}

impl TodaysFacts<'_> {
    pub fn is_empty(&self) -> bool {
        self.stream.events.is_empty()
    }

    /// How many facts.
    pub fn count(&self) -> u64 {
        self.stream.events.iter().map(|event| u64::from(event.count)).sum()
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = f64> {
        self.stream.values.iter().map(|(_, value)| *value)
    }

    /// Each key that occurs, once.
    pub fn keys(&self, of: Key) -> impl Iterator<Item = u32> {
        self.counts(of).into_iter().map(|(key, _)| key)
    }

    /// Each key that occurs, with its facts.
    pub fn counts(&self, of: Key) -> Vec<(u32, u64)> {
        let keyed = |event: &Event| Some((of.number(event)?, u64::from(event.count)));
        let mut counts: Vec<(u32, u64)> = self.stream.events.iter().filter_map(keyed).collect();
        counts.sort_unstable();
        counts.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        counts
    }
}
