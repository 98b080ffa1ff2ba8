//! Which message ids were received in the last seven days.

use perennial_model::Micros;

use crate::fact_key::{FactKey, KeyMap};

/// A message id received again within this time counts once.
pub const REPEAT_WINDOW_DAYS: i64 = 7;
/// Clocks of several machines may differ by this much.
const SLACK_SECONDS: i64 = 3600;

/// Message ids by the time they were received.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    received: KeyMap<Micros>,
    pruned_at: Micros,
}

impl Recent {
    /// Ids received before this moment cannot be repeated at `now`.
    pub(crate) fn horizon(now: Micros) -> Micros {
        now.plus_days(-REPEAT_WINDOW_DAYS).plus_seconds(-SLACK_SECONDS)
    }

    /// Whether the id was received less than seven days before (or after) `received_at`.
    pub(crate) fn is_repeat(&self, key: FactKey, received_at: Micros) -> bool {
        self.received.get(&key).is_some_and(|before| within_window(*before, received_at))
    }

    /// Remembers an id; of two times the later stays.
    pub(crate) fn insert(&mut self, key: FactKey, received_at: Micros) {
        let entry = self.received.entry(key).or_insert(received_at);
        *entry = (*entry).max(received_at);
    }

    /// Forgets what is too old to matter, about once an hour.
    pub(crate) fn prune(&mut self, now: Micros) {
        if now < self.pruned_at.plus_seconds(SLACK_SECONDS) {
            return;
        }
        self.pruned_at = now;
        let horizon = Self::horizon(now);
        self.received.retain(|_, received_at| *received_at >= horizon);
    }
}

pub(crate) fn within_window(one: Micros, other: Micros) -> bool {
    one.0.abs_diff(other.0) < Micros(0).plus_days(REPEAT_WINDOW_DAYS).0.unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_counts_again_after_exactly_seven_days() {
        let mut recent = Recent::default();
        let key = FactKey::of("m-1");
        let first = Micros(1_700_000_000_000_000);
        recent.insert(key, first);
        assert!(recent.is_repeat(key, first));
        assert!(recent.is_repeat(key, Micros(first.plus_days(7).0 - 1)));
        assert!(!recent.is_repeat(key, first.plus_days(7)));
        assert!(!recent.is_repeat(FactKey::of("m-2"), first));
    }

    #[test]
    fn pruning_keeps_what_can_still_be_repeated() {
        let mut recent = Recent::default();
        let (old, young) = (FactKey::of("old"), FactKey::of("young"));
        let now = Micros(1_700_000_000_000_000);
        recent.insert(old, now.plus_days(-8));
        recent.insert(young, now.plus_days(-6));
        recent.prune(now);
        assert_eq!(recent.received.len(), 1);
        assert!(recent.is_repeat(young, now));
    }
}
