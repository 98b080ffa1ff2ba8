//! Whom to call first.

use std::sync::Arc;

use perennial_board::Entry;

/// Accounts with less at stake than this are not called about.
const LEAST_RISK: f64 = 0.25;

/// Whom to call first: the accounts with the most revenue at risk, at most `most`.
///
/// An account ranks by `ARR × risk`. Its risk is `1 − Π (1 − weight × part)` over five parts, each
/// from 0 to 1, so that any of them alone counts and together they never exceed 1:
///
/// | part | weight | meaning |
/// |---|---|---|
/// | level | 0.6 | how far the score is below 100: `1 − score/100` |
/// | fall | 0.4 | points lost in 28 days, 25 of them or more being 1 |
/// | signals | 0.5 | open signals: none 0, one 0.6, two 0.84 … (`1 − 0.4ⁿ`) |
/// | hidden | 0.5 | the hidden risk of an account that looks well: `risk / 100` |
/// | renewal | 0.4 × level | how near the renewal is within 90 days; past and unrenewed is 1 |
///
/// An account whose revenue is not known counts as the median of those known (1 where none is);
/// one that pays nothing any more has left and is not called. Accounts with a risk below 0.25 are
/// left out. Equal ones stay in the order of their names, so the list is the same for the same
/// snapshot.
pub fn call_list(entries: &[Arc<Entry>], most: usize) -> Vec<Arc<Entry>> {
    let usual = median_arr(entries);
    let mut ranked: Vec<(f64, &Arc<Entry>)> = entries
        .iter()
        .filter_map(|entry| {
            let arr = entry.arr.map_or(usual, perennial_model::Money::to_major);
            let risk = risk(entry)?;
            (arr > 0.0 && risk >= LEAST_RISK).then_some((arr * risk, entry))
        })
        .collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranked.into_iter().take(most).map(|(_, entry)| entry.clone()).collect()
}

/// See [`call_list`]. Nothing for an account without a score and without open signals.
fn risk(entry: &Entry) -> Option<f64> {
    if entry.score.is_none() && entry.open_signals == 0 {
        return None;
    }
    let level = entry.score.map_or(0.0, |score| 1.0 - score / 100.0).clamp(0.0, 1.0);
    let fall = entry.score_change_28d.map_or(0.0, |change| -change / 25.0).clamp(0.0, 1.0);
    let signals = 1.0 - 0.4_f64.powi(i32::try_from(entry.open_signals).unwrap_or(i32::MAX));
    let hidden = entry.hidden.risk.filter(|_| entry.is_red_inside()).unwrap_or(0.0) / 100.0;
    let renewal = entry.metric("days_to_renewal").map_or(0.0, |days| match days {
        past if past < 0.0 => 1.0,
        near if near <= 90.0 => 1.0 - near / 90.0,
        _ => 0.0,
    });
    let safe = (1.0 - 0.6 * level)
        * (1.0 - 0.4 * fall)
        * (1.0 - 0.5 * signals)
        * (1.0 - 0.5 * hidden)
        * (1.0 - 0.4 * level * renewal);
    Some(1.0 - safe)
}

fn median_arr(entries: &[Arc<Entry>]) -> f64 {
    let known = entries.iter().filter_map(|entry| entry.arr.map(perennial_model::Money::to_major));
    let mut known: Vec<f64> = known.filter(|arr| *arr > 0.0).collect();
    known.sort_by(f64::total_cmp);
    known.get(known.len() / 2).copied().unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use perennial_board::SPARK_WEEKS;
    use perennial_metrics::Catalogue;
    use perennial_model::{Account, Currency, Day, Money};

    use super::*;

    fn entry(
        name: &str,
        arr: Option<i64>,
        score: f64,
        change: f64,
        signals: u32,
        renewal: f64,
    ) -> Arc<Entry> {
        let catalogue = Catalogue::built_in(&perennial_model::Zone::utc()).unwrap();
        let mut metrics = vec![f64::NAN; catalogue.metrics().len()];
        metrics[catalogue.position("days_to_renewal").unwrap()] = renewal;
        Arc::new(Entry {
            account: Arc::new(Account::bare(name.into())),
            day: Day(0),
            catalogue,
            metrics_28d_ago: metrics.clone(),
            metrics,
            score: Some(score),
            band: None,
            score_change_28d: Some(change),
            spark: [f32::NAN; SPARK_WEEKS],
            why: String::new(),
            coverage: 1.0,
            scorecard: "default".to_owned(),
            hidden: perennial_board::Hidden::default(),
            overridden: None,
            arr: arr.map(|major| Money { minor: major * 100, currency: Currency::USD }),
            left_on: None,
            open_signals: signals,
            last_fact_at: None,
            name_key: name.to_owned(),
            is_settled: true,
        })
    }

    fn names(entries: &[Arc<Entry>]) -> Vec<&str> {
        entries.iter().map(|entry| entry.name_key.as_str()).collect()
    }

    #[test]
    fn revenue_times_risk_decides() {
        let all = [
            entry("a healthy giant", Some(900_000), 95.0, 0.0, 0, f64::NAN),
            entry("a small wreck", Some(1_000), 5.0, -30.0, 2, 10.0),
            entry("a big faller", Some(100_000), 45.0, -20.0, 1, f64::NAN),
            entry("a middling one", Some(100_000), 45.0, 0.0, 0, f64::NAN),
            entry("gone", Some(0), 5.0, -30.0, 2, -5.0),
            entry("unknown revenue", None, 30.0, 0.0, 0, f64::NAN),
        ];
        let list = call_list(&all, 10);
        assert_eq!(
            names(&list),
            ["a big faller", "unknown revenue", "a middling one", "a small wreck"]
        );
        assert_eq!(names(&call_list(&all, 1)), ["a big faller"]);
    }

    #[test]
    fn each_part_raises_the_risk_and_it_stays_within_one() {
        let of = |score, change, signals, renewal| {
            risk(&entry("x", None, score, change, signals, renewal)).unwrap()
        };
        let base = of(60.0, 0.0, 0, f64::NAN);
        assert!(of(40.0, 0.0, 0, f64::NAN) > base);
        assert!(of(60.0, -10.0, 0, f64::NAN) > base);
        assert!(of(60.0, 0.0, 1, f64::NAN) > base);
        assert!(of(60.0, 0.0, 0, 30.0) > base);
        assert!(of(60.0, 10.0, 0, 91.0) == base, "rising and far from renewal changes nothing");
        assert!(of(0.0, -100.0, 9, -1.0) < 1.0);
        assert!(
            of(100.0, 0.0, 0, 5.0) < LEAST_RISK,
            "a thriving account's renewal is no reason to worry"
        );
    }
}
