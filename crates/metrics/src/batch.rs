//! The matrix as Arrow, for tables and conditions.

use std::sync::Arc;

use arrow::{
    array::{ArrayRef, Date32Array, Float64Array, StringArray},
    datatypes::{DataType, Field, Schema, SchemaRef},
    record_batch::RecordBatch,
};
use perennial_model::AccountId;

use crate::{Matrix, MetricsError, catalogue};

impl Matrix {
    /// `account_id`, `day`, then every metric of the catalogue in its order (nullable numbers).
    pub fn schema() -> SchemaRef {
        let metrics = catalogue().iter().map(|m| Field::new(m.key, DataType::Float64, true));
        let mut fields = vec![
            Field::new("account_id", DataType::Utf8, false),
            Field::new("day", DataType::Date32, false),
        ];
        fields.extend(metrics);
        Arc::new(Schema::new(fields))
    }

    /// One row per day, in day order; no value is null. Columns as [`Matrix::schema`] has them.
    ///
    /// # Errors
    /// When Arrow refuses the columns, which the fixed schema rules out.
    pub fn record_batch(&self, account_id: &AccountId) -> Result<RecordBatch, MetricsError> {
        let days = self.days();
        let ids = StringArray::from_iter_values(std::iter::repeat_n(account_id.as_str(), days));
        let dates = Date32Array::from_iter_values((self.first().0..).take(days));
        let mut columns: Vec<ArrayRef> = vec![Arc::new(ids), Arc::new(dates)];
        for metric in catalogue() {
            let present = |value: &f64| (!value.is_nan()).then_some(*value);
            let values: Float64Array = match self.column(metric.key) {
                Some(values) => values.iter().map(present).collect(),
                None => Float64Array::new_null(days),
            };
            columns.push(Arc::new(values));
        }
        Ok(RecordBatch::try_new(Self::schema(), columns)?)
    }
}

#[cfg(test)]
mod tests {
    use arrow::array::{Array, AsArray};
    use arrow::datatypes::Float64Type;
    use perennial_model::Day;

    use super::*;

    #[test]
    fn nan_becomes_null_and_missing_columns_too() {
        let matrix = Matrix::from_columns(Day(3), [("arr", vec![f64::NAN, 5.0])]).unwrap();
        let batch = matrix.record_batch(&AccountId::from("acme")).unwrap();
        assert_eq!((batch.num_rows(), batch.num_columns()), (2, 17));
        let arr = batch.column_by_name("arr").unwrap().as_primitive::<Float64Type>();
        assert!(arr.is_null(0) && arr.value(1) == 5.0);
        assert_eq!(batch.column_by_name("events_28d").unwrap().null_count(), 2);
    }
}
