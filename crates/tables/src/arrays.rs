//! Values of the model as Arrow arrays, one function per kind of column.

use std::sync::Arc;

use arrow::{
    array::{
        ArrayRef, BooleanArray, Date32Array, Decimal128Array, Float64Array, Int64Array,
        RecordBatch, StringArray, TimestampMicrosecondArray,
    },
    error::ArrowError,
};
use perennial_model::{Day, Micros, Money};

use crate::{Relation, TableError, column::MONEY};

/// Arrays in the order of the relation's columns become its batch.
pub(crate) fn batch(relation: Relation, arrays: Vec<ArrayRef>) -> Result<RecordBatch, TableError> {
    Ok(RecordBatch::try_new(relation.fixed_schema(), arrays)?)
}

pub(crate) fn texts<T: AsRef<str>>(values: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

pub(crate) fn words<T: AsRef<str>>(values: impl Iterator<Item = T>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(values))
}

pub(crate) fn times(values: impl Iterator<Item = Option<Micros>>) -> ArrayRef {
    let micros: TimestampMicrosecondArray = values.map(|at| at.map(|at| at.0)).collect();
    Arc::new(micros.with_timezone("UTC"))
}

pub(crate) fn days(values: impl Iterator<Item = Option<Day>>) -> ArrayRef {
    Arc::new(values.map(|day| day.map(|day| day.0)).collect::<Date32Array>())
}

/// What is not finite has no value.
pub(crate) fn numbers(values: impl Iterator<Item = Option<f64>>) -> ArrayRef {
    Arc::new(values.map(|n| n.filter(|n| n.is_finite())).collect::<Float64Array>())
}

pub(crate) fn wholes(values: impl Iterator<Item = Option<i64>>) -> ArrayRef {
    Arc::new(values.collect::<Int64Array>())
}

pub(crate) fn bools(values: impl Iterator<Item = Option<bool>>) -> ArrayRef {
    Arc::new(values.collect::<BooleanArray>())
}

/// Exact, whatever the currency's decimals.
pub(crate) fn money(values: impl Iterator<Item = Option<Money>>) -> Result<ArrayRef, ArrowError> {
    let scaled = |money: Money| {
        let missing = u32::from(MONEY.1.unsigned_abs()).saturating_sub(money.currency.decimals());
        i128::from(money.minor) * 10_i128.pow(missing)
    };
    let decimals: Decimal128Array = values.map(|money| money.map(scaled)).collect();
    Ok(Arc::new(decimals.with_precision_and_scale(MONEY.0, MONEY.1)?))
}
