//! Accounts to which nothing happens are left in peace; those to which something does are not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use perennial_engage::Rules;
use perennial_model::SignalRule;
use support::{
    chance::Chance,
    history::{History, is_workday},
};

const YEARS: usize = 2;
const DAYS: usize = YEARS * 365;

/// A steady account: Poisson events on workdays, few at weekends, and two weeks a year in which
/// hardly anybody is there.
fn steady(chance: &mut Chance, events_a_workday: f64, contacts: usize) -> History {
    let mut history = History::default();
    for day in 0..DAYS {
        let holiday = (200..214).contains(&(day % 365));
        let mean = match (holiday, is_workday(day)) {
            (true, _) => events_a_workday * 0.1,
            (false, true) => events_a_workday,
            (false, false) => events_a_workday * 0.1,
        };
        let each = mean / contacts as f64;
        let events = (0..contacts).map(|_| chance.poisson(each)).collect();
        history.day(events);
    }
    history
}

/// Episodes of a rule in so many accounts.
fn count(rule: SignalRule, accounts: usize, mut make: impl FnMut() -> History) -> usize {
    let rules = Rules::default();
    let found = (0..accounts).map(|_| make().episodes_of(rule, &rules).len()).sum();
    println!("{found} false alarms of {rule} in {} account-years", accounts * YEARS);
    found
}

#[test]
fn steady_usage_hardly_ever_drops() {
    let mut chance = Chance::new(1);
    let false_alarms = count(SignalRule::UsageDrop, 300, || {
        let events = chance.between(0.3, 40.0);
        steady(&mut chance, events, 4)
    });
    // In 600 account-years.
    assert!(false_alarms <= 1, "{false_alarms} false alarms");
}

#[test]
fn uneven_usage_seldom_drops() {
    // Every week has its own level, between a third of and twice the mean.
    let mut chance = Chance::new(2);
    let false_alarms = count(SignalRule::UsageDrop, 300, || {
        let mean = chance.between(2.0, 20.0);
        let mut history = History::default();
        let mut level = 1.0;
        for day in 0..DAYS {
            if day % 7 == 0 {
                level = chance.between(0.33, 1.67);
            }
            let mean = if is_workday(day) { mean * level } else { 0.0 };
            history.day(vec![chance.poisson(mean)]);
        }
        history
    });
    assert!(false_alarms <= 12, "{false_alarms} false alarms in 600 account-years");
}

#[test]
fn people_who_come_now_and_then_are_not_leaving() {
    let mut chance = Chance::new(3);
    let false_alarms = count(SignalRule::ContactsLeaving, 300, || {
        let contacts = chance.between(3.0, 12.0) as usize;
        let habits: Vec<f64> = (0..contacts).map(|_| chance.between(0.03, 0.6)).collect();
        let mut history = History::default();
        for day in 0..DAYS {
            let events = habits
                .iter()
                .map(|habit| u32::from(is_workday(day) && chance.happens(*habit)))
                .collect();
            history.day(events);
        }
        history
    });
    assert!(false_alarms <= 6, "{false_alarms} false alarms in 600 account-years");
}

#[test]
fn real_drops_are_found() {
    let mut chance = Chance::new(4);
    let mut found = 0;
    for _ in 0..100 {
        let mean = chance.between(4.0, 40.0);
        let mut history = History::default();
        for day in 0..400 {
            let mean = if day < 330 { mean } else { mean * 0.3 };
            let mean = if is_workday(day) { mean } else { mean * 0.1 };
            history.day(vec![chance.poisson(mean)]);
        }
        let episodes = history.episodes_of(SignalRule::UsageDrop, &Rules::default());
        found += usize::from(episodes.iter().any(|e| (330..372).contains(&e.opened_on.0)));
    }
    assert!(found >= 97, "only {found} of 100 drops to 30% were found within six weeks");
}
