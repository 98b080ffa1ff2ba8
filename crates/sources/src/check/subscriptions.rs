//! Subscriptions: periods in themselves, and the periods of one subscription beside each other.

use std::collections::BTreeMap;

use perennial_model::{Micros, Subscription};

use crate::check::{
    Checker, ENDED_BEFORE_STARTED, OVERLAPPING_PERIODS, SUBSCRIPTION_BEFORE_SIGNUP,
    SUBSCRIPTION_OF_TWO_ACCOUNTS, money,
};

pub(super) fn check(checker: &mut Checker<'_>, rows: &[(u64, Subscription)]) {
    for (line, period) in rows {
        one(checker, *line, period);
    }
    neighbours(checker, rows);
}

fn one(checker: &mut Checker<'_>, line: u64, period: &Subscription) {
    let start = period.started_at;
    checker.account(line, &period.account_id);
    checker.after_signup(
        &SUBSCRIPTION_BEFORE_SIGNUP,
        line,
        "started_at",
        &period.account_id,
        start,
    );
    if let Some(end) = period.ended_at.filter(|end| *end <= start) {
        let reason = || format!("ended at {end}, started at {start}");
        checker.findings.add(&ENDED_BEFORE_STARTED, line, Some("ended_at"), reason);
    }
    if let Some(mrr) = period.mrr {
        money::currency(checker, line, mrr.currency, &mrr.to_string());
    }
}

/// Periods of the file and known ones that the file does not replace, by subscription and start.
fn neighbours(checker: &mut Checker<'_>, rows: &[(u64, Subscription)]) {
    let mut all: BTreeMap<&str, BTreeMap<Micros, (Option<u64>, &Subscription)>> = BTreeMap::new();
    let known = checker.options.known;
    for (line, period) in rows {
        let id = period.subscription_id.as_str();
        let periods = all.entry(id).or_insert_with(|| {
            known.subscription(id).iter().map(|p| (p.started_at, (None, p))).collect()
        });
        periods.insert(period.started_at, (Some(*line), period));
    }
    for periods in all.values().filter(|periods| periods.len() > 1) {
        let mut before: Option<(Option<u64>, &Subscription)> = None;
        for (line, period) in periods.values().copied() {
            if let Some((earlier_line, earlier)) = before {
                pair(checker, (earlier_line, earlier), (line, period));
            }
            before = Some((line, period));
        }
    }
}

fn pair(
    checker: &mut Checker<'_>,
    (earlier_line, earlier): (Option<u64>, &Subscription),
    (line, period): (Option<u64>, &Subscription),
) {
    // Two known periods are no news.
    let Some(at) = line.or(earlier_line) else { return };
    if earlier.ended_at.is_none_or(|end| end > period.started_at) {
        let ended = earlier.ended_at.map_or_else(|| "never".to_owned(), |end| end.to_string());
        let reason = || {
            format!(
                "the period from {} ends {ended}, the next begins {}",
                earlier.started_at, period.started_at
            )
        };
        checker.findings.add(&OVERLAPPING_PERIODS, at, Some("started_at"), reason);
    }
    if earlier.account_id != period.account_id {
        let reason = || {
            format!("it belonged to \"{}\", now to \"{}\"", earlier.account_id, period.account_id)
        };
        checker.findings.add(&SUBSCRIPTION_OF_TWO_ACCOUNTS, at, Some("account_id"), reason);
    }
}
