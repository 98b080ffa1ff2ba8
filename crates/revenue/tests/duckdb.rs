//! The same ledgers in SQL, written from the definitions, in DuckDB. To the cent.
#![allow(clippy::unwrap_used)] // helpers of tests

mod make;

use std::fmt::Write as _;

use make::{eur, usd};
use perennial_model::{Currency, Day, Money, Subscription, Zone};
use perennial_revenue::{
    Ledger, Period, Question, Rate, RateDay, Rates, Selection, Settings, report,
};

/// Repeatable, and as good as needed here.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: i32) -> i32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::try_from(most).unwrap()).try_into().unwrap()
    }

    fn one_in(&mut self, times: i32) -> bool {
        self.below(times) == 0
    }
}

fn months(from: i16, count: usize) -> Vec<Period> {
    let first = |n: usize| {
        let (years, month) = (n / 12, n % 12 + 1);
        let year = from + i16::try_from(years).unwrap();
        Day::from_date(jiff::civil::date(year, i8::try_from(month).unwrap(), 1))
    };
    (0..count).map(|n| Period { from: first(n), to: first(n + 1) }).collect()
}

/// Subscriptions with everything that can happen to them, wrong rows too.
fn rows(dice: &mut Dice, account: usize) -> Vec<Subscription> {
    let mut rows = Vec::new();
    for id in 0..=dice.below(3) {
        let mut from = dice.below(1000);
        let currency = if dice.one_in(3) { eur() } else { usd() };
        for _ in 0..=dice.below(5) {
            let length = if dice.one_in(25) { -3 + dice.below(4) } else { 1 + dice.below(300) };
            let ends = !dice.one_in(4);
            let status = ["active", "paid", "trial", "paused", "active"][dice.below(5) as usize];
            let mrr = Money { minor: i64::from(dice.below(90_000)) - 500, currency };
            rows.push(Subscription {
                account_id: format!("a{account}").into(),
                mrr: Some(mrr),
                seats: (!dice.one_in(3)).then(|| i64::from(dice.below(50))),
                status: Some(status.to_owned()),
                ..make::row(&format!("s{account}-{id}"), from, ends.then_some(from + length), 0)
            });
            // The next one touches it, follows after a gap, or begins too early.
            from +=
                length.max(1) + [0, 0, 0, dice.below(60), -dice.below(20)][dice.below(5) as usize];
        }
    }
    rows
}

fn written(accounts: &[Vec<Subscription>]) -> String {
    let mut text = "account,subscription,status,currency,started,ended,minor,seats\n".to_owned();
    let zone = Zone::utc();
    for row in accounts.iter().flatten() {
        let Money { minor, currency } = row.mrr.unwrap();
        let ended = row.ended_at.map(|at| zone.day_of(at).to_string()).unwrap_or_default();
        let seats = row.seats.map(|seats| seats.to_string()).unwrap_or_default();
        let (account, id) = (row.account_id.as_str(), &row.subscription_id);
        let (started, status) = (zone.day_of(row.started_at), row.status.as_deref().unwrap());
        writeln!(text, "{account},{id},{status},{currency},{started},{ended},{minor},{seats}")
            .unwrap();
    }
    text
}

fn ours(ledgers: &[Ledger<'_>], periods: &[Period], rates: &Rates, selection: Selection) -> String {
    let zone = Zone::utc();
    let rate_day = RateDay::Last;
    let question = Question { periods, groups: 1, selection, rates, rate_day, zone: &zone };
    let cells = report(ledgers, &question, |_, _, groups| groups.push(0));
    let mut text = String::new();
    for (period, cell) in periods.iter().zip(&cells) {
        let of = &cell.figures;
        let sums = [
            of.mrr_start,
            of.new,
            of.expansion,
            of.contraction,
            of.churn,
            of.reactivation,
            of.mrr_end,
            of.accounts_start.into(),
            of.accounts_end.into(),
            of.accounts_lost.into(),
            of.accounts_shrunk.into(),
            of.opening_end,
            of.kept,
            of.grown,
            of.seats_start,
            of.seats_kept,
        ];
        let sums = sums.map(|sum| sum.to_string()).join(",");
        writeln!(text, "{},{sum}", period.from, sum = sums).unwrap();
    }
    text
}

fn theirs(folder: &std::path::Path, selection: &str, periods: &[Period]) -> String {
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/duckdb/figures.py");
    let (from, to) = (periods[0].from.to_string(), periods[periods.len() - 1].to.to_string());
    let mut command = std::process::Command::new(python);
    let run = command.arg(script).arg(folder).args([selection, &from, &to]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn monthly_figures_are_those_of_sql() {
    let mut dice = Dice(7);
    let accounts: Vec<_> = (0..400).map(|account| rows(&mut dice, account)).collect();
    let mut rates = Rates::new(usd());
    let mut listed = "currency,day,rate\n".to_owned();
    for (day, rate) in [(0, "1.0853"), (500, "1.1205"), (900, "1.0477")] {
        rates.set(eur(), make::day(day), Rate::parse(rate).unwrap());
        writeln!(listed, "EUR,{},{rate}", make::day(day)).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("rows.csv"), written(&accounts)).unwrap();
    std::fs::write(folder.path().join("rates.csv"), listed).unwrap();
    let periods = months(2024, 40);
    let check = |selection: Selection, name: &str| {
        let (settings, zone) = (Settings::default(), Zone::utc());
        let of = |rows| Ledger::of(rows, &[], selection, &settings, &zone);
        let ledgers: Vec<Ledger<'_>> = accounts.iter().map(|rows: &Vec<_>| of(rows)).collect();
        let found = ours(&ledgers, &periods, &rates, selection);
        assert_eq!(found, theirs(folder.path(), name, &periods), "{name}");
        assert!(found.lines().count() == 40 && !found.contains(",0,0,0,0,0,0,0,0,"));
    };
    check(Selection::All, "all");
    let only = |currency: Currency| check(Selection::Only(currency), currency.as_str());
    only(usd());
    only(eur());
}
