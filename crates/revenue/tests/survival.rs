//! The survival curve, against lifelines, the literature, and what must always hold.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use perennial_revenue::{Life, Survival};
use proptest::prelude::*;

fn rows<const N: usize>(file: &str) -> Vec<[String; N]> {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let record = |record: csv::StringRecord| {
        let fields: Vec<String> = record.iter().map(str::to_owned).collect();
        fields.try_into().unwrap()
    };
    csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap).map(record).collect()
}

fn close(found: f64, expected: &str) {
    let expected: f64 = expected.parse().unwrap();
    let allowed = 1e-9 * expected.abs().max(1.0);
    assert!((found - expected).abs() <= allowed, "{found} is not {expected}");
}

fn curves() -> BTreeMap<String, Survival> {
    let mut lives: BTreeMap<String, Vec<Life>> = BTreeMap::new();
    for [case, entered, left, has_left] in rows("survival_lives.csv") {
        let (entered, left) = (entered.parse().unwrap(), left.parse().unwrap());
        let life = Life { entered, left, has_left: has_left == "1" };
        lives.entry(case).or_default().push(life);
    }
    lives.into_iter().map(|(case, lives)| (case, Survival::of(&lives))).collect()
}

#[test]
fn curves_are_those_of_lifelines() {
    let curves = curves();
    let mut steps: BTreeMap<&str, usize> = BTreeMap::new();
    let expected = rows("survival_curves.csv");
    for [case, time, at_risk, left, survival, variance, low, high] in &expected {
        let place = steps.entry(case).or_default();
        let step = curves[case].steps[*place];
        *place += 1;
        let found = [step.time as usize, step.at_risk, step.left].map(|count| count.to_string());
        assert_eq!([time, at_risk, left], found.each_ref(), "{case}");
        close(step.estimate.survival, survival);
        close(step.estimate.variance(), variance);
        close(step.estimate.interval().0, low);
        close(step.estimate.interval().1, high);
    }
    for (case, curve) in &curves {
        assert_eq!((curve.steps.len(), curve.emptied_at), (steps[case.as_str()], None), "{case}");
    }
}

#[test]
fn medians_and_restricted_means_are_those_of_lifelines() {
    let curves = curves();
    for [case, median, until, mean] in rows("survival_means.csv") {
        let curve = &curves[&case];
        assert_eq!(curve.median(), median.parse().ok(), "{case}");
        close(curve.restricted_mean(until.parse().unwrap()).unwrap(), &mean);
    }
}

fn left(time: u32) -> Life {
    Life { entered: 0, left: time, has_left: true }
}

fn seen(until: u32) -> Life {
    Life { entered: 0, left: until, has_left: false }
}

/// Weeks in remission of 21 leukaemia patients on 6-mercaptopurine (Freireich and others, Blood 21,
/// 1963; Cox, "Regression Models and Life-Tables", 1972). Survival as in Kalbfleisch & Prentice,
/// standard errors as in Kleinbaum & Klein, "Survival Analysis", and by R's `survfit`.
#[test]
fn the_leukaemia_patients_of_freireich() {
    let relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(left);
    let in_remission = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(seen);
    let curve = Survival::of(&[&relapsed[..], &in_remission[..]].concat());
    let found: Vec<String> = curve
        .steps
        .iter()
        .map(|step| {
            let (survival, error) = (step.estimate.survival, step.estimate.variance().sqrt());
            format!("{} {}/{} {survival:.3} {error:.4}", step.time, step.left, step.at_risk)
        })
        .collect();
    let expected = [
        "6 3/21 0.857 0.0764",
        "7 1/17 0.807 0.0869",
        "10 1/15 0.753 0.0963",
        "13 1/12 0.690 0.1068",
        "16 1/11 0.627 0.1141",
        "22 1/7 0.538 0.1282",
        "23 1/6 0.448 0.1346",
    ];
    assert_eq!(found, expected);
    assert_eq!((curve.lives, curve.left, curve.median()), (21, 9, Some(23)));
    assert_eq!(curve.at(5).unwrap().survival, 1.0);
    assert_eq!(curve.at(35), Some(curve.steps[6].estimate));
    assert_eq!(curve.at(36), None);
}

#[test]
fn of_nobody_nothing_is_known() {
    let curve = Survival::of(&[]);
    assert_eq!((curve.at(0), curve.median(), curve.restricted_mean(0)), (None, None, None));
}

#[test]
fn where_nobody_left_all_stay_as_long_as_they_were_seen() {
    let curve = Survival::of(&[seen(10), seen(30)]);
    let at_end = curve.at(30).unwrap();
    assert_eq!((at_end.survival, at_end.variance(), at_end.interval()), (1.0, 0.0, (1.0, 1.0)));
    assert_eq!((curve.at(31), curve.median()), (None, None));
    assert_eq!((curve.restricted_mean(30), curve.restricted_mean(31)), (Some(30.0), None));
}

#[test]
fn where_all_left_at_once_nobody_is_left_ever_after() {
    let curve = Survival::of(&[left(4), left(4), left(4)]);
    let after = curve.at(1_000).unwrap();
    assert_eq!((after.survival, after.variance(), after.interval()), (0.0, 0.0, (0.0, 0.0)));
    assert_eq!((curve.at(3).unwrap().survival, curve.median()), (1.0, Some(4)));
    assert_eq!((curve.restricted_mean(1_000), curve.emptied_at), (Some(4.0), None));
}

#[test]
fn who_was_last_seen_when_another_left_was_at_risk() {
    let curve = Survival::of(&[left(5), seen(5), seen(9)]);
    assert_eq!((curve.steps[0].at_risk, curve.steps[0].left), (3, 1));
}

#[test]
fn who_came_under_observation_when_another_left_was_not_at_risk() {
    let late = |entered| Life { entered, ..seen(9) };
    let curve = Survival::of(&[left(5), seen(9), late(4), late(5)]);
    assert_eq!(curve.steps[0].at_risk, 3);
}

#[test]
fn a_life_that_ended_before_it_was_seen_counts_for_nothing() {
    let ended_before = [Life { entered: 7, ..left(7) }, Life { entered: 9, ..left(3) }];
    let curve = Survival::of(&[&ended_before[..], &[left(0), seen(0), seen(8)]].concat());
    assert_eq!((curve.lives, curve.left, curve.unseen), (3, 1, 2));
    assert_eq!((curve.steps[0].time, curve.steps[0].at_risk), (0, 3));
}

#[test]
fn it_is_said_where_all_left_before_the_others_were_seen() {
    let curve = Survival::of(&[left(3), Life { entered: 10, ..left(20) }]);
    assert_eq!((curve.emptied_at, curve.at(15).unwrap().survival), (Some(3), 0.0));
}

/// Customers leave one by one, and half of them have left at the median: rounding must not hide it.
#[test]
fn half_is_half_whatever_the_rounding() {
    for count in 1..200 {
        let lives: Vec<Life> = (1..=2 * count).map(left).collect();
        assert_eq!(Survival::of(&lives).median(), Some(count));
    }
}

fn life() -> impl Strategy<Value = Life> {
    (0_u32..20, 0_u32..40, any::<bool>()).prop_map(|(entered, left, has_left)| Life {
        entered: entered.saturating_sub(10),
        left,
        has_left,
    })
}

proptest! {
    #[test]
    fn a_curve_only_falls_and_lies_within_its_limits(
        lives in proptest::collection::vec(life(), 1..60),
    ) {
        let curve = Survival::of(&lives);
        let mut before = 1.0;
        for step in &curve.steps {
            let (low, high) = step.estimate.interval();
            let survival = step.estimate.survival;
            prop_assert!(0.0 <= low && low <= survival && survival <= high && high <= 1.0);
            prop_assert!(survival < before || before == 0.0);
            prop_assert!(step.left <= step.at_risk && step.at_risk <= curve.lives);
            before = survival;
        }
        prop_assert_eq!(curve.steps.iter().map(|step| step.left).sum::<usize>(), curve.left);
        let reversed: Vec<Life> = lives.into_iter().rev().collect();
        prop_assert_eq!(Survival::of(&reversed), curve);
    }

    /// Where all were seen until they left, the curve is the share that is still there, its variance
    /// that of a proportion, and its area the average life.
    #[test]
    fn without_censoring_it_is_a_plain_share(
        times in proptest::collection::vec(0_u32..30, 1..60),
    ) {
        let lives: Vec<Life> = times.iter().copied().map(left).collect();
        let curve = Survival::of(&lives);
        let count = times.len() as f64;
        for time in 0..30 {
            let share = times.iter().filter(|left| **left > time).count() as f64 / count;
            let estimate = curve.at(time).unwrap();
            prop_assert!((estimate.survival - share).abs() < 1e-12);
            prop_assert!((estimate.variance() - share * (1.0 - share) / count).abs() < 1e-12);
        }
        let average = f64::from(times.iter().sum::<u32>()) / count;
        prop_assert!((curve.restricted_mean(30).unwrap() - average).abs() < 1e-9);
    }
}
