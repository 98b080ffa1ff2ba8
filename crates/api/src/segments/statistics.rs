//! How values are spread: percentiles, and a histogram with edges that several groups share.

/// How values are spread. All of it is none where there is no value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distribution {
    pub n: u64,
    pub min: f64,
    pub p10: f64,
    pub p25: f64,
    pub median: f64,
    pub p75: f64,
    pub p90: f64,
    pub max: f64,
}

impl Distribution {
    /// None of no values. Percentiles between two values are interpolated (as `numpy` does by
    /// default and R calls type 7).
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.retain(|value| value.is_finite());
        values.sort_by(f64::total_cmp);
        let (min, max) = (*values.first()?, *values.last()?);
        let at = |share| quantile(&values, share);
        Some(Self {
            n: values.len() as u64,
            min,
            p10: at(0.1),
            p25: at(0.25),
            median: at(0.5),
            p75: at(0.75),
            p90: at(0.9),
            max,
        })
    }
}

/// Of sorted values, at least one.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let rest = place - place.floor();
    sorted[below] + (sorted[above] - sorted[below]) * rest
}

/// About so many bins are made.
const BINS: f64 = 16.0;
/// Where all values take up more than this many times the room of the middle 96 %, some of them
/// lie far out.
const FAR: f64 = 1.5;

/// The edges of bins for all these values: one more than there are bins, at round numbers and of the
/// same width. Where some values lie far out, a first or a last bin of its own width takes them in.
/// None for no values.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn edges(mut values: Vec<f64>) -> Vec<f64> {
    values.retain(|value| value.is_finite());
    values.sort_by(f64::total_cmp);
    let (Some(min), Some(max)) = (values.first().copied(), values.last().copied()) else {
        return Vec::new();
    };
    let (low, high) = (quantile(&values, 0.02), quantile(&values, 0.98));
    let middle = high - low;
    let is_far = middle > 0.0 && max - min > FAR * middle;
    let (low, high) = if is_far { (low, high) } else { (min, max) };
    let whole = values.iter().all(|value| value.fract() == 0.0);
    let step = round_step((high - low) / BINS, whole);
    let first = (low / step).floor();
    let last = ((high / step).floor() + 1.0).max(first + 1.0);
    let count = (last - first) as usize;
    let mut edges: Vec<f64> = (0..=count).map(|at| (first + at as f64) * step).collect();
    if edges.first().is_some_and(|first| min < *first) {
        edges.insert(0, min);
    }
    if edges.last().is_some_and(|last| *last < max) {
        edges.push(max);
    }
    edges
}

/// The next of 1, 2, 2.5, 5 times a power of ten; for whole numbers at least 1 and no 2.5.
fn round_step(least: f64, whole: bool) -> f64 {
    if least <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(least.log10().floor());
    let steps = if whole && power < 10.0 { [1.0, 2.0, 5.0, 10.0] } else { [1.0, 2.5, 5.0, 10.0] };
    let fits = steps.into_iter().map(|one| one * power).find(|step| *step >= least * 0.999_999);
    let step = fits.unwrap_or(10.0 * power);
    if whole { step.max(1.0) } else { step }
}

/// How many values lie in each bin. A bin takes what is at least its lower edge and less than its
/// upper one; the last takes its upper edge too.
pub fn histogram(values: &[f64], edges: &[f64]) -> Vec<u64> {
    let bins = edges.len().saturating_sub(1);
    let mut counts = vec![0; bins];
    for value in values.iter().filter(|value| value.is_finite()) {
        let after = edges.partition_point(|edge| edge <= value);
        let at = after.saturating_sub(1).min(bins.saturating_sub(1));
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentiles_are_interpolated() {
        let of = Distribution::of(vec![4.0, 1.0, 3.0, f64::NAN, 2.0]).unwrap();
        assert_eq!((of.n, of.min, of.max, of.median), (4, 1.0, 4.0, 2.5));
        assert!((of.p10 - 1.3).abs() < 1e-12 && (of.p90 - 3.7).abs() < 1e-12);
        assert_eq!((of.p25, of.p75), (1.75, 3.25));
        assert_eq!(Distribution::of(vec![f64::NAN]), None);
        assert_eq!(Distribution::of(vec![7.0]).unwrap().p10, 7.0);
    }

    #[test]
    fn edges_are_round_and_few_whole_numbers_get_a_bin_each() {
        assert_eq!(edges(vec![0.0, 1.0, 3.0]), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(edges(vec![5.0, 5.0]), [5.0, 6.0]);
        assert!(edges(Vec::new()).is_empty());
        let hundred: Vec<f64> = (0..=100).map(f64::from).collect();
        let made = edges(hundred);
        assert_eq!((made[0], made[1], made.len()), (0.0, 10.0, 12));
    }

    #[test]
    fn the_last_bin_takes_in_what_lies_far_out() {
        let mut values: Vec<f64> = (0..100).map(f64::from).collect();
        values.push(100_000.0);
        let made = edges(values.clone());
        assert!(made.len() < 20, "{made:?}");
        assert_eq!(made.last(), Some(&100_000.0));
        assert_eq!(histogram(&values, &made).iter().sum::<u64>(), 101);
    }

    proptest! {
        #[test]
        fn every_value_is_in_one_bin(
            values in proptest::collection::vec(-1e9_f64..1e9, 1..60),
            whole: bool,
        ) {
            let values: Vec<f64> =
                values.into_iter().map(|v| if whole { v.round() } else { v }).collect();
            let made = edges(values.clone());
            prop_assert!(made.is_sorted() && made.len() >= 2);
            prop_assert!(made.len() < 64, "{}", made.len());
            prop_assert!(values.iter().all(|v| made[0] <= *v && *v <= made[made.len() - 1]));
            prop_assert_eq!(histogram(&values, &made).iter().sum::<u64>(), values.len() as u64);
        }
    }
}
