//! Sums over a trailing window, and a value against its own earlier value.

/// The sum of the last `window` days, for every day. Exact: whole numbers come and go.
pub fn rolling_sum(daily: &[u64], window: usize) -> Vec<u64> {
    let mut sum = 0;
    daily
        .iter()
        .enumerate()
        .map(|(day, amount)| {
            sum += amount;
            if day >= window {
                sum -= daily[day - window];
            }
            sum
        })
        .collect()
}

/// `value(d) / value(d − days) − 1`; `NaN` where the earlier value is absent or 0.
pub fn change_against(values: &[f64], days: usize) -> Vec<f64> {
    let change = |day: usize| {
        let earlier = day.checked_sub(days).map_or(f64::NAN, |before| values[before]);
        if earlier == 0.0 { f64::NAN } else { values[day] / earlier - 1.0 }
    };
    (0..values.len()).map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_changes() {
        assert_eq!(rolling_sum(&[1, 2, 3, 4], 2), [1, 3, 5, 7]);
        assert_eq!(rolling_sum(&[1, 2], 5), [1, 3]);
        let change = change_against(&[2.0, 0.0, 3.0, 4.0], 2);
        assert!(change[0].is_nan() && change[1].is_nan() && change[3].is_nan());
        assert_eq!(change[2], 0.5);
    }
}
