//! Quantiles of the values in a moving window.

use super::Reach;

/// For each day the `q`-quantile (0 the least, 0.5 the median, 1 the greatest) of the values whose
/// day lies in the window; `NaN` where there is none. `items` are (day, value) in the order of
/// days; values must be finite.
///
/// Between two values it is interpolated linearly, as definition 7 of Hyndman & Fan, "Sample
/// Quantiles in Statistical Packages" (1996), which is SQL's `percentile_cont`. Values get ranks
/// once; a Fenwick tree over the ranks takes them in and out, so that a day costs the logarithm of
/// how many values there are.
pub fn quantiles(days: usize, items: &[(i32, f64)], reach: Reach<'_>, q: f64) -> Vec<f64> {
    let mut sorted: Vec<f64> = items.iter().map(|(_, value)| *value).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.dedup_by(|a, b| a.total_cmp(b).is_eq());
    let rank = |value: f64| sorted.partition_point(|known| known.total_cmp(&value).is_lt());
    let ranks: Vec<usize> = items.iter().map(|(_, value)| rank(*value)).collect();

    let mut tree = Fenwick::new(sorted.len());
    let (mut taken_in, mut taken_out) = (0, 0);
    let mut column = Vec::with_capacity(days);
    for day in 0..days {
        let d = i32::try_from(day).unwrap_or(i32::MAX);
        let Some(start) = reach.start(d) else {
            column.push(f64::NAN);
            continue;
        };
        let end = reach.end(d);
        while let Some((at, _)) = items.get(taken_in).filter(|(at, _)| *at <= d) {
            if reach.accepts(*at) && *at <= end {
                tree.add(ranks[taken_in], 1);
            }
            taken_in += 1;
        }
        while let Some((at, _)) = items[..taken_in].get(taken_out).filter(|(at, _)| *at < start) {
            if reach.accepts(*at) {
                tree.add(ranks[taken_out], -1);
            }
            taken_out += 1;
        }
        column.push(tree.quantile(&sorted, q));
    }
    column
}

struct Fenwick {
    counts: Vec<i64>,
    total: i64,
}

impl Fenwick {
    fn new(ranks: usize) -> Self {
        Self { counts: vec![0; ranks + 1], total: 0 }
    }

    fn add(&mut self, rank: usize, by: i64) {
        self.total += by;
        let mut at = rank + 1;
        while let Some(count) = self.counts.get_mut(at) {
            *count += by;
            at += at & at.wrapping_neg();
        }
    }

    /// The rank of the value that stands at a place of the sorted window.
    fn rank_at(&self, place: i64) -> usize {
        let mut left = place;
        let mut at = 0;
        let mut step = self.counts.len().next_power_of_two();
        while step > 0 {
            if let Some(count) = self.counts.get(at + step)
                && *count <= left
            {
                left -= count;
                at += step;
            }
            step /= 2;
        }
        at
    }

    fn quantile(&self, sorted: &[f64], q: f64) -> f64 {
        if self.total == 0 {
            return f64::NAN;
        }
        interpolated(self.total as usize, q, |place| sorted[self.rank_at(place as i64)])
    }
}

/// The `q`-quantile of sorted values; `NaN` of none.
pub fn quantile_of(sorted: &[f64], q: f64) -> f64 {
    if sorted.is_empty() { f64::NAN } else { interpolated(sorted.len(), q, |place| sorted[place]) }
}

/// The `q`-quantile of `count` values (at least one), of which `at` gives the one at a place of their
/// order: interpolated between the two nearest to it, which is definition 7 of R. J. Hyndman & Y. Fan,
/// Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), as in NumPy and DuckDB.
pub fn interpolated(count: usize, q: f64, at: impl Fn(usize) -> f64) -> f64 {
    let place = q * (count - 1) as f64;
    let below = place.floor();
    let low = at(below as usize);
    let part = place - below;
    if part == 0.0 {
        return low;
    }
    low + (at(below as usize + 1) - low) * part
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Worked by R's `quantile(x, type = 7)`: c(1, 3, 7, 20) → 50 % 5, 90 % 16.1.
    #[test]
    fn between_two_values_it_interpolates() {
        let items = [(0, 7.0), (1, 1.0), (2, 20.0), (2, 3.0)];
        let at = |q| quantiles(3, &items, Reach::Lifetime, q)[2];
        assert_eq!((at(0.0), at(0.5), at(1.0)), (1.0, 5.0, 20.0));
        assert!((at(0.9) - 16.1).abs() < 1e-12);
        assert!(quantiles(2, &[(1, 4.0)], Reach::Lifetime, 0.5)[0].is_nan());
    }

    proptest! {
        #[test]
        fn a_window_holds_just_its_own_values(
            mut items in prop::collection::vec((0_i32..40, 0_u8..9), 0..50),
            window in 1_i32..20,
        ) {
            items.sort_unstable();
            let items: Vec<(i32, f64)> = items.iter().map(|(d, v)| (*d, f64::from(*v))).collect();
            let starts = [5, 22];
            for reach in [Reach::Trailing(window), Reach::Since(&starts), Reach::First(&starts, window)] {
                let medians = quantiles(40, &items, reach, 0.5);
                for d in 0..40_i32 {
                    let mut inside: Vec<f64> = items
                        .iter()
                        .filter(|(t, _)| reach.start(d).is_some_and(|s| *t >= s) && *t <= reach.end(d))
                        .map(|(_, value)| *value)
                        .collect();
                    inside.sort_by(f64::total_cmp);
                    let found = medians[d as usize];
                    match inside.len() {
                        0 => prop_assert!(found.is_nan()),
                        n => prop_assert_eq!(found, f64::midpoint(inside[(n - 1) / 2], inside[n / 2])),
                    }
                }
            }
        }
    }
}
