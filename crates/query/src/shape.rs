//! The few types that an answer has, and names that are each its own.

use std::{collections::HashSet, sync::Arc};

use arrow::{
    array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit},
    error::ArrowError,
    util::display::{ArrayFormatter, FormatOptions},
};
use datafusion::error::DataFusionError;

use crate::QueryError;

/// What does not convert is an error, never a silent null.
const CAST: CastOptions<'static> =
    CastOptions { safe: false, format_options: FormatOptions::new() };

/// How the columns of a plan become those of an answer.
#[derive(Debug)]
pub(crate) struct Shape(SchemaRef);

impl Shape {
    pub fn of(plan: &Schema) -> Self {
        let mut taken = HashSet::new();
        let field = |field: &Arc<Field>| {
            let name = free_name(field.name(), &mut taken);
            Field::new(name, plain(field.data_type()), true)
        };
        Self(Arc::new(Schema::new(plan.fields().iter().map(field).collect::<Vec<_>>())))
    }

    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.0)
    }

    /// # Errors
    /// When a value does not fit, such as a whole number beyond 64 bits.
    pub fn apply(&self, batch: &RecordBatch) -> Result<RecordBatch, QueryError> {
        let convert =
            |(column, field): (&ArrayRef, &Arc<Field>)| converted(column, field.data_type());
        let columns = batch.columns().iter().zip(self.0.fields()).map(convert);
        let rows = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        columns
            .collect::<Result<Vec<_>, _>>()
            .and_then(|columns| RecordBatch::try_new_with_options(self.schema(), columns, &rows))
            .map_err(|error| QueryError::of(DataFusionError::from(error), ""))
    }
}

/// `arr`, then `arr_2` for the next column of that name.
fn free_name(wanted: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    name
}

/// What a type comes out as. Times that have a zone are instants; those without one are text, as
/// they stand, for nobody can tell which instant they are.
fn plain(found: &DataType) -> DataType {
    match found {
        DataType::Boolean => DataType::Boolean,
        whole if whole.is_integer() => DataType::Int64,
        float if float.is_floating() => DataType::Float64,
        DataType::Decimal32(digits, decimals)
        | DataType::Decimal64(digits, decimals)
        | DataType::Decimal128(digits, decimals) => DataType::Decimal128(*digits, *decimals),
        DataType::Date32 | DataType::Date64 => DataType::Date32,
        DataType::Timestamp(_, Some(_)) => {
            DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
        }
        _ => DataType::Utf8,
    }
}

fn converted(column: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, ArrowError> {
    let is_text = matches!(column.data_type(), DataType::Utf8View | DataType::LargeUtf8)
        || matches!(column.data_type(), DataType::Dictionary(_, _));
    match (column.data_type(), wanted) {
        (found, wanted) if found == wanted => Ok(column.clone()),
        (_, DataType::Utf8) if !is_text => written(column),
        _ => cast_with_options(column, wanted, &CAST),
    }
}

/// Lists, intervals and the like as Arrow writes them.
fn written(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let format = FormatOptions::new();
    let formatter = ArrayFormatter::try_new(column.as_ref(), &format)?;
    let text = |row: usize| {
        let there = column.is_valid(row) && *column.data_type() != DataType::Null;
        there.then(|| formatter.value(row).try_to_string()).transpose()
    };
    let texts = (0..column.len()).map(text).collect::<Result<StringArray, _>>()?;
    Ok(Arc::new(texts))
}

#[cfg(test)]
mod tests {
    use arrow::array::{
        Array as _, AsArray as _, Decimal128Array, IntervalYearMonthArray, NullArray,
        StringViewArray, TimestampNanosecondArray, UInt64Array,
    };
    use arrow::datatypes::{Int64Type, TimestampMicrosecondType};

    use super::*;

    fn shaped(columns: Vec<(&str, ArrayRef)>) -> Result<RecordBatch, QueryError> {
        let fields = columns
            .iter()
            .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
            .collect::<Vec<_>>();
        let schema = Arc::new(Schema::new(fields));
        let arrays = columns.into_iter().map(|(_, column)| column).collect();
        let batch = RecordBatch::try_new(schema.clone(), arrays).unwrap();
        Shape::of(&schema).apply(&batch)
    }

    #[test]
    fn an_answer_has_few_types() {
        let nanos = TimestampNanosecondArray::from(vec![Some(1_500), None]);
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("count", Arc::new(UInt64Array::from(vec![Some(3), None]))),
            ("text", Arc::new(StringViewArray::from(vec![Some("a"), None]))),
            ("at", Arc::new(nanos.clone().with_timezone("Europe/Berlin"))),
            ("wall", Arc::new(nanos)),
            ("gap", Arc::new(IntervalYearMonthArray::from(vec![Some(14), None]))),
            ("nothing", Arc::new(NullArray::new(2))),
            (
                "money",
                Arc::new(
                    Decimal128Array::from(vec![Some(5), None])
                        .with_precision_and_scale(32, 7)
                        .unwrap(),
                ),
            ),
        ];
        let batch = shaped(columns).unwrap();
        assert_eq!(batch.column(0).as_primitive::<Int64Type>().value(0), 3);
        assert_eq!(batch.column(1).as_string::<i32>().value(0), "a");
        assert_eq!(batch.column(2).as_primitive::<TimestampMicrosecondType>().value(0), 1);
        assert_eq!(batch.column(3).as_string::<i32>().value(0), "1970-01-01T00:00:00.000001500");
        assert_eq!(batch.column(4).as_string::<i32>().value(0), "1 years 2 mons");
        assert_eq!(batch.column(5).null_count(), 2);
        assert_eq!(*batch.column(6).data_type(), DataType::Decimal128(32, 7));
        assert!(batch.columns().iter().all(|column| column.is_null(1)));
    }

    #[test]
    fn a_whole_number_that_does_not_fit_is_an_error() {
        let column: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
        assert!(shaped(vec![("count", column)]).is_err());
    }

    #[test]
    fn two_columns_of_one_name_are_told_apart() {
        let column = || Arc::new(UInt64Array::from(vec![1])) as ArrayRef;
        let batch = shaped(vec![("id", column()), ("id", column()), ("id_2", column())]).unwrap();
        let schema = batch.schema();
        let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["id", "id_2", "id_2_2"]);
    }
}
