//! How a metric's values are spread over accounts.

use crate::{
    dto::{Bin, Spread},
    segments::Distribution,
};

/// Bars of a histogram at most.
const BINS: usize = 24;

/// How values are spread; nothing where there is none. `missing` counts those without a value.
pub fn spread(values: impl Iterator<Item = Option<f64>>) -> Option<Spread> {
    let (mut known, mut missing) = (Vec::new(), 0_usize);
    for value in values {
        match value.filter(|value| value.is_finite()) {
            Some(value) => known.push(value),
            None => missing += 1,
        }
    }
    known.sort_by(f64::total_cmp);
    let of = Distribution::of(known.clone())?;
    Some(Spread {
        n: known.len(),
        missing,
        min: of.min,
        p10: of.p10,
        p25: of.p25,
        median: of.median,
        p75: of.p75,
        p90: of.p90,
        max: of.max,
        mean: known.iter().sum::<f64>() / known.len() as f64,
        bins: bins(&known, of.min, of.max),
    })
}

/// Bars of equal, round width.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bins(values: &[f64], min: f64, max: f64) -> Vec<Bin> {
    let width = round_up((max - min) / BINS as f64, values.iter().all(|v| v.fract() == 0.0));
    let first = (min / width).floor() * width;
    let count = (((max - first) / width).floor() as usize + 1).min(2 * BINS);
    let mut bins: Vec<Bin> = (0..count)
        .map(|bin| Bin {
            from: first + bin as f64 * width,
            to: first + (bin + 1) as f64 * width,
            accounts: 0,
        })
        .collect();
    for value in values {
        let place = (((value - first) / width).floor() as usize).min(count - 1);
        bins[place].accounts += 1;
    }
    bins
}

/// 1, 2, 2.5 or 5 times a power of ten, not below the width; at least 1 for whole numbers.
fn round_up(width: f64, whole: bool) -> f64 {
    if width <= 0.0 || !width.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(width.log10().floor());
    let steps: &[f64] = if whole { &[1.0, 2.0, 5.0, 10.0] } else { &[1.0, 2.0, 2.5, 5.0, 10.0] };
    let found = steps.iter().map(|step| step * power).find(|step| *step >= width);
    let found = found.unwrap_or(10.0 * power);
    if whole { found.max(1.0) } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_stands_in_a_bar() {
        let values = [3.0, 4.0, 4.0, 90.0].map(Some).into_iter().chain([None, Some(f64::NAN)]);
        let spread = spread(values).unwrap();
        assert_eq!((spread.n, spread.missing, spread.min, spread.max), (4, 2, 3.0, 90.0));
        assert_eq!(spread.median, 4.0);
        assert_eq!(spread.bins.iter().map(|bin| bin.accounts).sum::<usize>(), 4);
        assert_eq!(spread.bins[0].to - spread.bins[0].from, 5.0);
        assert!(super::spread([None, None].into_iter()).is_none());
        let same = super::spread([Some(0.25); 3].into_iter()).unwrap();
        assert_eq!(same.bins.iter().map(|bin| bin.accounts).sum::<usize>(), 3);
    }
}
