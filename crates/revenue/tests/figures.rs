//! The figures, against worked examples and against what must always hold.
#![allow(clippy::unwrap_used)] // helpers of tests

mod make;

use make::{day, eur, ledger, period, rates, row, usd};
use perennial_model::{Money, Subscription, Zone};
use perennial_revenue::{
    Cell, Figures, Ledger, Period, Question, Rate, RateDay, Rates, Selection, Settings, report,
};
use proptest::prelude::*;

fn figures(accounts: &[Vec<Subscription>], over: Period) -> Figures {
    let ledgers: Vec<Ledger<'_>> = accounts.iter().map(|rows| ledger(rows)).collect();
    let rates = rates();
    let question = Question {
        periods: &[over],
        groups: 1,
        selection: Selection::All,
        rates: &rates,
        rate_day: RateDay::Last,
        zone: &Zone::utc(),
    };
    let cells = report(&ledgers, &question, |_, _, groups| groups.push(0));
    cells[0].figures.clone()
}

fn close(found: Option<f64>, expected: f64) {
    assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?} is not {expected}");
}

/// A month in which everything happens: ten accounts of 1,000 each at the opening.
fn everything() -> Vec<Vec<Subscription>> {
    let steady = |_| vec![row("s", -100, None, 100_000)];
    let mut accounts: Vec<Vec<Subscription>> = (0..6).map(steady).collect();
    accounts.push(vec![row("u", -100, Some(10), 100_000), row("u", 10, None, 160_000)]);
    accounts.push(vec![row("d", -100, Some(5), 100_000), row("d", 5, None, 70_000)]);
    accounts.push(vec![row("x", -100, Some(20), 100_000)]);
    accounts.push(vec![row("y", -100, Some(8), 100_000), row("z", 25, None, 50_000)]);
    accounts.push(vec![row("n", 3, None, 200_000)]);
    accounts.push(vec![row("o", -100, Some(-50), 90_000), row("o", 12, None, 80_000)]);
    accounts
}

#[test]
fn a_month_in_which_everything_happens() {
    let found = figures(&everything(), period(0, 31));
    assert_eq!(found.mrr_start, 1_000_000);
    assert_eq!(found.new, 200_000);
    assert_eq!(found.expansion, 60_000);
    assert_eq!(found.contraction, 30_000);
    assert_eq!(found.churn, 200_000);
    assert_eq!(found.reactivation, 130_000);
    assert_eq!(found.mrr_end, 1_160_000);
    assert_eq!((found.accounts_start, found.accounts_end), (10, 11));
    // 6 × 1,000 + 1,600 + 700 + 0 + 500 of 10,000.
    close(found.nrr(), 0.88);
    close(found.grr(), 0.82);
    close(found.logo_churn(), 0.1);
    close(found.upsell_rate(), 0.06);
    close(found.quick_ratio(), 390.0 / 230.0);
    close(found.arpa(), 1_160_000.0 / 11.0);
    assert_eq!(found.arr(), 13_920_000);
    assert_eq!((found.accounts_lost, found.accounts_shrunk, found.accounts_grown), (1, 2, 1));
    // Without the one that grew (it alone did): 7,200 of 9,000.
    close(found.nrr_without_growers(), 0.8);
    close(found.growth_from_one(), 1.0);
}

#[test]
fn one_large_upsell_hides_nothing() {
    let mut accounts: Vec<Vec<Subscription>> =
        (0..16).map(|_| vec![row("a", -9, None, 10_000)]).collect();
    accounts.extend((0..4).map(|_| vec![row("b", -9, Some(4), 10_000)]));
    accounts.push(vec![row("c", -9, Some(4), 50_000), row("c", 4, None, 150_000)]);
    let found = figures(&accounts, period(0, 30));
    close(found.nrr(), 310.0 / 250.0);
    close(found.grr(), 210.0 / 250.0);
    close(found.nrr_without_growers(), 160.0 / 200.0);
    let warning = found.warning().unwrap();
    assert_eq!(
        warning,
        "NRR is 124.0%, but 80.0% without the three accounts that grew most: 4 of 21 accounts left or shrank."
    );
    let steady: Vec<_> = (0..9).map(|_| vec![row("a", -9, None, 10_000)]).collect();
    assert_eq!(figures(&steady, period(0, 30)).warning(), None);
}

#[test]
fn seats_that_are_kept_are_units_that_are_retained() {
    let seats = |seats, row| Subscription { seats: Some(seats), ..row };
    let accounts = vec![
        vec![seats(10, row("a", -9, Some(4), 1_000)), seats(25, row("a", 4, None, 2_500))],
        vec![seats(20, row("b", -9, Some(4), 2_000)), seats(15, row("b", 4, None, 1_500))],
        vec![seats(10, row("c", -9, Some(4), 1_000))],
    ];
    close(figures(&accounts, period(0, 30)).unit_retention(), 25.0 / 40.0);
}

#[test]
fn nothing_to_divide_by_is_not_known() {
    let found = figures(&[], period(0, 31));
    assert_eq!((found.nrr(), found.grr(), found.logo_churn()), (None, None, None));
    assert_eq!((found.quick_ratio(), found.arpa(), found.unit_retention()), (None, None, None));
    assert_eq!(figures(&[vec![row("a", 3, None, 500)]], period(0, 31)).nrr(), None);
}

prop_compose! {
    /// A subscription's period, in one of two currencies, with or without an end.
    fn some_row()(
        id in 0..4_u8,
        from in -400..400_i32,
        length in prop::option::weighted(0.7, -3..300_i32),
        minor in -200..50_000_i64,
        euros in any::<bool>(),
        seats in prop::option::of(0..40_i64),
        status in prop::sample::select(vec!["active", "trial", "paused", "cancelled"]),
        cancelled in prop::option::weighted(0.2, 0..300_i32),
    ) -> Subscription {
        let currency = if euros { eur() } else { usd() };
        Subscription {
            seats,
            status: Some(status.to_owned()),
            mrr: Some(Money { minor, currency }),
            cancelled_at: cancelled.map(|after| make::at(from + after)),
            ..row(&format!("s{id}"), from, length.map(|days| from + days), 0)
        }
    }
}

fn some_rates(first: u32, second: u32) -> Rates {
    let mut rates = rates();
    let rate = |cents: u32| Rate::parse(&format!("{}.{:02}", cents / 100, cents % 100)).unwrap();
    rates.set(eur(), day(-1000), rate(first));
    rates.set(eur(), day(0), rate(second));
    rates
}

fn sum(cell: &Cell) -> i128 {
    let of = &cell.figures;
    of.mrr_start + of.new + of.expansion - of.contraction - of.churn + of.reactivation
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Opening and movements make the closing; a period opens with what the one before closed with;
    /// what many accounts come to is what they come to one by one.
    #[test]
    fn sums_add_up(
        accounts in prop::collection::vec(prop::collection::vec(some_row(), 0..9), 0..7),
        cuts in prop::collection::btree_set(-450..450_i32, 2..8),
        (first, second) in (50..200_u32, 50..200_u32),
        notice in any::<bool>(),
    ) {
        let rates = some_rates(first, second);
        let churn_counted = if notice {
            perennial_revenue::ChurnCounted::Notice
        } else {
            perennial_revenue::ChurnCounted::End
        };
        let settings = Settings { churn_counted, ..Settings::default() };
        let zone = Zone::utc();
        let of = |rows| Ledger::of(rows, &[], Selection::All, &settings, &zone);
        let ledgers: Vec<Ledger<'_>> = accounts.iter().map(|rows: &Vec<_>| of(rows)).collect();
        let cuts: Vec<i32> = cuts.into_iter().collect();
        let periods: Vec<Period> = cuts.windows(2).map(|two| period(two[0], two[1])).collect();
        let question = Question {
            periods: &periods,
            groups: 2,
            selection: Selection::All,
            rates: &rates,
            rate_day: RateDay::Last,
            zone: &zone,
        };
        let cells = report(&ledgers, &question, |account, _, groups| {
            groups.push(0);
            if account % 2 == 0 { groups.push(1) }
        });
        for cell in &cells {
            let of = &cell.figures;
            prop_assert_eq!(sum(cell), of.mrr_end);
            prop_assert!(of.kept <= of.mrr_start && of.kept <= of.opening_end);
            prop_assert!(of.contraction >= 0 && of.churn >= 0 && of.expansion >= 0);
            prop_assert!(of.accounts_lost <= of.accounts_start);
            prop_assert!(of.nrr().is_none_or(|nrr| nrr >= of.grr().unwrap()));
        }
        for place in 1..periods.len() {
            let (before, after) = (&cells[(place - 1) * 2].figures, &cells[place * 2].figures);
            prop_assert_eq!(before.mrr_end, after.mrr_start);
            prop_assert_eq!(before.accounts_end, after.accounts_start);
        }
        let last = periods[periods.len() - 1];
        let one_by_one: i128 = ledgers.iter().map(|ledger| {
            let of = ledger.rates(&rates, Selection::All, question.rate_day(last));
            i128::from(ledger.state(last.closing(), &of, usd()).mrr)
        }).sum();
        prop_assert_eq!(cells[(periods.len() - 1) * 2].figures.mrr_end, one_by_one);
    }

    /// The movements of a whole are those of its parts, added up where nobody comes and goes between.
    #[test]
    fn movements_are_the_same_however_time_is_cut(
        rows in prop::collection::vec(some_row(), 0..9),
        cut in -450..450_i32,
    ) {
        let ledger = ledger(&rows);
        let rates = some_rates(100, 110);
        let of = ledger.rates(&rates, Selection::All, day(450));
        let whole = ledger.movements(period(-450, 450), &of, usd());
        let mut parts = ledger.movements(period(-450, cut), &of, usd());
        parts.extend(ledger.movements(period(cut, 450), &of, usd()));
        prop_assert_eq!(whole, parts);
    }
}
