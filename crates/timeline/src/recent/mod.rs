//! Which message ids were received in the last seven days.
//!
//! They are held in memory: about 22 bytes an id. There is a most; past it the oldest are
//! forgotten before their time, and whoever looks at the timeline's status sees since when ids are
//! remembered.

mod table;

use perennial_model::Micros;

use crate::fact_key::FactKey;
use table::{Moment, Table};

/// A message id received again within this time counts once.
pub const REPEAT_WINDOW_DAYS: i64 = 7;
/// Clocks of several machines may differ by this much.
const SLACK_SECONDS: i64 = 3600;
/// Parts that grow, and are cleared of old ids, one by one, so that nobody waits for all of them.
const PARTS: usize = 256;
/// So many parts are cleared at a time.
const PARTS_AT_ONCE: usize = 4;
/// Past the most, one in so many ids is forgotten.
const FORGOTTEN: usize = 8;

/// What is remembered, for whoever looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Remembered {
    pub ids: u64,
    /// What they take of the memory.
    pub bytes: u64,
    /// Where there were too many: ids received before this moment were forgotten, although they are
    /// younger than seven days.
    pub since: Option<Micros>,
}

/// Message ids by the time they were received, to the millisecond.
#[derive(Debug)]
pub(crate) struct Recent {
    parts: Vec<Table>,
    count: usize,
    most: usize,
    /// What was received before is forgotten.
    since: Moment,
    /// Whether `since` is where it is because there were too many.
    crowded: bool,
    pruned_at: Micros,
    /// Parts that still hold what was received before `since`.
    uncleared: usize,
}

/// What was known of an id before it was admitted.
pub(crate) struct Before(FactKey, Moment);

impl Recent {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            parts: (0..PARTS).map(|_| Table::default()).collect(),
            count: 0,
            most,
            since: Moment::LONG_AGO,
            crowded: false,
            pruned_at: Micros::default(),
            uncleared: 0,
        }
    }

    /// Ids received before this moment cannot be repeated at `now`.
    pub(crate) fn horizon(now: Micros) -> Micros {
        now.plus_days(-REPEAT_WINDOW_DAYS).plus_seconds(-SLACK_SECONDS)
    }

    /// Takes an id in, unless it was received less than seven days before (or after).
    pub(crate) fn admit(&mut self, key: FactKey, received_at: Micros) -> Option<Before> {
        let (now, before) = (Moment::of(received_at), self.get(key));
        if before.is_some_and(|before| within_window(before, now)) {
            return None;
        }
        self.set(key, before.map_or(now, |before| before.max(now)));
        Some(Before(key, before.unwrap_or(Moment::LONG_AGO)))
    }

    /// Takes an id out again.
    pub(crate) fn take_back(&mut self, before: Before) {
        self.set(before.0, before.1);
    }

    /// Remembers an id; of two times the later stays.
    pub(crate) fn insert(&mut self, key: FactKey, received_at: Micros) {
        let at = Moment::of(received_at);
        self.set(key, self.get(key).map_or(at, |before| before.max(at)));
    }

    fn get(&self, key: FactKey) -> Option<Moment> {
        self.parts[part(key)].get(key).filter(|at| *at >= self.since)
    }

    fn set(&mut self, key: FactKey, at: Moment) {
        let part = &mut self.parts[part(key)];
        let before = part.len();
        part.set(key, at);
        self.count += part.len() - before;
    }

    /// Forgets what is too old to matter, about once an hour, and what is too much; a little at a
    /// time. Call it now and then.
    pub(crate) fn prune(&mut self, now: Micros) {
        if now >= self.pruned_at.plus_seconds(SLACK_SECONDS) {
            self.pruned_at = now;
            let horizon = Moment::of(Self::horizon(now));
            if horizon >= self.since {
                self.crowded = false;
                self.forget_before(horizon);
            }
        }
        if self.count > self.most && self.uncleared == 0 {
            self.crowded = true;
            self.forget_before(self.eighth());
        }
        for _ in 0..PARTS_AT_ONCE.min(self.uncleared) {
            self.uncleared -= 1;
            let part = &mut self.parts[self.uncleared];
            let before = part.len();
            part.forget_before(self.since);
            self.count -= before - part.len();
        }
    }

    /// Forgets everything that is too much at once.
    pub(crate) fn prune_fully(&mut self, now: Micros) {
        self.prune(now);
        while self.uncleared > 0 {
            self.prune(now);
        }
    }

    fn forget_before(&mut self, since: Moment) {
        self.since = since;
        self.uncleared = PARTS;
    }

    /// The moment since which seven in eight ids were received. A part is a fair sample.
    fn eighth(&self) -> Moment {
        let mut times: Vec<Moment> = self.parts[0].times().filter(|at| *at >= self.since).collect();
        let place = times.len() / FORGOTTEN;
        if place >= times.len() {
            return self.since;
        }
        times.select_nth_unstable(place).1.next()
    }

    pub(crate) fn remembered(&self) -> Remembered {
        Remembered {
            ids: self.count as u64,
            bytes: self.parts.iter().map(|part| part.bytes() as u64).sum(),
            since: self.crowded.then(|| self.since.at()),
        }
    }
}

/// Not by the upper bits: those are the place within a part.
fn part(key: FactKey) -> usize {
    usize::try_from(key.halves().0 % PARTS as u64).unwrap_or(0)
}

fn within_window(one: Moment, other: Moment) -> bool {
    one.millis_from(other) < Micros(0).plus_days(REPEAT_WINDOW_DAYS).0.unsigned_abs() / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = Micros(1_700_000_000_000_000);

    fn key(n: i64) -> FactKey {
        FactKey::of(&format!("m-{n}"))
    }

    #[test]
    fn an_id_counts_again_after_exactly_seven_days() {
        let mut recent = Recent::new(100);
        assert!(recent.admit(key(1), NOW).is_some());
        assert!(recent.admit(key(1), NOW).is_none());
        assert!(recent.admit(key(1), Micros(NOW.plus_days(7).0 - 1)).is_none());
        assert!(recent.admit(key(2), NOW).is_some());
        assert!(recent.admit(key(1), NOW.plus_days(7)).is_some());
        assert!(recent.admit(key(1), NOW.plus_days(8)).is_none());
    }

    #[test]
    fn what_was_taken_back_can_come_again() {
        let mut recent = Recent::new(100);
        let before = recent.admit(key(1), NOW).unwrap();
        recent.take_back(before);
        let before = recent.admit(key(1), NOW).unwrap();
        recent.take_back(before);
        recent.insert(key(1), NOW.plus_days(-9));
        let before = recent.admit(key(1), NOW).unwrap();
        recent.take_back(before);
        assert!(recent.admit(key(1), NOW.plus_days(-3)).is_none(), "it is as it was");
    }

    #[test]
    fn pruning_keeps_what_can_still_be_repeated() {
        let mut recent = Recent::new(100);
        recent.insert(key(1), NOW.plus_days(-8));
        recent.insert(key(2), NOW.plus_days(-6));
        recent.prune_fully(NOW);
        assert_eq!(recent.remembered().ids, 1);
        assert_eq!(recent.remembered().since, None);
        assert!(recent.admit(key(2), NOW).is_none());
    }

    #[test]
    fn past_the_most_the_oldest_are_forgotten_and_it_is_told() {
        let most = 20_000;
        let mut recent = Recent::new(most);
        for n in 0..50_000 {
            recent.insert(key(n), NOW.plus_seconds(n));
            recent.prune(NOW.plus_seconds(n));
        }
        let remembered = recent.remembered();
        assert!(remembered.ids as usize <= most + 100, "{remembered:?}");
        assert!(remembered.ids as usize > most * 3 / 4, "{remembered:?}");
        let since = remembered.since.unwrap();
        assert!(recent.admit(key(49_999), NOW.plus_seconds(50_000)).is_none());
        let of_since = (since.0 - NOW.0) / 1_000_000;
        assert!(recent.admit(key(of_since + 2), NOW.plus_seconds(50_000)).is_none());
        assert!(recent.admit(key(of_since - 2), NOW.plus_seconds(50_000)).is_some());
        // After a quiet week there is room again.
        recent.prune_fully(NOW.plus_days(9));
        assert_eq!(recent.remembered().since, None);
        assert_eq!(recent.remembered().ids, 0);
    }

    #[test]
    fn ids_of_one_moment_are_bounded_too() {
        let mut recent = Recent::new(1_000);
        for n in 0..5_000 {
            recent.insert(key(n), NOW);
            recent.prune_fully(NOW);
        }
        assert!(recent.remembered().ids <= 1_001);
    }
}
