//! The daily rollup: what an account's facts come to, per day, contact, kind and name.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Day, FactKind, Micros};

/// Stands in [`DailyRow::contact`] for "no contact known".
pub const NO_CONTACT: u32 = u32::MAX;
/// Stands in [`DailyRow::detail`] for "no property that anybody asked for".
pub const NO_DETAIL: u32 = u32::MAX;

/// What the rollup keeps of facts besides counts, because a metric needs it. Everything kept
/// costs memory, so nothing is kept unasked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keep {
    /// Properties by which facts are told apart.
    pub properties: BTreeSet<String>,
    /// When each session of use began and ended.
    pub sessions: bool,
    /// Every single value, not just their sum.
    pub values: bool,
}

impl Keep {
    /// Whether a rollup that keeps this has all that `other` asks for.
    pub fn covers(&self, other: &Self) -> bool {
        self.properties.is_superset(&other.properties)
            && (self.sessions || !other.sessions)
            && (self.values || !other.values)
    }
}

/// Properties of facts that were asked for, by name: texts as they are, anything else as JSON.
pub type Detail = Vec<(String, String)>;

/// One row of an account's daily rollup. `contact`, `name` and `detail` are numbers of the
/// account's own dictionaries ([`AccountDaily`]).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DailyRow {
    pub day: Day,
    pub contact: u32,
    pub kind: FactKind,
    pub name: u32,
    pub detail: u32,
    /// How many facts.
    pub count: u64,
    /// Sum of their values; a fact without a value adds nothing.
    pub sum: f64,
    pub first: Micros,
    pub last: Micros,
    /// Sum of their numeric property `minutes`.
    pub minutes: f64,
}

/// The usage facts of one session on one day. A session that runs over midnight has a row on
/// each of its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub day: Day,
    pub contact: u32,
    /// A number of the account's own.
    pub session: u32,
    pub first: Micros,
    pub last: Micros,
}

/// An account's whole rollup, identities resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccountDaily {
    /// Sorted by (day, contact, kind, name, detail).
    pub rows: Vec<DailyRow>,
    /// Contact ids by number; the rollup sorts them, and names and details too.
    pub contacts: Vec<crate::ContactId>,
    /// Fact names by number.
    pub names: Vec<String>,
    /// Kept properties by number.
    pub details: Vec<Detail>,
    /// Sorted by (day, contact, session). Only when they are kept.
    pub sessions: Vec<SessionRow>,
    /// What tells each session from every other of the company, by number; ascending.
    pub session_ids: Vec<u64>,
    /// Place of a row in `rows` and a value of one of its facts, sorted. Only when they are kept.
    pub values: Vec<(u32, f64)>,
}

impl AccountDaily {
    /// Cuts off what happened after a day.
    pub fn cut_after(&mut self, day: Day) {
        let rows = self.rows.partition_point(|row| row.day <= day);
        self.rows.truncate(rows);
        self.values.truncate(self.values.partition_point(|(row, _)| (*row as usize) < rows));
        self.sessions.truncate(self.sessions.partition_point(|session| session.day <= day));
    }

    /// The rows with properties left aside: those that differ in nothing else become one.
    pub fn plain_rows(&self) -> Vec<DailyRow> {
        let mut rows: Vec<DailyRow> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let key = |row: &DailyRow| (row.day, row.contact, row.kind, row.name);
            match rows.last_mut() {
                Some(last) if key(last) == key(row) => {
                    last.count += row.count;
                    last.sum += row.sum;
                    last.minutes += row.minutes;
                    last.first = last.first.min(row.first);
                    last.last = last.last.max(row.last);
                }
                _ => rows.push(DailyRow { detail: NO_DETAIL, ..*row }),
            }
        }
        rows
    }
}
