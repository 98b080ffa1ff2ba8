//! The matrix as Arrow, for tables and conditions.

use std::{ops::Range, sync::Arc};

use arrow::{
    array::{ArrayRef, Date32Array, Float64Array, StringArray},
    datatypes::{DataType, Field, Schema, SchemaRef},
    record_batch::RecordBatch,
};
use perennial_model::AccountId;

use crate::{Matrix, MetricsError};

/// `account_id`, `day`, then these metrics (nullable numbers).
pub fn matrix_schema<'a>(keys: impl Iterator<Item = &'a str>) -> SchemaRef {
    let mut fields = vec![
        Field::new("account_id", DataType::Utf8, false),
        Field::new("day", DataType::Date32, false),
    ];
    fields.extend(keys.map(|key| Field::new(key, DataType::Float64, true)));
    Arc::new(Schema::new(fields))
}

impl Matrix {
    /// One row per day, in day order, with every column.
    ///
    /// # Errors
    /// When Arrow refuses the columns, which the schema rules out.
    pub fn record_batch(&self, account_id: &AccountId) -> Result<RecordBatch, MetricsError> {
        let schema = matrix_schema(self.keys());
        self.rows(account_id, &schema, 0..self.days(), 1)
    }

    /// Every `every`-th row of a range of days, with the metrics of a schema that
    /// [`matrix_schema`] made; a metric that the matrix lacks is null.
    ///
    /// # Errors
    /// As [`Matrix::record_batch`].
    pub fn rows(
        &self,
        account_id: &AccountId,
        schema: &SchemaRef,
        days: Range<usize>,
        every: usize,
    ) -> Result<RecordBatch, MetricsError> {
        let days = days.start.min(self.days())..days.end.min(self.days());
        let chosen = || days.clone().step_by(every.max(1));
        let rows = chosen().count();
        let ids = StringArray::from_iter_values(std::iter::repeat_n(account_id.as_str(), rows));
        let day = |index: usize| self.first().plus(i32::try_from(index).unwrap_or(i32::MAX)).0;
        let dates = Date32Array::from_iter_values(chosen().map(day));
        let mut columns: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(dates)];
        for field in schema.fields().iter().skip(2) {
            let present = |value: f64| (!value.is_nan()).then_some(value);
            let values: Float64Array = match self.column(field.name()) {
                Some(values) => chosen().map(|index| present(values[index])).collect(),
                None => Float64Array::new_null(rows),
            };
            columns.push(Arc::new(values));
        }
        Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::{Date32Type, Float64Type};
    use perennial_model::Day;

    use super::*;

    #[test]
    fn nan_becomes_null_and_missing_columns_too() {
        let matrix = Matrix::from_columns(Day(3), [("arr", vec![f64::NAN, 5.0, 6.0])]).unwrap();
        let schema = matrix_schema(["arr", "events_28d"].into_iter());
        let batch = matrix.rows(&AccountId::from("acme"), &schema, 0..9, 1).unwrap();
        assert_eq!((batch.num_rows(), batch.num_columns()), (3, 4));
        let arr = batch.column_by_name("arr").unwrap().as_primitive::<Float64Type>();
        assert!(arr.is_null(0) && arr.value(1) == 5.0);
        assert_eq!(batch.column_by_name("events_28d").unwrap().null_count(), 3);
        let some = matrix.rows(&AccountId::from("acme"), &schema, 0..3, 2).unwrap();
        assert_eq!(some.column(1).as_primitive::<Date32Type>().values(), &[3, 5]);
    }
}
