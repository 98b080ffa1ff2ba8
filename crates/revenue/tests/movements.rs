//! What counts as which movement, on ledgers that a person can follow.
#![allow(clippy::unwrap_used)] // helpers of tests

mod make;

use make::{at, day, eur, ledger, period, rates, row, usd, with_status};
use perennial_model::{Invoice, Money, Subscription, Zone};
use perennial_revenue::{
    ChurnCounted, Flaw, Ledger, MovementKind, Rate, Selection, Settings, State,
};

use MovementKind::{Churn, Contraction, Expansion, New, Reactivation};

/// Day, kind and amount of everything that happened in the first thousand days.
fn told(ledger: &Ledger<'_>) -> Vec<(i32, MovementKind, i64)> {
    let of = ledger.rates(&rates(), Selection::All, day(1000));
    let found = ledger.movements(period(-10, 1000), &of, usd());
    found.iter().map(|one| (one.day.0 - day(0).0, one.kind, one.amount)).collect()
}

fn counted(
    rows: &[Subscription],
    settings: &Settings,
    invoices: &[Invoice],
) -> Vec<(i32, MovementKind, i64)> {
    told(&Ledger::of(rows, invoices, Selection::All, settings, &Zone::utc()))
}

#[test]
fn a_customer_comes_grows_shrinks_goes_and_comes_back() {
    let rows = [
        row("a", 0, Some(30), 10_000),
        row("a", 30, Some(60), 15_000),
        row("a", 60, Some(90), 12_000),
        row("b", 200, None, 5_000),
    ];
    let expected = [
        (0, New, 10_000),
        (30, Expansion, 5_000),
        (60, Contraction, -3_000),
        (90, Churn, -12_000),
        (200, Reactivation, 5_000),
    ];
    assert_eq!(told(&ledger(&rows)), expected);
}

#[test]
fn cancelling_one_of_several_is_contraction_and_a_switch_is_what_remains_of_it() {
    let rows = [
        row("a", 0, Some(50), 10_000),
        row("b", 10, Some(80), 4_000),
        // On the day on which the other ends, at another price.
        row("c", 80, None, 6_000),
    ];
    let expected = [
        (0, New, 10_000),
        (10, Expansion, 4_000),
        (50, Contraction, -10_000),
        (80, Expansion, 2_000),
    ];
    assert_eq!(told(&ledger(&rows)), expected);
}

#[test]
fn a_trial_is_nobody_s_revenue_and_a_free_plan_makes_no_customer() {
    let rows = [
        with_status("trialing", row("a", 0, Some(14), 9_900)),
        row("a", 14, None, 9_900),
        row("free", 3, None, 0),
    ];
    assert_eq!(told(&ledger(&rows)), [(14, New, 9_900)]);
}

#[test]
fn a_pause_is_contraction_or_churn_as_is_set() {
    let rows = [
        row("a", 0, Some(30), 8_000),
        with_status("paused", row("a", 30, Some(60), 8_000)),
        row("a", 60, None, 8_000),
    ];
    let usual = Settings::default();
    let expected = [(0, New, 8_000), (30, Contraction, -8_000), (60, Expansion, 8_000)];
    assert_eq!(counted(&rows, &usual, &[]), expected);
    let hard = Settings { paused_stay_customers: false, ..usual };
    let expected = [(0, New, 8_000), (30, Churn, -8_000), (60, Reactivation, 8_000)];
    assert_eq!(counted(&rows, &hard, &[]), expected);
}

#[test]
fn who_leaves_out_of_a_pause_is_a_lost_customer_without_an_amount() {
    let rows = [row("a", 0, Some(30), 8_000), with_status("paused", row("a", 30, Some(60), 8_000))];
    let ledger = ledger(&rows);
    let of = ledger.rates(&rates(), Selection::All, day(90));
    let found = ledger.movements(period(31, 90), &of, usd());
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].amount, found[0].customers), (Churn, 0, -1));
}

#[test]
fn churn_is_counted_at_the_end_or_at_the_notice() {
    let rows = [
        row("a", 0, Some(100), 10_000),
        Subscription { cancelled_at: Some(at(140)), ..row("a", 100, Some(200), 11_000) },
    ];
    let end = Settings::default();
    let notice = Settings { churn_counted: ChurnCounted::Notice, ..end.clone() };
    assert_eq!(counted(&rows, &end, &[])[2], (200, Churn, -11_000));
    assert_eq!(counted(&rows, &notice, &[])[2], (140, Churn, -11_000));
    // Notice was given, and the end is not known yet.
    let open = [Subscription { cancelled_at: Some(at(40)), ..row("a", 0, None, 10_000) }];
    assert_eq!(counted(&open, &end, &[]), [(0, New, 10_000)]);
    assert_eq!(counted(&open, &notice, &[]), [(0, New, 10_000), (40, Churn, -10_000)]);
}

#[test]
fn who_does_not_pay_for_thirty_days_is_lost_until_the_invoice_is_paid() {
    let rows = [row("a", 0, None, 10_000)];
    let invoice = |paid: Option<i32>, status: &str| Invoice {
        invoice_id: "i".to_owned(),
        account_id: "acme".into(),
        amount: Money { minor: 10_000, currency: usd() },
        issued_at: at(30),
        due_at: at(44),
        paid_at: paid.map(at),
        status: Some(status.to_owned()),
        attributes: Default::default(),
    };
    let strict =
        Settings { churn_counted: ChurnCounted::Overdue { days: 30 }, ..Settings::default() };
    let late = counted(&rows, &strict, &[invoice(Some(100), "paid")]);
    assert_eq!(late, [(0, New, 10_000), (74, Churn, -10_000), (100, Reactivation, 10_000)]);
    assert_eq!(counted(&rows, &strict, &[invoice(Some(73), "paid")]).len(), 1);
    assert_eq!(counted(&rows, &strict, &[invoice(None, "void")]).len(), 1);
    assert_eq!(counted(&rows, &Settings::default(), &[invoice(None, "open")]).len(), 1);
}

#[test]
fn currencies_are_summed_at_one_day_s_rates_and_a_rate_that_changes_is_no_movement() {
    let euros = |row: Subscription, cents| Subscription {
        mrr: Some(Money { minor: cents, currency: eur() }),
        ..row
    };
    let rows = [row("a", 0, None, 10_000), euros(row("b", 10, None, 0), 20_000)];
    let ledger = ledger(&rows);
    let mut rates = rates();
    rates.set(eur(), day(0), Rate::parse("1.10").unwrap());
    rates.set(eur(), day(50), Rate::parse("1.05").unwrap());
    let on = |at: i32| ledger.rates(&rates, Selection::All, day(at));
    let state = |at: i32, of: i32| ledger.state(day(at), &on(of), usd()).mrr;
    assert_eq!((state(20, 20), state(60, 60)), (32_000, 31_000));
    assert!(ledger.movements(period(40, 100), &on(99), usd()).is_empty());
    // Only one currency, as it is.
    let own = Ledger::of(&rows, &[], Selection::Only(eur()), &Settings::default(), &Zone::utc());
    let of = own.rates(&rates, Selection::Only(eur()), day(60));
    let expected = State { mrr: 20_000, seats: 0, is_customer: true };
    assert_eq!(own.state(day(60), &of, eur()), expected);
    assert_eq!(own.customer_since, Some(day(10)));
}

#[test]
fn what_is_wrong_with_a_row_is_said_and_counts_as_is_told() {
    let rows = [
        row("a", 0, Some(50), 10_000),
        row("a", 40, None, 12_000),
        row("b", 20, Some(10), 5_000),
        row("c", 7, Some(7), 5_000),
        row("d", 5, None, -300),
        Subscription { mrr: None, ..row("e", 5, None, 0) },
        Subscription { term_end: Some(at(1)), ..row("f", 5, None, 100) },
    ];
    let ledger = ledger(&rows);
    let mut flaws: Vec<(&str, Flaw)> = ledger
        .flagged
        .iter()
        .map(|one| (one.subscription.subscription_id.as_str(), one.flaw))
        .collect();
    flaws.sort_unstable();
    let expected = [
        ("a", Flaw::Overlaps),
        ("b", Flaw::EndsBeforeStart),
        ("c", Flaw::WithinADay),
        ("d", Flaw::NegativePrice),
        ("e", Flaw::NoPrice),
        ("f", Flaw::TermBeforeStart),
    ];
    assert_eq!(flaws, expected);
    assert_eq!(told(&ledger), [(0, New, 10_000), (5, Expansion, 100), (40, Expansion, 2_000)]);
    // A currency without a rate counts nowhere, and is told.
    let pounds =
        [Subscription { mrr: Some(Money { minor: 900, currency: eur() }), ..row("g", 0, None, 0) }];
    let foreign = make::ledger(&pounds);
    let of = foreign.rates(&rates(), Selection::All, day(9));
    assert_eq!(foreign.state(day(9), &of, usd()).mrr, 0);
    let unrated = foreign.without_rate(&of, &Zone::utc());
    assert_eq!(unrated.iter().map(|one| one.flaw).collect::<Vec<_>>(), [Flaw::NoRate]);
}

#[test]
fn the_day_of_an_end_is_the_first_without_it_and_touching_periods_are_continuous() {
    let rows = [row("a", 0, Some(10), 1_000), row("a", 10, Some(20), 1_000)];
    let ledger = ledger(&rows);
    let of = ledger.rates(&rates(), Selection::All, day(9));
    let is = |at: i32| ledger.state(day(at), &of, usd()).is_customer;
    assert!(!is(-1) && is(0) && is(9) && is(10) && is(19) && !is(20));
    assert_eq!(told(&ledger), [(0, New, 1_000), (20, Churn, -1_000)]);
}
