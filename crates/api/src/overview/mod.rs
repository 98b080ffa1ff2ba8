//! What the first screen is made of, as functions of the board's snapshot.

pub mod bands;
pub mod call_list;
pub mod freshness;

use perennial_board::Entry;
use perennial_model::{Currency, Money};

/// The ARR of some accounts together; nothing of it is 0.
pub fn arr_or_zero<'a>(entries: impl Iterator<Item = &'a Entry>, currency: Currency) -> Money {
    arr_of(entries, currency).unwrap_or(Money { minor: 0, currency })
}

/// The ARR of some accounts together; nothing where none has one.
pub fn arr_of<'a>(entries: impl Iterator<Item = &'a Entry>, currency: Currency) -> Option<Money> {
    let known = entries.filter_map(|entry| entry.arr).filter(|arr| arr.currency == currency);
    known.fold(None, |sum: Option<Money>, arr| {
        let minor = sum.map_or(0, |sum| sum.minor).saturating_add(arr.minor);
        Some(Money { minor, currency })
    })
}
