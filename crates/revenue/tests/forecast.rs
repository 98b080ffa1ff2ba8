//! The forecast: chances by hand, and ranges that hold what comes as often as they say.
#![allow(clippy::unwrap_used)] // helpers of tests

use perennial_model::Expects;
use perennial_revenue::{OpenTerm, PastTerm, forecast};

fn past(looked: usize, kept: bool) -> PastTerm {
    PastTerm { kind: 0, looked, expects: None, kept, after: 1.0 }
}

fn open(account: usize, looks: usize, acv: f64) -> OpenTerm {
    OpenTerm { account, kind: 0, looks, expects: None, acv, acv_expected: None }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
}

#[test]
fn a_chance_is_that_of_those_who_looked_alike_drawn_towards_all() {
    // Ten looked well and nine stayed, ten looked bad and four did.
    let terms: Vec<PastTerm> =
        (0..20).map(|n| past(n / 10, if n < 10 { n < 9 } else { n < 14 })).collect();
    let told = forecast(&[open(0, 0, 100.0), open(1, 1, 50.0), open(2, 2, 10.0)], &terms, 10, 1);
    let all = (13.0 + 2.0 * 0.8) / 22.0;
    close(told.chances[0].kept, (9.0 + 5.0 * all) / 15.0);
    close(told.chances[1].kept, (4.0 + 5.0 * all) / 15.0);
    // Nobody looked like this before.
    close(told.chances[2].kept, all);
    assert_eq!((told.chances[0].alike, told.chances[2].alike), (10, 0));
    let expected: f64 =
        told.chances.iter().zip([100.0, 50.0, 10.0]).map(|(one, acv)| one.kept * acv).sum();
    close(told.expected, expected);
    close(told.acv, 160.0);
}

#[test]
fn a_call_moves_the_chance_and_learns_from_what_came() {
    let call = |expects| OpenTerm { expects: Some(expects), ..open(0, 0, 1.0) };
    let of = |term: OpenTerm, past: &[PastTerm]| forecast(&[term], past, 10, 1).chances[0];
    let nothing = of(open(0, 0, 1.0), &[]);
    close(nothing.kept, 0.8);
    assert_eq!(nothing.by_call, None);
    // The middle of 0.8 (odds 4) and 0.25 (odds 1/3) by log-odds: odds √(4/3).
    let odds = (4.0_f64 / 3.0).sqrt();
    close(of(call(Expects::AtRisk), &[]).kept, odds / (1.0 + odds));
    // Ten terms that were said to be at risk all stayed: (10 + 10 × 0.25) / 20.
    let said: Vec<PastTerm> =
        (0..10).map(|_| PastTerm { expects: Some(Expects::AtRisk), ..past(0, true) }).collect();
    let told = of(call(Expects::AtRisk), &said);
    close(told.by_call.unwrap(), 0.625);
    assert_eq!(told.called, 10);
}

#[test]
fn what_is_kept_comes_to_what_such_terms_came_to_or_what_the_team_says() {
    let grown: Vec<PastTerm> = (0..50).map(|_| PastTerm { after: 1.2, ..past(0, true) }).collect();
    let kept = (50.0 + 5.0 * (50.0 + 1.6) / 52.0) / 55.0;
    close(forecast(&[open(0, 0, 100.0)], &grown, 10, 1).expected, kept * 120.0);
    let said = OpenTerm { acv_expected: Some(70.0), ..open(0, 0, 100.0) };
    close(forecast(&[said], &grown, 10, 1).expected, kept * 70.0);
}

#[test]
fn monthly_terms_say_nothing_of_yearly_ones() {
    let monthly: Vec<PastTerm> = (0..500).map(|_| past(0, true)).collect();
    let yearly = OpenTerm { kind: 1, ..open(0, 0, 100.0) };
    let told = forecast(&[yearly], &monthly, 10, 1).chances[0];
    close(told.kept, 0.8);
    assert_eq!(told.alike, 0);
}

#[test]
fn few_terms_that_were_all_kept_still_leave_doubt() {
    let few: Vec<PastTerm> = (0..6).map(|_| past(0, true)).collect();
    let many: Vec<PastTerm> = (0..600).map(|_| past(0, true)).collect();
    let up: Vec<OpenTerm> = (0..30).map(|n| open(n, 0, 10.0)).collect();
    let (few, many) = (forecast(&up, &few, 2000, 1), forecast(&up, &many, 2000, 1));
    assert!(few.low <= 0.9 * few.acv, "{}", few.low);
    assert!(many.low > 0.95 * many.acv, "{}", many.low);
}

#[test]
fn nothing_is_up_and_nothing_is_known() {
    let told = forecast(&[], &[], 100, 1);
    assert_eq!((told.acv, told.expected, told.low, told.high), (0.0, 0.0, 0.0, 0.0));
    assert_eq!(forecast(&[], &[], 0, 1), told);
}

/// Companies whose true chances are known: in eight of ten the range from low to high holds what comes.
#[test]
fn ranges_hold_what_comes_as_often_as_they_say() {
    let mut random = 7_u64;
    let mut share = || {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 11) as f64 / (1_u64 << 53) as f64
    };
    let (mut within, mut below, companies) = (0, 0, 400);
    for company in 0..companies {
        let truth = [0.95 - 0.1 * share(), 0.75 - 0.2 * share(), 0.3 + 0.3 * share()];
        let terms: Vec<PastTerm> = (0..120)
            .map(|n| {
                let looked = n % 3;
                past(looked, share() < truth[looked])
            })
            .collect();
        let terms_open: Vec<OpenTerm> =
            (0..40).map(|n| open(n, n % 3, 10.0 + 90.0 * share())).collect();
        let came: f64 = terms_open
            .iter()
            .map(|term| if share() < truth[term.looks] { term.acv } else { 0.0 })
            .sum();
        let told = forecast(&terms_open, &terms, 400, company);
        assert!(told.low <= told.middle && told.middle <= told.high);
        within += usize::from((told.low..=told.high).contains(&came));
        below += usize::from(came < told.low);
    }
    let (within, below) = (within as f64 / companies as f64, below as f64 / companies as f64);
    assert!((0.75..=0.87).contains(&within), "{within} lie within");
    assert!((0.05..=0.16).contains(&below), "{below} lie below");
}
