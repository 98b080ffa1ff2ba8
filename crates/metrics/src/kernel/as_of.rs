//! The value that stands on a day.

use super::Reach;

/// The latest value on or before each day; `NaN` before the first. `values` are (day, value) in
/// time order: of two on one day the later entry wins.
pub fn last_as_of(days: usize, values: &[(i32, f64)]) -> Vec<f64> {
    edge_value(days, values, Reach::Lifetime, true)
}

/// For each day the latest (or, with `last` false, the first) value in the window; `NaN` where
/// there is none. `values` are (day, value) in time order.
pub fn edge_value(days: usize, values: &[(i32, f64)], reach: Reach<'_>, last: bool) -> Vec<f64> {
    let mut column = Vec::with_capacity(days);
    let (mut until, mut from) = (0, 0);
    for day in 0..days {
        let d = i32::try_from(day).unwrap_or(i32::MAX);
        let Some(start) = reach.start(d) else {
            column.push(f64::NAN);
            continue;
        };
        let end = reach.end(d);
        while values.get(until).is_some_and(|(at, _)| *at <= end) {
            until += 1;
        }
        while values[..until].get(from).is_some_and(|(at, _)| *at < start) {
            from += 1;
        }
        let inside = &values[from.min(until)..until];
        let edge = if last { inside.last() } else { inside.first() };
        column.push(edge.map_or(f64::NAN, |(_, value)| *value));
    }
    column
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stands_until_the_next() {
        let values = [(1, 9.0), (3, 4.0), (3, 6.0), (7, 1.0)];
        let column = last_as_of(5, &values);
        assert!(column[0].is_nan());
        assert_eq!(column[1..], [9.0, 9.0, 6.0, 6.0]);
        let first = edge_value(5, &values, Reach::Trailing(2), false);
        assert_eq!(first[1..4], [9.0, 9.0, 4.0]);
        assert_eq!(first[4], 4.0);
    }
}
