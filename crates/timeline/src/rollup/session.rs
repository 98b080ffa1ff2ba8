//! When each session began and ended, day by day.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use perennial_model::{Day, Micros};

use super::merging::Keyed;

/// The usage facts of one session of one contact on one day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SessionCell {
    pub(crate) day: Day,
    pub(crate) contact: u32,
    /// A hash of the session's id: ids are long and many, and only ever compared.
    pub(crate) session: u64,
    pub(crate) first: Micros,
    pub(crate) last: Micros,
}

impl SessionCell {
    pub(crate) fn of(day: Day, contact: u32, session_id: &str, at: Micros) -> Self {
        // SipHash with fixed keys: the same in every process.
        let session = BuildHasherDefault::<DefaultHasher>::default().hash_one(session_id);
        Self { day, contact, session, first: at, last: at }
    }
}

impl Keyed for SessionCell {
    type Key = (Day, u32, u64);

    fn key(&self) -> Self::Key {
        (self.day, self.contact, self.session)
    }

    fn merge(&mut self, other: &Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}
