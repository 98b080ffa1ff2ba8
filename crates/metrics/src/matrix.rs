//! The metric matrix of one account.

use std::borrow::Cow;

use perennial_model::Day;

use crate::{Axis, MetricsError};

/// One account's metrics: a column per metric, a row per day, `NaN` where there is no value.
#[derive(Debug, Clone)]
pub struct Matrix {
    axis: Axis,
    columns: Vec<(Cow<'static, str>, Vec<f64>)>,
}

impl Matrix {
    /// Columns that all have the axis's length, as the kernel makes them.
    pub(crate) fn of_columns(axis: Axis, columns: Vec<(&'static str, Vec<f64>)>) -> Self {
        let owned = columns.into_iter().map(|(key, values)| (Cow::Borrowed(key), values));
        Self { axis, columns: owned.collect() }
    }

    /// A matrix from given columns that begin on `first`; any key is allowed.
    ///
    /// # Errors
    /// When the columns differ in length or a key repeats.
    pub fn from_columns<K: Into<String>>(
        first: Day,
        columns: impl IntoIterator<Item = (K, Vec<f64>)>,
    ) -> Result<Self, MetricsError> {
        let mut matrix = Self { axis: Axis { first, days: 0 }, columns: Vec::new() };
        for (key, values) in columns {
            let key = key.into();
            if matrix.column(&key).is_some() {
                return Err(MetricsError::RepeatedColumn(key));
            }
            if matrix.columns.is_empty() {
                matrix.axis.days = values.len();
            }
            let (expected, found) = (matrix.axis.days, values.len());
            if expected != found {
                return Err(MetricsError::UnequalColumns { key, expected, found });
            }
            matrix.columns.push((Cow::Owned(key), values));
        }
        Ok(matrix)
    }

    /// The first day. Of an empty matrix: the day after its last.
    pub fn first(&self) -> Day {
        self.axis.first
    }

    /// The last day, which is "today". Of an empty matrix: the day before its first.
    pub fn last(&self) -> Day {
        self.axis.first.plus(i32::try_from(self.axis.days).unwrap_or(i32::MAX).saturating_sub(1))
    }

    /// How many days it has.
    pub fn days(&self) -> usize {
        self.axis.days
    }

    pub fn is_empty(&self) -> bool {
        self.axis.days == 0
    }

    /// The place of a day in every column.
    pub fn index(&self, day: Day) -> Option<usize> {
        self.axis.index(day)
    }

    /// A metric's whole history; `NaN` where it has no value.
    pub fn column(&self, key: &str) -> Option<&[f64]> {
        let found = self.columns.iter().find(|(name, _)| name == key);
        found.map(|(_, values)| values.as_slice())
    }

    /// A metric on a day; `None` when it has no value or the matrix has no such metric or day.
    pub fn value(&self, key: &str, day: Day) -> Option<f64> {
        let value = self.column(key)?[self.index(day)?];
        (!value.is_nan()).then_some(value)
    }

    /// Keys of the columns, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(key, _)| key.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_outside_and_none_for_nan() {
        let matrix = Matrix::from_columns(Day(10), [("a", vec![1.0, f64::NAN])]).unwrap();
        assert_eq!((matrix.first(), matrix.last(), matrix.days()), (Day(10), Day(11), 2));
        assert_eq!(matrix.value("a", Day(10)), Some(1.0));
        for (key, day) in [("a", 11), ("a", 9), ("a", 12), ("b", 10)] {
            assert_eq!(matrix.value(key, Day(day)), None);
        }
    }

    #[test]
    fn columns_must_agree() {
        let unequal = Matrix::from_columns(Day(0), [("a", vec![1.0]), ("b", vec![])]);
        assert!(matches!(unequal, Err(MetricsError::UnequalColumns { found: 0, .. })));
        let twice = Matrix::from_columns(Day(0), [("a", vec![1.0]), ("a", vec![1.0])]);
        assert!(matches!(twice, Err(MetricsError::RepeatedColumn(_))));
    }
}
