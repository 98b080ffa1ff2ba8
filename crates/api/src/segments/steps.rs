//! An amount over time, kept as the days on which it changed.

use perennial_model::Day;

/// Money in minor units from day to day; none where there is no value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Steps(Vec<(Day, Option<i64>)>);

impl Steps {
    /// From a column of major units that begins on `first`, NaN where there is no value.
    /// `decimals` is how many the currency has.
    pub fn of_column(first: Day, column: &[f64], decimals: u32) -> Self {
        let mut steps: Vec<(Day, Option<i64>)> = Vec::new();
        for (day, value) in (first.0..).map(Day).zip(column) {
            let minor = to_minor(*value, decimals);
            if steps.last().map_or(minor.is_some(), |(_, last)| *last != minor) {
                steps.push((day, minor));
            }
        }
        Self(steps)
    }

    /// The amount on a day.
    pub fn on(&self, day: Day) -> Option<i64> {
        let after = self.0.partition_point(|(from, _)| *from <= day);
        self.0.get(after.checked_sub(1)?).and_then(|(_, minor)| *minor)
    }

    /// Each stretch with an amount: first day, first day without it (none for the last), amount.
    pub fn stretches(&self) -> impl Iterator<Item = (Day, Option<Day>, i64)> {
        let ends = self.0.iter().skip(1).map(|(day, _)| Some(*day)).chain([None]);
        self.0.iter().zip(ends).filter_map(|((from, minor), until)| Some((*from, until, (*minor)?)))
    }
}

/// Exact up to 2^53 minor units, as the metric itself is.
#[allow(clippy::cast_possible_truncation)]
fn to_minor(major: f64, decimals: u32) -> Option<i64> {
    let minor = (major * f64::from(10_u32.pow(decimals))).round();
    minor.is_finite().then_some(minor as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_are_kept() {
        let column = [f64::NAN, 12.5, 12.5, 0.0, f64::NAN];
        let steps = Steps::of_column(Day(10), &column, 2);
        assert_eq!(steps.0, [(Day(11), Some(1250)), (Day(13), Some(0)), (Day(14), None)]);
        let on = |day| steps.on(Day(day));
        assert_eq!(
            [on(10), on(11), on(12), on(13), on(99)],
            [None, Some(1250), Some(1250), Some(0), None]
        );
        let stretches: Vec<_> = steps.stretches().collect();
        assert_eq!(stretches, [(Day(11), Some(Day(13)), 1250), (Day(13), Some(Day(14)), 0)]);
    }
}
