//! Columns for text formats: instants and money as the words that people and files expect.

use std::sync::Arc;

use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch, StringArray},
    datatypes::{DataType, Decimal128Type, Field, Schema, SchemaRef, TimestampMicrosecondType},
};
use perennial_model::Micros;

use crate::TableError;

/// The columns as text formats have them.
pub fn schema(schema: &Schema) -> SchemaRef {
    let plain = |field: &Arc<Field>| match field.data_type() {
        DataType::Timestamp(_, _) | DataType::Decimal128(_, _) => {
            Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8))
        }
        _ => field.clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(plain).collect::<Vec<_>>()))
}

/// The rows with instants (microseconds) in RFC 3339 and money as a decimal.
///
/// # Errors
/// When the schema is not the batch's own as [`schema`] makes it.
pub fn batch(batch: &RecordBatch, schema: SchemaRef) -> Result<RecordBatch, TableError> {
    let columns = batch.columns().iter().map(column).collect();
    Ok(RecordBatch::try_new(schema, columns)?)
}

fn column(array: &ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Timestamp(_, _) => {
            let times = array.as_primitive::<TimestampMicrosecondType>();
            Arc::new(
                times
                    .iter()
                    .map(|at| at.map(|at| Micros(at).to_rfc3339()))
                    .collect::<StringArray>(),
            )
        }
        DataType::Decimal128(_, decimals) => {
            let amounts = array.as_primitive::<Decimal128Type>();
            let text = |amount| decimal(amount, *decimals);
            Arc::new(amounts.iter().map(|amount| amount.map(text)).collect::<StringArray>())
        }
        _ => array.clone(),
    }
}

/// Two decimals, and more where they say something; all of a number that has fewer than two.
fn decimal(amount: i128, decimals: i8) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    let digits = amount.unsigned_abs().to_string();
    let places = usize::from(decimals.unsigned_abs());
    if decimals <= 0 {
        let zeros = if amount == 0 { 0 } else { places };
        return format!("{sign}{digits}{}", "0".repeat(zeros));
    }
    let digits = format!("{digits:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    let kept = part.trim_end_matches('0').len().max(places.min(2));
    format!("{sign}{whole}.{}", &part[..kept])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_decimals_they_need() {
        assert_eq!(decimal(1_299_500, 3), "1299.50");
        assert_eq!(decimal(1_001, 3), "1.001");
        assert_eq!(decimal(-70, 3), "-0.07");
        assert_eq!(decimal(0, 3), "0.00");
        assert_eq!(decimal(1_234_567_800, 7), "123.45678");
        assert_eq!(decimal(-15, 1), "-1.5");
        assert_eq!((decimal(12, 0), decimal(12, -2)), ("12".to_owned(), "1200".to_owned()));
    }
}
