//! What becomes of terms, and ServiceNow's renewal rate.
#![allow(clippy::unwrap_used)] // helpers of tests

mod make;

use make::{at, day, ledger, rates, row, usd};
use perennial_model::{Subscription, Zone};
use perennial_revenue::{Outcome, RenewalFigures, Selection, Settings, renewals};

/// A row whose term ends on a day.
fn term(end: i32, row: Subscription) -> Subscription {
    Subscription { term_end: Some(at(end)), ..row }
}

/// Day, outcome and what it brings after, as known on a day.
fn told(rows: &[Subscription], today: i32) -> Vec<(i32, Outcome, Option<i64>)> {
    let ledger = ledger(rows);
    let found = renewals(&ledger, &Settings::default(), &Zone::utc(), day(today));
    found.iter().map(|one| (one.day.0 - day(0).0, one.outcome, one.mrr_after)).collect()
}

#[test]
fn a_term_is_renewed_expanded_reduced_or_lost() {
    let next = |minor| row("a", 365, None, minor);
    let of = |after: Subscription| told(&[term(365, row("a", 0, Some(365), 1_000)), after], 500)[0];
    assert_eq!(of(next(1_000)), (365, Outcome::Renewed, Some(1_000)));
    assert_eq!(of(next(1_500)), (365, Outcome::Expanded, Some(1_500)));
    assert_eq!(of(next(700)), (365, Outcome::Reduced, Some(700)));
    // Too late to be a renewal, and too late of another.
    assert_eq!(of(row("a", 400, None, 1_000)), (365, Outcome::Lost, Some(0)));
    assert_eq!(of(row("b", 400, None, 1_000)), (365, Outcome::Lost, Some(0)));
    // Within thirty days another contract carries it on, but only one term.
    assert_eq!(of(row("b", 380, None, 1_200)), (365, Outcome::Expanded, Some(1_200)));
    let two = [
        term(365, row("a", 0, Some(365), 1_000)),
        term(370, row("c", 0, Some(370), 500)),
        row("b", 372, None, 1_000),
    ];
    let outcomes = told(&two, 500);
    assert_eq!(outcomes, [(365, Outcome::Renewed, Some(1_000)), (370, Outcome::Lost, Some(0))]);
}

#[test]
fn a_price_that_changes_within_a_term_is_one_term_at_its_last_price() {
    let rows = [
        term(365, row("a", 0, Some(100), 1_000)),
        term(365, row("a", 100, Some(365), 1_400)),
        term(730, row("a", 365, None, 1_400)),
    ];
    let expected = [(365, Outcome::Renewed, Some(1_400)), (730, Outcome::Open, None)];
    assert_eq!(told(&rows, 400), expected);
}

#[test]
fn what_is_not_decided_is_open_and_what_runs_on_without_a_term_has_lapsed() {
    let runs = [term(365, row("a", 0, None, 1_000))];
    assert_eq!(told(&runs, 300), [(365, Outcome::Open, None)]);
    assert_eq!(told(&runs, 390), [(365, Outcome::Open, None)]);
    assert_eq!(told(&runs, 396), [(365, Outcome::Lapsed, Some(1_000))]);
    let early = [term(365, row("a", 0, Some(200), 1_000))];
    assert_eq!(told(&early, 150), [(365, Outcome::Open, None)]);
    assert_eq!(told(&early, 200), [(365, Outcome::Lost, Some(0))]);
    let notice = [Subscription { cancelled_at: Some(at(120)), ..early[0].clone() }];
    let ledger = ledger(&notice);
    let found = renewals(&ledger, &Settings::default(), &Zone::utc(), day(150));
    assert_eq!(found[0].notice, Some(day(120)));
    // What is not known yet was not known.
    let found = renewals(&ledger, &Settings::default(), &Zone::utc(), day(110));
    assert_eq!(found[0].notice, None);
}

/// Ten contracts of 100 a year are up. Six renew as they are, one grows to 150, one shrinks to 60, two
/// are lost: 1 − 200 ÷ (800 + 200) = 80 %, whatever the changes of price.
#[test]
fn service_now_s_renewal_rate_leaves_changes_of_price_out() {
    let mut sum = RenewalFigures::default();
    let mut add = |after: Option<i64>| {
        let mut rows = vec![term(365, row("a", 0, Some(365), 10_000))];
        rows.extend(after.map(|minor| row("a", 365, None, minor)));
        let ledger = ledger(&rows);
        let found = renewals(&ledger, &Settings::default(), &Zone::utc(), day(500));
        sum.add(&found[0], &rates(), Selection::All, day(500));
    };
    (0..6).for_each(|_| add(Some(10_000)));
    add(Some(15_000));
    add(Some(6_000));
    add(None);
    add(None);
    assert_eq!(sum.renewal_rate(), Some(0.8));
    assert_eq!(sum.terms, [0, 6, 1, 1, 0, 2]);
    assert_eq!(sum.acv_after, 12 * (60_000 + 15_000 + 6_000));
    assert_eq!(RenewalFigures::default().renewal_rate(), None);
    // Another currency than the one that is asked for is not in it.
    let before = sum;
    let rows = [term(365, row("a", 0, None, 10_000))];
    let ledger = ledger(&rows);
    let found = renewals(&ledger, &Settings::default(), &Zone::utc(), day(500));
    sum.add(&found[0], &rates(), Selection::Only(make::eur()), day(500));
    assert_eq!(sum, before);
    sum.add(&found[0], &rates(), Selection::Only(usd()), day(500));
    assert_ne!(sum, before);
}
