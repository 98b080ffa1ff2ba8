//! Slows down guessing: so many attempts by one key within a window, then wait.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use perennial_model::Micros;

/// How many attempts within how many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub attempts: usize,
    pub window_seconds: i64,
}

/// More keys than this are swept for those whose window is over.
const SWEEP_ABOVE: usize = 10_000;

/// Remembers attempts by key, in memory.
#[derive(Debug, Default)]
pub struct Attempts {
    by_key: Mutex<HashMap<String, VecDeque<Micros>>>,
}

impl Attempts {
    /// Counts an attempt in, before it is looked at, so that many at once do not slip through.
    ///
    /// # Errors
    /// Seconds to wait, when there were too many within the window.
    pub fn take(&self, key: &str, now: Micros, limit: Limit) -> Result<(), u64> {
        let mut by_key = self.by_key.lock().unwrap_or_else(PoisonError::into_inner);
        let start = now.plus_seconds(-limit.window_seconds);
        if by_key.len() > SWEEP_ABOVE {
            by_key.retain(|_, times| times.back().is_some_and(|last| *last > start));
        }
        let times = by_key.entry(key.to_owned()).or_default();
        while times.front().is_some_and(|first| *first <= start) {
            times.pop_front();
        }
        if times.len() < limit.attempts {
            times.push_back(now);
            return Ok(());
        }
        let free_at = times.front().map_or(now, |first| first.plus_seconds(limit.window_seconds));
        let wait =
            (free_at.0 - now.0).max(0).unsigned_abs().div_ceil(Micros::SECOND.unsigned_abs());
        Err(wait.max(1))
    }

    /// Forgets a key: its attempt was right.
    pub fn forget(&self, key: &str) {
        self.by_key.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides() {
        let attempts = Attempts::default();
        let limit = Limit { attempts: 2, window_seconds: 60 };
        let at = |seconds| Micros(0).plus_seconds(seconds);
        assert_eq!(attempts.take("a", at(0), limit), Ok(()));
        assert_eq!(attempts.take("a", at(30), limit), Ok(()));
        assert_eq!(attempts.take("a", at(40), limit), Err(20));
        assert_eq!(attempts.take("b", at(40), limit), Ok(()), "each key for itself");
        assert_eq!(attempts.take("a", at(61), limit), Ok(()));
        assert_eq!(attempts.take("a", at(61), limit), Err(29));
        attempts.forget("a");
        assert_eq!(attempts.take("a", at(62), limit), Ok(()));
    }
}
