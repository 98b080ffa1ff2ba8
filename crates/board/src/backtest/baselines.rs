//! What everything is held against: measures that cost nobody a thought.

use perennial_health::backtest::{Judged, Past, Risk, Settings, backtest};

use super::{Baseline, LAST_SEEN};

pub(super) const COIN: &str = "coin";

/// Each baseline, judged as the question is.
pub(super) fn all(past: &Past<'_>, last_seen: &[f64], settings: &Settings) -> Vec<Baseline> {
    let of = |key, name, values: &[f64], risk| {
        let judged = Judged { values, risk, warns_beyond: None, cuts: &[] };
        Baseline { key, name, report: backtest(past, &judged, settings) }
    };
    vec![
        of(LAST_SEEN, "days since last seen", last_seen, Risk::High),
        of("arr", "a small ARR", past.revenue, Risk::Low),
        of("tenure_days", "a short time as a customer", &tenure(past), Risk::Low),
        of(COIN, "a coin", &coin(past), Risk::High),
    ]
}

/// Days as a customer, by what the backtest takes for one.
fn tenure(past: &Past<'_>) -> Vec<f64> {
    let mut values = Vec::with_capacity(past.revenue.len());
    for lives in past.lives {
        values.extend(past.days.iter().map(|day| {
            let life = lives.iter().find(|life| life.holds(*day));
            life.map_or(f64::NAN, |life| f64::from(day.0 - life.from.0))
        }));
    }
    values
}

/// Chance, the same every time: each account and day has a number that says nothing.
fn coin(past: &Past<'_>) -> Vec<f64> {
    let toss = |place: usize| {
        let mut mixed = (place as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (mixed >> 40) as f64
    };
    (0..past.lives.len() * past.days.len()).map(toss).collect()
}
