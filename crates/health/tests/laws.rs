//! What always holds of a score, on matrices that no customer would make.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_health::{
    Assessment, Ceiling, Curve, Exception, Explanation, HiddenAssessment, Scorecard,
    bands::band_of, default_hidden_risk, default_scorecard, explain, history,
};
use perennial_metrics::Matrix;
use perennial_model::Day;
use proptest::prelude::*;
use support::{account, made_of, with};

/// Columns of plausible and implausible numbers, with holes.
fn wild() -> impl Strategy<Value = Matrix> {
    (1_usize..420, any::<u64>()).prop_map(|(days, seed)| {
        made_of(days, |key, day| {
            let salt = key.bytes().fold(seed, |hash, byte| hash.rotate_left(7) ^ u64::from(byte));
            let noise = (salt ^ (day as u64 / 9)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
            match noise % 11 {
                0 => f64::NAN,
                1 | 2 => 0.0,
                3 => -(noise as f64) / 1e4,
                _ => (noise % 4000) as f64 / 13.0,
            }
        })
    })
}

/// An account that is used by chance, with tickets, answers and money by chance.
fn plausible() -> impl Strategy<Value = Matrix> {
    (60_i32..600, 0_u32..9, 0_i32..600, any::<bool>()).prop_map(|(days, often, stops, paid)| {
        let usage = account(days, |day| {
            let dice = |salt: u32| (day.unsigned_abs() * 2_654_435 + salt * 40_503) % 97 / 10;
            let comes = |contact: &u32| day < stops && dice(*contact) < often;
            (0..6).filter(comes).map(|contact| (contact, dice(contact + 9) % 5, 2)).collect()
        });
        let nps = |day: usize| if day > 50 { (day / 60 % 11) as f64 } else { f64::NAN };
        let arr = |day: usize| if paid { 12_000.0 - (day / 100) as f64 * 999.0 } else { f64::NAN };
        with(
            &usage,
            &[("last_nps", &nps), ("days_since_last_nps", &|d| (d % 60) as f64), ("arr", &arr)],
        )
    })
}

fn assert_laws(card: &Scorecard, matrix: &Matrix, days: &[usize]) -> Result<(), TestCaseError> {
    let scores = history(card, matrix);
    for score in scores.scores.iter().filter(|score| !score.is_nan()) {
        prop_assert!((-1e-9..=100.0 + 1e-9).contains(score), "{}", score);
    }
    for day in days.iter().map(|day| Day(matrix.first().0 + (day % matrix.days()) as i32)) {
        let told = explain(card, matrix, day);
        prop_assert_eq!(told.score.map(f64::to_bits), scores.score(day).map(f64::to_bits));
        prop_assert_eq!(told.band.as_ref(), scores.band(day));
        prop_assert_eq!(told.band.as_ref(), told.score.and_then(|s| band_of(s, &card.bands)));
        prop_assert!((0.0..=1.0 + 1e-12).contains(&told.coverage));
        let Some(score) = told.score else { continue };
        let parts = || told.groups.iter().flat_map(|group| &group.measures);
        let by_measure: f64 = parts().map(|part| part.contribution).sum();
        let by_group: f64 = told.groups.iter().map(|group| group.contribution).sum();
        let shares: f64 = parts().map(|part| part.share).sum();
        let taken = |told: &Explanation| -> f64 {
            let ceilings = told.groups.iter().filter_map(|group| group.ceiling.as_ref());
            let exceptions = told.exceptions.iter().map(|one| one.contribution);
            ceilings.map(|one| one.contribution).chain(exceptions).sum()
        };
        let by_exception: f64 = told.exceptions.iter().map(|one| one.contribution).sum();
        let whole = by_measure + taken(&told);
        prop_assert!((whole - score).abs() < 1e-9, "{} and {}", whole, score);
        prop_assert!((by_group + by_exception - score).abs() < 1e-9);
        prop_assert!((shares - 1.0).abs() < 1e-9);
        if let Some(change) = told.change {
            let moved: f64 = parts().filter_map(|part| part.change).sum();
            let before = taken(&explain(card, matrix, day.plus(-28)));
            prop_assert!((moved + taken(&told) - before - change).abs() < 1e-9);
            prop_assert_eq!(scores.change(day, 28), Some(change));
        }
        prop_assert!(
            told.sentence.ends_with('.') && !told.sentence.contains("NaN"),
            "{}",
            told.sentence
        );
        prop_assert!(
            parts().all(|part| !part.sentence.contains("NaN") && !part.sentence.contains("inf"))
        );
    }
    Ok(())
}

/// The default with every sort of limit.
fn held() -> Scorecard {
    let mut card = default_scorecard();
    let metric = "last_nps".to_owned();
    let curve = Curve(vec![[0.0, 20.0], [10.0, 90.0]]);
    card.groups[2].ceiling = Some(Ceiling { metric, curve, says: None });
    for (key, metric, most) in [("a", "open_tickets", 40.0), ("b", "arr", 55.0)] {
        card.exceptions.push(Exception {
            key: key.to_owned(),
            name: key.to_owned(),
            metric: metric.to_owned(),
            at_least: Some(100.0),
            at_most: None,
            most,
        });
    }
    card
}

fn cut(matrix: &Matrix, days: usize) -> Matrix {
    let columns = matrix.keys().map(|key| (key, matrix.column(key).unwrap()[..days].to_vec()));
    Matrix::from_columns(matrix.first(), columns).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn contributions_add_up_and_both_ways_agree(matrix in wild(), days in prop::array::uniform4(0_usize..420)) {
        assert_laws(&default_scorecard(), &matrix, &days)?;
    }

    #[test]
    fn also_for_accounts_as_they_are(matrix in plausible(), days in prop::array::uniform8(0_usize..600)) {
        assert_laws(&default_scorecard(), &matrix, &days)?;
    }

    #[test]
    fn also_with_ceilings_and_exceptions(matrix in wild(), days in prop::array::uniform8(0_usize..420)) {
        assert_laws(&held(), &matrix, &days)?;
    }

    /// A hidden risk lies between 0 and 100, its parts add up to it, both ways to it agree, and nothing
    /// after a day changes it.
    #[test]
    fn hidden_risk_adds_up_and_looks_at_nothing_later(matrix in wild(), at in 1_usize..420) {
        let settings = default_hidden_risk().fitted(&support::CATALOGUE);
        let days = 1 + at % matrix.days();
        let (whole, past) = (&matrix, &cut(&matrix, days));
        let assessment = HiddenAssessment::new(&settings, whole);
        let history = assessment.history();
        let bits = |risks: &[f64]| risks.iter().map(|risk| risk.to_bits()).collect::<Vec<_>>();
        let then = HiddenAssessment::new(&settings, past).history();
        prop_assert_eq!(bits(&history.risks[..days]), bits(&then.risks));
        for index in [0, days / 2, days - 1] {
            let day = matrix.first().plus(index as i32);
            let told = assessment.explain(day);
            prop_assert_eq!(told.risk.map(f64::to_bits), history.risk(day).map(f64::to_bits));
            prop_assert!(told.sentence.ends_with('.') && !told.sentence.contains("NaN"), "{}", told.sentence);
            let Some(risk) = told.risk else { continue };
            prop_assert!((0.0..100.0).contains(&risk));
            let parts: f64 = told.sides.iter().map(|side| side.contribution).sum();
            prop_assert!((parts - risk).abs() < 1e-9, "{} and {}", parts, risk);
            // As independent causes: what is left of staying is the product of what each leaves.
            let spared: f64 = told.sides.iter().filter_map(|side| side.alarm).map(|a| 1.0 - a / 100.0).product();
            prop_assert!((100.0 * (1.0 - spared) - risk).abs() < 1e-9);
        }
    }

    /// Invariant 2: nothing after a day changes its score.
    #[test]
    fn a_score_depends_on_nothing_after_its_day(matrix in plausible(), at in 1_usize..600) {
        let days = 1 + at % matrix.days();
        let card = default_scorecard();
        let bits = |matrix: &Matrix| -> Vec<u64> {
            history(&card, matrix).scores[..days].iter().map(|score| score.to_bits()).collect()
        };
        prop_assert_eq!(bits(&matrix), bits(&cut(&matrix, days)));
    }

    /// What a backtest and a preview score from is the history, to the last bit.
    #[test]
    fn readings_score_as_the_history_does(matrix in wild(), every in 1_i32..9) {
        let card = held();
        let scores = history(&card, &matrix);
        let days: Vec<Day> =
            (-3..matrix.days() as i32 + 3).step_by(every as usize).map(|day| matrix.first().plus(day)).collect();
        let kept = Assessment::new(&card, &matrix).readings(&days);
        let bits = |score: f64| (!score.is_nan()).then(|| score.to_bits());
        let found: Vec<_> = card.scores(&kept).into_iter().map(bits).collect();
        let expected: Vec<_> =
            days.iter().map(|day| scores.score(*day).and_then(bits)).collect();
        prop_assert_eq!(found, expected);
        // Another weight and another curve need no other readings.
        let mut other = card.clone();
        other.groups[0].measures[0].weight = 9.0;
        other.groups[0].measures[0].curve = other.groups[1].measures[0].curve.clone();
        other.exceptions[0].at_least = Some(50.0);
        other.groups[2].ceiling.as_mut().unwrap().curve = Curve(vec![[5.0, 33.0]]);
        prop_assert!(other.reads_as(&card));
        let found: Vec<_> = other.scores(&kept).into_iter().map(bits).collect();
        let again = history(&other, &matrix);
        prop_assert_eq!(found, days.iter().map(|day| again.score(*day).and_then(bits)).collect::<Vec<_>>());
        other.groups[0].measures[0].metric = "arr".into();
        prop_assert!(!other.reads_as(&card));
    }

    /// However much weakness is emphasised, a better measure never makes a worse score.
    #[test]
    fn better_is_never_worse(points in prop::array::uniform3(0.0_f64..100.0), more in 0.0_f64..100.0) {
        let group = |key: &str, metric: &str| format!(
            "[[groups]]\nkey = \"{key}\"\nname = \"{key}\"\nweight = 1\n{}",
            support::as_is(metric, 1.0, ""),
        );
        let card = Scorecard::parse(&format!(
            "name = \"x\"\nemphasis = 9.0\nbands = [{{ key = \"all\", name = \"All\", from = 0 }}]\n{}{}{}",
            group("a", "arr"), group("b", "last_nps"), group("c", "open_tickets"),
        ), &support::CATALOGUE).unwrap();
        let score = |first: f64| {
            let matrix = made_of(1, |key, _| match key {
                "arr" => first,
                "last_nps" => points[1],
                _ => points[2],
            });
            history(&card, &matrix).scores[0]
        };
        prop_assert!(score((points[0] + more).min(100.0)) >= score(points[0]) - 1e-9);
    }
}
