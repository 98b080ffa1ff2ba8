//! Columns for text formats: instants and money as the words that people and files expect.

use std::sync::Arc;

use arrow::{
    array::{Array, ArrayRef, AsArray, RecordBatch, StringArray},
    datatypes::{DataType, Decimal128Type, Field, Schema, SchemaRef, TimestampMicrosecondType},
};
use perennial_model::Micros;

use crate::{TableError, column::MONEY};

/// The columns as text formats have them.
pub(crate) fn schema(schema: &Schema) -> SchemaRef {
    let plain = |field: &Arc<Field>| match field.data_type() {
        DataType::Timestamp(_, _) | DataType::Decimal128(_, _) => {
            Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8))
        }
        _ => field.clone(),
    };
    Arc::new(Schema::new(schema.fields().iter().map(plain).collect::<Vec<_>>()))
}

/// The rows with instants in RFC 3339 and money as a decimal.
pub(crate) fn batch(batch: &RecordBatch, schema: SchemaRef) -> Result<RecordBatch, TableError> {
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
        DataType::Decimal128(_, _) => {
            let amounts = array.as_primitive::<Decimal128Type>();
            Arc::new(amounts.iter().map(|amount| amount.map(decimal)).collect::<StringArray>())
        }
        _ => array.clone(),
    }
}

/// Two decimals, and a third where it says something.
fn decimal(amount: i128) -> String {
    let unit = 10_u128.pow(u32::from(MONEY.1.unsigned_abs()));
    let sign = if amount < 0 { "-" } else { "" };
    let size = amount.unsigned_abs();
    let (whole, part) = (size / unit, size % unit);
    if part % 10 == 0 {
        return format!("{sign}{whole}.{:02}", part / 10);
    }
    format!("{sign}{whole}.{part:03}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_decimals_they_need() {
        assert_eq!(decimal(1_299_500), "1299.50");
        assert_eq!(decimal(1_001), "1.001");
        assert_eq!(decimal(-70), "-0.07");
        assert_eq!(decimal(0), "0.00");
    }
}
