//! How often accounts left, by what was said of them.

use serde::Serialize;

use super::{Risk, observations::Observations};

const BINS: usize = 10;

/// Observations with values next to each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// The least and the greatest value in it.
    pub from: f64,
    pub to: f64,
    pub n: u64,
    pub left: u64,
    /// The share that left, and its 95 % interval as if all were independent of each other (E. B.
    /// Wilson, Probable inference, the law of succession, and statistical inference, 1927).
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// Bins by ascending value: cut at these values, each the least of its bin, or into about ten of
/// equal size where there are none. Equal values are never parted, and no bin is empty.
pub(super) fn bins(observations: &Observations, risk: Risk, cuts: &[f64]) -> Vec<Bin> {
    let mut values: Vec<(f64, bool)> =
        observations.list.iter().map(|one| (risk.of(one.risk), one.left())).collect();
    if risk == Risk::High {
        values.reverse(); // they come from the riskiest on
    }
    let ends = if cuts.is_empty() {
        (1..=BINS).map(|bin| end_of_equals(&values, values.len() * bin / BINS)).collect()
    } else {
        let mut ends: Vec<usize> =
            cuts.iter().map(|cut| values.partition_point(|value| value.0 < *cut)).collect();
        ends.push(values.len());
        ends
    };
    let (mut bins, mut start) = (Vec::new(), 0);
    for end in ends {
        if end > start {
            bins.push(of(&values[start..end]));
            start = end;
        }
    }
    bins
}

/// The first place from `end` on where values differ.
fn end_of_equals(values: &[(f64, bool)], end: usize) -> usize {
    let Some(last) = end.checked_sub(1).and_then(|place| values.get(place)) else { return end };
    end + values[end..].iter().take_while(|value| value.0 == last.0).count()
}

fn of(values: &[(f64, bool)]) -> Bin {
    let n = values.len() as u64;
    let left = values.iter().filter(|(_, left)| *left).count() as u64;
    let (low, high) = wilson(left, n);
    Bin {
        from: values.first().map_or(f64::NAN, |value| value.0),
        to: values.last().map_or(f64::NAN, |value| value.0),
        n,
        left,
        share: left as f64 / n as f64,
        low,
        high,
    }
}

fn wilson(hits: u64, n: u64) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let (n, share) = (n as f64, hits as f64 / n as f64);
    let scale = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / scale;
    let half = Z / scale * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 15 of 148: R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics
    /// in Medicine 17 (1998), table I, gives 0.0624 to 0.1605; 0 of 20 gives 0 to 0.1611.
    #[test]
    fn intervals_are_those_of_the_literature() {
        let (low, high) = wilson(15, 148);
        assert!((low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5, "{low} {high}");
        let (low, high) = wilson(0, 20);
        assert!(low == 0.0 && (high - 0.1611).abs() < 5e-5, "{high}");
    }
}
