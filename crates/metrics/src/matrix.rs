//! The metric matrix of one account.

use std::{collections::HashMap, sync::Arc};

use perennial_model::Day;

use crate::{Axis, MetricsError, compute::Computed};

/// Names of columns, and where each stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Keys {
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let names: Vec<String> = names.into_iter().collect();
        let places = names.iter().cloned().zip(0..).collect();
        Self { names, places }
    }

    pub fn position(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }
}

/// One account's metrics: a column per metric, a row per day, `NaN` where there is no value.
#[derive(Debug, Clone)]
pub struct Matrix {
    axis: Axis,
    keys: Arc<Keys>,
    columns: Vec<Vec<f64>>,
    failures: Vec<(usize, String)>,
}

impl Matrix {
    /// What the kernel made.
    pub(crate) fn computed(keys: Arc<Keys>, computed: Computed) -> Self {
        let Computed { axis, columns, failures } = computed;
        Self { axis, keys, columns, failures }
    }

    /// A matrix from given columns that begin on `first`; any key is allowed.
    ///
    /// # Errors
    /// When the columns differ in length or a key repeats.
    pub fn from_columns<K: Into<String>>(
        first: Day,
        columns: impl IntoIterator<Item = (K, Vec<f64>)>,
    ) -> Result<Self, MetricsError> {
        let mut axis = Axis { first, days: 0 };
        let (mut names, mut all): (Vec<String>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
        for (key, values) in columns {
            let key = key.into();
            if names.contains(&key) {
                return Err(MetricsError::RepeatedColumn(key));
            }
            if names.is_empty() {
                axis.days = values.len();
            }
            let (expected, found) = (axis.days, values.len());
            if expected != found {
                return Err(MetricsError::UnequalColumns { key, expected, found });
            }
            names.push(key);
            all.push(values);
        }
        let keys = Arc::new(Keys::new(names));
        Ok(Self { axis, keys, columns: all, failures: Vec::new() })
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
        self.keys.position(key).map(|place| self.columns[place].as_slice())
    }

    /// A metric on a day; `None` when it has no value or the matrix has no such metric or day.
    pub fn value(&self, key: &str, day: Day) -> Option<f64> {
        let value = self.column(key)?[self.index(day)?];
        (!value.is_nan()).then_some(value)
    }

    /// A metric's whole history by its place.
    pub fn column_at(&self, place: usize) -> Option<&[f64]> {
        self.columns.get(place).map(Vec::as_slice)
    }

    /// Every metric on a day, in the order of the columns; `NaN` where there is no value.
    pub fn row(&self, day: Day) -> Vec<f64> {
        let index = self.index(day);
        let value = |column: &Vec<f64>| index.map_or(f64::NAN, |index| column[index]);
        self.columns.iter().map(value).collect()
    }

    /// Metrics that could not be computed, each with why; they have no values.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.failures.iter().map(|(place, why)| (self.keys.names[*place].as_str(), why.as_str()))
    }

    /// Keys of the columns, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.names.iter().map(String::as_str)
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
