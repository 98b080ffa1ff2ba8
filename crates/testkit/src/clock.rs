//! A clock that is set by hand.

use std::sync::atomic::{AtomicI64, Ordering};

use perennial_model::{Clock, Micros, Zone};

/// Stands still until it is told to move. Clones of its `Arc` share the time.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    pub fn new(now: Micros) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// A clock that shows a time given as `2026-01-31` or `2026-01-31T12:00:00Z`.
    pub fn at(text: &str) -> Self {
        Self::new(Micros::parse(text, &Zone::utc()).unwrap())
    }

    pub fn set(&self, now: Micros) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    pub fn advance_seconds(&self, seconds: i64) {
        self.set(self.now().plus_seconds(seconds));
    }

    pub fn advance_days(&self, days: i64) {
        self.set(self.now().plus_days(days));
    }
}

/// Noon of 31 January 2026, UTC.
impl Default for FixedClock {
    fn default() -> Self {
        Self::at("2026-01-31T12:00:00Z")
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Micros {
        Micros(self.0.load(Ordering::SeqCst))
    }
}
