//! The latest value, and how long ago the latest thing happened.

/// The latest value on or before each day; `NaN` before the first. `values` are (day, value) in
/// time order: of two on one day the later entry wins.
pub fn last_as_of(days: usize, values: &[(i32, f64)]) -> Vec<f64> {
    let mut column = Vec::with_capacity(days);
    let mut current = f64::NAN;
    let mut coming = values.iter().peekable();
    for day in 0..days {
        while let Some((_, value)) = coming.next_if(|(at, _)| i64::from(*at) <= day as i64) {
            current = *value;
        }
        column.push(current);
    }
    column
}

/// Days since the latest of the given days (ascending), on each day; `NaN` before the first.
pub fn days_since(days: usize, seen: &[i32]) -> Vec<f64> {
    let stamped: Vec<(i32, f64)> = seen.iter().map(|day| (*day, f64::from(*day))).collect();
    let latest = last_as_of(days, &stamped);
    latest.iter().enumerate().map(|(day, last)| day as f64 - last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stands_until_the_next() {
        let column = last_as_of(5, &[(1, 9.0), (3, 4.0), (3, 6.0), (7, 1.0)]);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [9.0, 9.0, 6.0, 6.0]);
        assert_eq!(days_since(3, &[-2, 1])[..], [2.0, 0.0, 1.0]);
    }
}
