//! Accounts whose story we know, and what the default scorecard must say of them.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_health::{Explanation, HealthHistory, default_scorecard, explain, history};
use perennial_metrics::Matrix;
use support::{FIRST, account, busy, with};

fn told(matrix: &Matrix, day: i32) -> Explanation {
    explain(&default_scorecard(), matrix, FIRST.plus(day))
}

fn scores(matrix: &Matrix) -> HealthHistory {
    history(&default_scorecard(), matrix)
}

fn band(matrix: &Matrix, day: i32) -> String {
    scores(matrix).band(FIRST.plus(day)).map_or("none".into(), |band| band.key.clone())
}

/// No ticket is open, the customer loves us, pays as ever, and the renewal is far.
fn all_else_is_fine(usage: &Matrix) -> Matrix {
    with(
        usage,
        &[
            ("open_tickets", &|_| 0.0),
            ("days_since_last_ticket", &|_| 60.0),
            ("last_nps", &|_| 10.0),
            ("days_since_last_nps", &|_| 30.0),
            ("arr", &|_| 50_000.0),
            ("days_to_renewal", &|_| 200.0),
        ],
    )
}

#[test]
fn who_uses_it_as_ever_is_thriving_and_nothing_weighs_on_it() {
    let told = told(&account(500, busy), 499);
    assert_eq!(told.band.unwrap().key, "thriving");
    assert!(told.sentence.starts_with("Thriving at "), "{}", told.sentence);
    assert!(
        told.sentence.ends_with("steady over 28 days: nothing weighs on it."),
        "{}",
        told.sentence
    );
}

#[test]
fn who_stopped_falls_to_critical_however_fine_the_rest_is() {
    let stopped = account(600, |day| if day < 400 { busy(day) } else { Vec::new() });
    let polished = all_else_is_fine(&stopped);
    for matrix in [&stopped, &polished] {
        assert_eq!(band(matrix, 398), "thriving");
        for day in [460, 500, 599] {
            assert_eq!(band(matrix, day), "critical", "{:?}", told(matrix, day).sentence);
        }
    }
    assert!(scores(&stopped).score(FIRST.plus(428)).unwrap() < 50.0);
    assert!(scores(&stopped).score(FIRST.plus(599)).unwrap() < 1.0);
    let sentence = told(&polished, 440).sentence;
    assert!(
        sentence.contains("nobody has been seen for 42 days")
            || sentence.contains("active people are down to none"),
        "{sentence}"
    );
}

#[test]
fn the_dead_stay_dead() {
    let stopped = account(1400, |day| if day < 200 { busy(day) } else { Vec::new() });
    for day in [300, 600, 900, 1399] {
        assert_eq!(band(&stopped, day), "critical", "day {day}");
    }
}

#[test]
fn who_stopped_in_the_first_weeks_is_critical_too() {
    let tried = account(200, |day| if day < 20 { busy(day) } else { Vec::new() });
    assert_eq!(band(&tried, 110), "critical", "{}", told(&tried, 110).sentence);
}

#[test]
fn with_nothing_known_there_is_no_score() {
    let silent = account(100, |_| Vec::new());
    let told = told(&silent, 99);
    assert_eq!((told.score, told.band.clone(), told.coverage), (None, None, 0.0), "{told:?}");
    assert!(told.sentence.starts_with("There is no score"), "{}", told.sentence);
}

#[test]
fn a_new_account_is_not_judged_on_little() {
    let told = told(&account(10, busy), 9);
    assert_eq!(told.score, None);
    assert!(told.coverage > 0.0 && told.sentence.contains('%'), "{}", told.sentence);
}

#[test]
fn a_small_account_that_skips_a_visit_raises_no_alarm() {
    // One person, every second week, absent once.
    let small = account(500, |day| {
        let comes = day % 14 == 0 && day != 476;
        if comes { vec![(0, 0, 1)] } else { Vec::new() }
    });
    let scores = scores(&small);
    let usual = scores.score(FIRST.plus(465)).unwrap();
    let worst = (476..500).filter_map(|day| scores.score(FIRST.plus(day))).fold(100.0, f64::min);
    assert!(worst > 40.0 && usual - worst < 20.0, "{usual} to {worst}");
}

#[test]
fn a_fortnight_of_holidays_is_not_the_end() {
    let holidays =
        account(520, |day| if (480..494).contains(&day) { Vec::new() } else { busy(day) });
    let scores = scores(&holidays);
    let worst = (480..520).filter_map(|day| scores.score(FIRST.plus(day))).fold(100.0, f64::min);
    assert!(worst >= 60.0, "{worst}");
    assert_eq!(band(&holidays, 519), "thriving");
}

#[test]
fn people_who_leave_one_by_one_are_seen_and_named() {
    let leaving = account(640, |day| {
        let left = match day {
            ..480 => 6,
            480..540 => 4,
            540..590 => 2,
            _ => 1,
        };
        busy(day).into_iter().filter(|(contact, ..)| *contact < left).collect()
    });
    let day = 579;
    let told = told(&leaving, day);
    let active = told.groups[2].measures.iter().find(|part| part.key == "active").unwrap();
    assert_eq!(active.value, Some(2.0));
    assert!(active.sentence.starts_with("active people"), "{}", active.sentence);
    assert!(told.score.unwrap() < 60.0, "{}", told.sentence);
    assert!(told.sentence.contains("people"), "{}", told.sentence);
    assert!(scores(&leaving).score(FIRST.plus(639)).unwrap() < 50.0);
    let falling = explain(&default_scorecard(), &leaving, FIRST.plus(570));
    let active = falling.groups[2].measures.iter().find(|part| part.key == "active").unwrap();
    assert_eq!(active.sentence, "active people fell from 4 to 2 against their usual 5.8");
}

#[test]
fn green_outside_and_red_inside_is_not_thriving() {
    let inside = with(
        &account(500, busy),
        &[
            ("open_tickets", &|day| if day > 440 { 5.0 } else { 0.0 }),
            ("days_since_last_ticket", &|_| 5.0),
            ("oldest_open_ticket_days", &|day| {
                if day > 440 { day as f64 - 440.0 } else { f64::NAN }
            }),
            ("last_nps", &|day| if day > 450 { 3.0 } else { 9.0 }),
            ("days_since_last_nps", &|_| 10.0),
            ("arr", &|_| 50_000.0),
            ("days_to_renewal", &|day| 540.0 - day as f64),
        ],
    );
    assert_eq!(band(&inside, 430), "thriving");
    let told = told(&inside, 499);
    assert!(told.score.unwrap() < 72.0, "{}", told.sentence);
    assert!(
        told.sentence.contains("the oldest open ticket has waited 59 days"),
        "{}",
        told.sentence
    );
    assert!(told.sentence.contains("the last NPS answer was 3"), "{}", told.sentence);
}

#[test]
fn a_slow_fade_does_not_become_the_usual() {
    // Over two years from every weekday to once a fortnight.
    let fading = account(1100, |day| {
        let every = 1 + (day - 365).max(0) / 50;
        if day % every == 0 { busy(day) } else { Vec::new() }
    });
    let scores = scores(&fading);
    let score = |day: i32| scores.score(FIRST.plus(day)).unwrap();
    assert!(score(360) >= 80.0);
    assert!(score(700) < 70.0 && score(1095) < 70.0, "{} {}", score(700), score(1095));
}

#[test]
fn the_json_is_what_the_app_reads() {
    let scores = serde_json::to_value(scores(&account(80, busy))).unwrap();
    assert_eq!(scores["first"], FIRST.to_string());
    assert_eq!(scores["scores"][0], serde_json::Value::Null);
    let value = serde_json::to_value(told(&account(200, busy), 199)).unwrap();
    assert_eq!(value["day"], FIRST.plus(199).to_string());
    assert_eq!(value["band"]["key"], "thriving");
    assert!(value["groups"][0]["measures"][0]["sentence"].is_string());
    assert_eq!(value["groups"][3]["score"], serde_json::Value::Null);
}
