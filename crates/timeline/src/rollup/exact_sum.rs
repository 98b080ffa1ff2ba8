//! A sum of floating-point numbers that does not depend on their order.
//!
//! Method: J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic" (1997): the sum is kept
//! as numbers that do not overlap, so nothing is ever lost; reading it rounds once.

use perennial_model::exact::two_sum;

/// An exact sum. As long as the sum is a single `f64` (whole numbers, say) it takes no heap.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ExactSum {
    /// The only part, or the greatest.
    top: f64,
    /// The other parts, from small to great. Boxed: there are two sums in each of millions of
    /// cells, and hardly any of them has other parts.
    #[allow(clippy::box_collection)]
    rest: Option<Box<Vec<f64>>>,
}

impl ExactSum {
    /// Adds a number; what is not finite adds nothing.
    pub(crate) fn add(&mut self, value: f64) {
        if !value.is_finite() || value == 0.0 {
            return;
        }
        let Some(rest) = &mut self.rest else {
            let (sum, error) = two_sum(self.top, value);
            self.top = sum;
            if error != 0.0 {
                self.rest = Some(Box::new(vec![error]));
            }
            return;
        };
        rest.push(self.top);
        let mut carry = value;
        let mut kept = 0;
        for read in 0..rest.len() {
            let (sum, error) = two_sum(carry, rest[read]);
            carry = sum;
            if error != 0.0 {
                rest[kept] = error;
                kept += 1;
            }
        }
        rest.truncate(kept);
        self.top = carry;
        if rest.is_empty() {
            self.rest = None;
        }
    }

    /// Adds another sum.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.add(other.top);
        for part in other.rest.iter().flat_map(|rest| rest.iter()) {
            self.add(*part);
        }
    }

    /// The numbers that it is kept as; none for a sum of nothing.
    pub(crate) fn parts(&self) -> Vec<f64> {
        let rest = self.rest.iter().flat_map(|rest| rest.iter().copied());
        let mut parts: Vec<f64> = rest.collect();
        if self.top != 0.0 || !parts.is_empty() {
            parts.push(self.top);
        }
        parts
    }

    /// The sum that was kept as these.
    pub(crate) fn of_parts(mut parts: Vec<f64>) -> Self {
        let top = parts.pop().unwrap_or_default();
        Self { top, rest: (!parts.is_empty()).then(|| Box::new(parts)) }
    }

    /// The exact sum rounded to the nearest `f64`, ties to even.
    pub(crate) fn value(&self) -> f64 {
        let Some(rest) = &self.rest else { return self.top + 0.0 };
        let mut total = self.top;
        let mut left = rest.iter().rev();
        let mut error = 0.0;
        for part in left.by_ref() {
            (total, error) = two_sum(total, *part);
            if error != 0.0 {
                break;
            }
        }
        // The error is exactly half of the last place: what is left decides which way to round.
        if let Some(next) = left.next()
            && ((error < 0.0 && *next < 0.0) || (error > 0.0 && *next > 0.0))
        {
            let twice = error * 2.0;
            let up = total + twice;
            if up - total == twice {
                total = up;
            }
        }
        total + 0.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(values: &[f64]) -> ExactSum {
        let mut sum = ExactSum::default();
        values.iter().for_each(|value| sum.add(*value));
        sum
    }

    #[test]
    fn small_numbers_are_not_lost_beside_great_ones() {
        assert_eq!(sum(&[1e16, 1.0, -1e16]).value(), 1.0);
        assert_eq!(sum(&[0.1; 10]).value(), 1.0);
        assert_eq!(sum(&[1e308, 1.0, 1e-308, -1e308, -1.0]).value(), 1e-308);
    }

    proptest! {
        #[test]
        fn order_and_split_do_not_matter(
            mut values in prop::collection::vec(prop_oneof![-1e20..1e20_f64, -1.0..1.0_f64, Just(0.1)], 0..40),
            cut in 0_usize..40,
        ) {
            let forward = sum(&values).value();
            let cut = cut.min(values.len());
            let mut split = sum(&values[cut..]);
            split.merge(&sum(&values[..cut]));
            prop_assert_eq!(split.value().to_bits(), forward.to_bits());
            values.reverse();
            prop_assert_eq!(sum(&values).value().to_bits(), forward.to_bits());
        }
    }
}
