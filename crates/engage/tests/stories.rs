//! Days pass, values arrive: which signals are open, and what do they say?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use Severity::{Critical, Warning};
use SignalRule::{ContactsLeaving, RenewalAtRisk, UsageDrop};
use perennial_engage::{Episode, Rules};
use perennial_model::{Severity, SignalRule};
use support::history::History;

/// What is open when the days so far are over.
#[track_caller]
fn expect(history: &History, open: &[(SignalRule, Severity)]) -> Vec<Episode> {
    let episodes: Vec<Episode> =
        history.episodes(&Rules::default()).into_iter().filter(|e| e.closed_on.is_none()).collect();
    let found: Vec<_> = episodes.iter().map(|e| (e.rule, e.severity)).collect();
    assert_eq!(found, open, "on day {}: {episodes:#?}", history.len());
    episodes
}

#[test]
fn usage_drops_and_comes_back() {
    let mut account = History::default();
    account.days(210, 5, 4);
    expect(&account, &[]);
    // To a fifth: the 28 days show it after a while, and it must last a week.
    account.days(16, 1, 4);
    expect(&account, &[]);
    account.days(20, 1, 4);
    let open = account.episodes_of(UsageDrop, &Rules::default());
    assert_eq!(open[0].reason, "Events fell 80% below their usual 400 in 28 days, to 80",);
    assert_eq!(open[0].severity, Critical);
    // Back to normal: closes once that has lasted.
    account.days(60, 5, 4);
    let past = account.episodes_of(UsageDrop, &Rules::default());
    assert_eq!(past.len(), 1);
    assert!(past[0].closed_on.is_some());
    assert!(past[0].reason.starts_with("Events had fallen 80% below"), "{}", past[0].reason);
    assert!(past[0].reason.contains("; back at "), "{}", past[0].reason);
}

#[test]
fn silence_says_when_somebody_was_last_seen() {
    let mut account = History::default();
    account.days(214, 4, 5).days(31, 0, 0);
    let open = expect(&account, &[(UsageDrop, Critical)]);
    assert_eq!(
        open[0].reason,
        "Events fell 100% below their usual 400 in 28 days, to 0; last seen 34 days ago, on 31 Jul 1970"
    );
    let evidence: serde_json::Value = serde_json::from_str(&open[0].evidence).unwrap();
    assert_eq!(evidence["usual_events_28d"], 400.0);
    assert_eq!(evidence["as_of"], "1970-09-02");
    // Half a year on, silence is what is usual, and the signal rests.
    account.days(180, 0, 0);
    expect(&account, &[]);
}

#[test]
fn a_two_week_holiday_is_no_drop() {
    let mut account = History::default();
    account.days(210, 5, 4).days(14, 0, 0);
    expect(&account, &[]);
    for _ in 0..40 {
        account.days(1, 5, 4);
        assert_eq!(account.episodes(&Rules::default()), []);
    }
}

#[test]
fn small_numbers_do_not_cry_wolf() {
    let mut account = History::default();
    // 8 events in 28 days, then none for two months.
    for day in 0..300_usize {
        account.day(vec![u32::from(day % 7 < 2 && day < 240)]);
    }
    assert_eq!(account.episodes_of(UsageDrop, &Rules::default()), []);
}

#[test]
fn small_numbers_speak_when_they_last() {
    let mut account = History::default();
    // 16 events in 28 days, then 4: one window could be chance, three are not.
    for day in 0..300_usize {
        account.day(vec![u32::from(day % 7 < 4)]);
    }
    for day in 300..384_usize {
        account.day(vec![u32::from(day % 7 < 1)]);
        if account.len() < 340 {
            assert_eq!(account.episodes_of(UsageDrop, &Rules::default()), []);
        }
    }
    let open = expect(&account, &[(UsageDrop, Critical)]);
    assert_eq!(
        open[0].reason,
        "Events fell 75% below their usual 16 in 28 days, to 4; last seen 6 days ago, on 14 Jan 1971"
    );
}

#[test]
fn a_young_account_has_no_habit_yet() {
    let mut account = History::default();
    account.days(70, 5, 4).days(28, 0, 0);
    expect(&account, &[]);
}

#[test]
fn a_customer_who_left_is_not_warned_about() {
    let mut account = History::default();
    account.days(240, 5, 4);
    account.days(60, 0, 0);
    for (day, arr) in account.arr.iter_mut().enumerate() {
        *arr = if day < 250 { 12_000.0 } else { 0.0 };
    }
    assert_eq!(account.episodes(&Rules::default()), []);
    // It left in the middle of an episode: that one is over.
    for (day, arr) in account.arr.iter_mut().enumerate() {
        *arr = if day < 280 { 12_000.0 } else { 0.0 };
    }
    let episodes = account.episodes_of(UsageDrop, &Rules::default());
    assert_eq!(episodes[0].closed_on, Some(perennial_model::Day(280)));
    assert!(
        episodes[0].reason.ends_with("; the account left by 8 Oct 1970"),
        "{}",
        episodes[0].reason
    );
}

#[test]
fn contacts_leave_one_by_one() {
    let mut account = History::default();
    account.days(150, 6, 2);
    expect(&account, &[]);
    account.days(28, 4, 3);
    expect(&account, &[]);
    account.days(28, 2, 6);
    expect(&account, &[]);
    account.days(10, 1, 12);
    let open = expect(&account, &[(ContactsLeaving, Warning)]);
    assert_eq!(
        open[0].reason,
        "Active contacts fell 6 → 4 → 2 in 8 weeks; 4 people have gone silent"
    );
    account.days(25, 1, 12);
    let open = expect(&account, &[(ContactsLeaving, Critical)]);
    assert_eq!(
        open[0].reason,
        "Active contacts fell 6 → 4 → 2 → 1 in 12 weeks; 5 people have gone silent"
    );
    // They come back.
    account.days(40, 6, 2);
    let past = account.episodes_of(ContactsLeaving, &Rules::default());
    assert_eq!(past.len(), 1);
    assert!(past[0].reason.contains("; 6 active again by "), "{}", past[0].reason);
}

#[test]
fn one_leaver_or_one_blow_is_not_one_by_one() {
    let mut account = History::default();
    account.days(150, 6, 2).days(120, 5, 2);
    expect(&account, &[]);
    let mut account = History::default();
    account.days(150, 6, 2).days(60, 3, 4);
    assert_eq!(account.episodes_of(ContactsLeaving, &Rules::default()), []);
}

#[test]
fn a_way_up_in_between_is_no_staircase() {
    let mut account = History::default();
    account.days(150, 6, 2).days(28, 3, 4).days(28, 5, 3).days(40, 3, 4);
    assert_eq!(account.episodes_of(ContactsLeaving, &Rules::default()), []);
}

#[test]
fn a_renewal_comes_near_while_health_is_low() {
    let mut account = History::default();
    account.scored(100, 52.0, 140.0);
    let open = expect(&account, &[(RenewalAtRisk, Warning)]);
    assert_eq!(open[0].opened_on, perennial_model::Day(52));
    assert_eq!(open[0].reason, "Renews in 40 days, on 21 May 1970, and health is only 52 of 100");
    // Nearer than a month it turns critical.
    account.scored(15, 52.0, 40.0);
    expect(&account, &[(RenewalAtRisk, Critical)]);
    // 72 is not low, and not yet good; 75 for a week is.
    account.scored(5, 72.0, 25.0);
    expect(&account, &[(RenewalAtRisk, Critical)]);
    account.scored(6, 75.0, 20.0);
    expect(&account, &[(RenewalAtRisk, Critical)]);
    account.scored(1, 75.0, 14.0);
    expect(&account, &[]);
}

#[test]
fn a_renewed_term_ends_the_question() {
    let mut account = History::default();
    account.scored(60, 30.0, 100.0);
    expect(&account, &[(RenewalAtRisk, Critical)]);
    account.scored(1, 30.0, 400.0);
    expect(&account, &[]);
    let past = account.episodes_of(RenewalAtRisk, &Rules::default());
    assert!(
        past[0].reason.ends_with("; the term was extended by 2 Mar 1970"),
        "{}",
        past[0].reason
    );
}

#[test]
fn good_health_needs_no_warning_and_no_score_says_nothing() {
    let mut account = History::default();
    account.scored(100, 70.0, 99.0);
    assert_eq!(account.episodes(&Rules::default()), []);
    let mut account = History::default();
    account.scored(100, f64::NAN, 99.0);
    assert_eq!(account.episodes(&Rules::default()), []);
}
