//! Ledgers for tests. Days are counted from 1 January 2024, in UTC.
#![allow(dead_code, clippy::unwrap_used)] // every test uses some of it

use perennial_model::{Currency, Day, Micros, Money, Subscription, Zone};
use perennial_revenue::{Ledger, Period, Rates, Selection, Settings};

pub const START: Day = Day(19_723);

pub fn day(days: i32) -> Day {
    START.plus(days)
}

pub fn at(days: i32) -> Micros {
    Zone::utc().start_of(day(days))
}

pub fn period(from: i32, to: i32) -> Period {
    Period { from: day(from), to: day(to) }
}

pub fn usd() -> Currency {
    Currency::USD
}

pub fn eur() -> Currency {
    Currency::parse("EUR").unwrap()
}

/// A period of subscription `id` from a day until another, at so many cents a month.
pub fn row(id: &str, from: i32, to: Option<i32>, cents: i64) -> Subscription {
    Subscription {
        subscription_id: id.to_owned(),
        account_id: "acme".into(),
        started_at: at(from),
        ended_at: to.map(at),
        plan: None,
        mrr: Some(Money { minor: cents, currency: usd() }),
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: Default::default(),
    }
}

pub fn with_status(status: &str, row: Subscription) -> Subscription {
    Subscription { status: Some(status.to_owned()), ..row }
}

pub fn ledger(rows: &[Subscription]) -> Ledger<'_> {
    Ledger::of(rows, &[], Selection::All, &Settings::default(), &Zone::utc())
}

pub fn rates() -> Rates {
    Rates::new(usd())
}
