//! The daily rollup: what an account's facts come to, per day, contact, kind and name.

use serde::{Deserialize, Serialize};

use crate::{Day, FactKind, Micros};

/// Stands in [`DailyRow::contact`] for "no contact known".
pub const NO_CONTACT: u32 = u32::MAX;

/// One row of an account's daily rollup. `contact` and `name` are numbers of the account's own
/// dictionaries ([`AccountDaily`]).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DailyRow {
    pub day: Day,
    pub contact: u32,
    pub kind: FactKind,
    pub name: u32,
    /// How many facts.
    pub count: u64,
    /// Sum of their values; a fact without a value adds nothing.
    pub sum: f64,
    pub first: Micros,
    pub last: Micros,
    /// Sum of their numeric property `minutes`.
    pub minutes: f64,
}

/// An account's whole rollup, identities resolved, sorted by (day, contact, kind, name).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccountDaily {
    pub rows: Vec<DailyRow>,
    /// Contact ids by number.
    pub contacts: Vec<crate::ContactId>,
    /// Fact names by number.
    pub names: Vec<String>,
}
