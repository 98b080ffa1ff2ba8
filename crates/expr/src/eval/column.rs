//! A batch's column in the one Arrow type that evaluation uses for its type.

use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, TimeUnit},
};

use super::{Evaluating, numbers, value::data_type};
use crate::{error::EvalError, schema::Type};

/// Strict: what does not convert is an error rather than null.
const CAST: CastOptions<'static> =
    CastOptions { safe: false, format_options: arrow::util::display::FormatOptions::new() };

pub(super) fn load(batch: &RecordBatch, name: &str, column_type: Type) -> Evaluating<ArrayRef> {
    let column =
        batch.column_by_name(name).ok_or_else(|| EvalError::MissingColumn(name.to_owned()))?;
    if !fits(column.data_type(), column_type) {
        return Err(EvalError::WrongType {
            column: name.to_owned(),
            found: column.data_type().clone(),
            expected: column_type.described(),
        });
    }
    let loaded = match column_type {
        Type::Time => instants(column)?,
        _ => cast_with_options(column, &data_type(column_type), &CAST)?,
    };
    Ok(match column_type {
        Type::Number => std::sync::Arc::new(numbers::clean(loaded.as_primitive())),
        _ => loaded,
    })
}

fn fits(found: &DataType, wanted: Type) -> bool {
    match (found, wanted) {
        (DataType::Null, _) => true,
        (DataType::Dictionary(_, values), _) => fits(values, wanted),
        (DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View, Type::Text)
        | (DataType::Boolean, Type::Bool)
        | (DataType::Timestamp(_, _), Type::Time)
        | (DataType::Date32 | DataType::Date64, Type::Day) => true,
        (found, Type::Number) => found.is_numeric(),
        _ => false,
    }
}

/// The same instants in microseconds; the zone's name is dropped, for an instant is the same in
/// every zone.
fn instants(column: &ArrayRef) -> Evaluating<ArrayRef> {
    let micros = match column.data_type() {
        DataType::Timestamp(unit, Some(zone)) => {
            let micros = DataType::Timestamp(TimeUnit::Microsecond, Some(zone.clone()));
            let converted = if *unit == TimeUnit::Microsecond {
                column.clone()
            } else {
                cast_with_options(column, &micros, &CAST)?
            };
            cast_with_options(&converted, &DataType::Int64, &CAST)?
        }
        _ => column.clone(),
    };
    Ok(cast_with_options(&micros, &data_type(Type::Time), &CAST)?)
}
