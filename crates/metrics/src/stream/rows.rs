//! Small batches of rows to ask conditions and values of.

use std::sync::Arc;

use arrow::{
    array::{ArrayRef, BooleanArray, Float64Array, StringArray, TimestampMicrosecondArray},
    datatypes::{Field, Schema},
    error::ArrowError,
    record_batch::{RecordBatch, RecordBatchOptions},
};
use perennial_model::Micros;

pub(crate) fn texts<'a>(values: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

pub(crate) fn numbers(values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.collect::<Float64Array>())
}

pub(crate) fn bools(values: impl Iterator<Item = Option<bool>>) -> ArrayRef {
    Arc::new(values.collect::<BooleanArray>())
}

pub(crate) fn times(values: impl Iterator<Item = Option<Micros>>) -> ArrayRef {
    let micros = values.map(|at| at.map(|at| at.0));
    Arc::new(micros.collect::<TimestampMicrosecondArray>().with_timezone("UTC"))
}

pub(crate) fn batch<N: AsRef<str>>(columns: Vec<(N, ArrayRef)>) -> Result<RecordBatch, ArrowError> {
    let rows = columns.first().map_or(0, |(_, array)| array.len());
    let field =
        |(name, array): &(N, ArrayRef)| Field::new(name.as_ref(), array.data_type().clone(), true);
    let fields: Vec<Field> = columns.iter().map(field).collect();
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), arrays, &options)
}
