//! Columns and values of an answer as JSON has them.

use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch},
    datatypes::{DataType, Date32Type, Float64Type, Int64Type, Schema},
};
use perennial_model::Day;
use perennial_tables::{Kind, TableError, plain};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What a column holds. `decimal` is exact and comes as text, `time` is an instant (RFC 3339, UTC),
/// `day` is a date, `json` is JSON as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SqlType {
    Text,
    Json,
    Whole,
    Number,
    Decimal,
    Bool,
    Day,
    Time,
}

impl From<Kind> for SqlType {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text,
            Kind::Time => Self::Time,
            Kind::Day => Self::Day,
            Kind::Number => Self::Number,
            Kind::Whole => Self::Whole,
            Kind::Bool => Self::Bool,
            Kind::Money => Self::Decimal,
            Kind::Json => Self::Json,
        }
    }
}

impl SqlType {
    fn of(found: &DataType) -> Self {
        match found {
            DataType::Int64 => Self::Whole,
            DataType::Float64 => Self::Number,
            DataType::Decimal128(_, _) => Self::Decimal,
            DataType::Boolean => Self::Bool,
            DataType::Date32 => Self::Day,
            DataType::Timestamp(_, _) => Self::Time,
            _ => Self::Text,
        }
    }
}

/// A column of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SqlColumn {
    pub name: String,
    pub r#type: SqlType,
}

/// The columns of an answer.
pub fn columns(schema: &Schema) -> Vec<SqlColumn> {
    let column = |field: &std::sync::Arc<arrow::datatypes::Field>| SqlColumn {
        name: field.name().clone(),
        r#type: SqlType::of(field.data_type()),
    };
    schema.fields().iter().map(column).collect()
}

/// The values of a batch, row by row. A number that JSON cannot write (infinity, no number) is null.
///
/// # Errors
/// When the batch does not fit its own schema, which Arrow rules out.
pub fn rows(batch: &RecordBatch) -> Result<Vec<Vec<Value>>, TableError> {
    let plain = plain::batch(batch, plain::schema(&batch.schema()))?;
    let mut rows = vec![Vec::with_capacity(plain.num_columns()); plain.num_rows()];
    for column in plain.columns() {
        for (row, place) in rows.iter_mut().zip(0..) {
            row.push(value(column, place));
        }
    }
    Ok(rows)
}

fn value(column: &ArrayRef, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Date32 => Day(column.as_primitive::<Date32Type>().value(row)).to_string().into(),
        _ => column.as_string_opt::<i32>().map_or(Value::Null, |texts| texts.value(row).into()),
    }
}
