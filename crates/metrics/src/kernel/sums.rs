//! Counts and sums over a window.

use perennial_model::exact::two_sum;

use super::Reach;

/// The sum of each day's counts over the window. Exact: counts stay below 2^53.
pub fn windowed_counts(daily: &[u64], reach: Reach<'_>) -> Vec<f64> {
    let mut prefix = Vec::with_capacity(daily.len() + 1);
    let mut total = 0_u64;
    prefix.push(0);
    for count in daily {
        total += count;
        prefix.push(total);
    }
    let sum = |place: Option<(usize, usize)>| {
        place.map_or(f64::NAN, |(from, to)| (prefix[to] - prefix[from]) as f64)
    };
    reach.places(daily.len()).map(sum).collect()
}

/// A sum kept as two floats of which the second is what the first lost to rounding, so that the
/// difference of two is right to the last bit or nearly so (T. J. Dekker, "A floating-point
/// technique for extending the available precision", 1971).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Running(f64, f64);

impl Running {
    /// The sum with one more value.
    pub fn plus(self, value: f64) -> Self {
        let (sum, error) = two_sum(self.0, value);
        let (sum, error) = two_sum(sum, self.1 + error);
        Self(sum, error)
    }

    /// What was added since the sum was `earlier`.
    pub fn since(self, earlier: Self) -> f64 {
        let (sum, error) = two_sum(self.0, -earlier.0);
        sum + (error + (self.1 - earlier.1))
    }
}

/// Sums of any numbers up to each day.
#[derive(Debug)]
pub struct ExactSums {
    prefix: Vec<Running>,
}

impl ExactSums {
    /// `values` are (day, value) in the order of days; days outside the history are left out.
    pub fn new(days: usize, values: impl IntoIterator<Item = (i32, f64)>) -> Self {
        let mut prefix = Vec::with_capacity(days + 1);
        let mut sum = Running::default();
        prefix.push(sum);
        for (day, value) in values {
            let Ok(place) = usize::try_from(day) else { continue };
            if place >= days {
                continue;
            }
            prefix.resize(place + 1, sum);
            sum = sum.plus(value);
        }
        prefix.resize(days + 1, sum);
        Self { prefix }
    }

    fn between(&self, from: usize, to: usize) -> f64 {
        self.prefix[to].since(self.prefix[from])
    }
}

/// The sums over the window, for every day.
pub fn windowed_sums(sums: &ExactSums, reach: Reach<'_>) -> Vec<f64> {
    let sum =
        |place: Option<(usize, usize)>| place.map_or(f64::NAN, |(from, to)| sums.between(from, to));
    reach.places(sums.prefix.len() - 1).map(sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sums_follow_the_window() {
        assert_eq!(windowed_counts(&[1, 2, 3, 4], Reach::Trailing(2)), [1.0, 3.0, 5.0, 7.0]);
        assert_eq!(windowed_counts(&[1, 2], Reach::Lifetime), [1.0, 3.0]);
        let since = windowed_counts(&[1, 2, 4, 8], Reach::Since(&[1, 3]));
        assert!(since[0].is_nan());
        assert_eq!(since[1..], [2.0, 6.0, 8.0]);
    }

    #[test]
    fn a_window_is_not_blurred_by_what_left_it() {
        let values = [(0, 1e12), (1, 0.1), (2, 0.2), (9, 7.0)];
        let sums = ExactSums::new(4, values);
        assert_eq!(windowed_sums(&sums, Reach::Trailing(2))[2..], [0.1 + 0.2, 0.2]);
    }
}
