//! Rows that somebody else laid out, brought into a relation's own columns and types.

use arrow::{
    array::{Array, ArrayRef, RecordBatch, new_null_array},
    compute::{CastOptions, cast_with_options},
    datatypes::{DataType, SchemaRef, TimeUnit},
    util::display::FormatOptions,
};

use crate::{Relation, TableError};

/// What does not convert is an error, never a silent null.
const CAST: CastOptions<'static> =
    CastOptions { safe: false, format_options: FormatOptions::new() };

impl Relation {
    /// Takes the columns of the relation's schema from a batch by name, in the relation's order and types: so
    /// dictionaries become plain text and whole numbers of microseconds become instants. Columns
    /// that the relation does not know are left out; an optional one that is missing is empty.
    ///
    /// # Errors
    /// When a required column is missing or holds something of another kind.
    pub fn conform(
        self,
        batch: &RecordBatch,
        schema: &SchemaRef,
    ) -> Result<RecordBatch, TableError> {
        if *batch.schema() == **schema {
            return Ok(batch.clone());
        }
        let column = |field: &arrow::datatypes::FieldRef| match batch.column_by_name(field.name()) {
            Some(found) => convert(found, field.data_type()),
            None if field.is_nullable() => Ok(new_null_array(field.data_type(), batch.num_rows())),
            None => Err(TableError::MissingColumn {
                relation: self.as_str(),
                column: field.name().clone(),
            }),
        };
        let columns = schema.fields().iter().map(column).collect::<Result<Vec<_>, _>>()?;
        Ok(RecordBatch::try_new(schema.clone(), columns)?)
    }
}

fn convert(found: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, TableError> {
    if found.data_type() == wanted {
        return Ok(found.clone());
    }
    // An instant is the same in every zone: take its microseconds and leave the zone's name.
    if let (DataType::Timestamp(unit, zone), DataType::Timestamp(_, _)) =
        (found.data_type(), wanted)
    {
        let micros = match unit {
            TimeUnit::Microsecond => found.clone(),
            _ => {
                let same_zone = DataType::Timestamp(TimeUnit::Microsecond, zone.clone());
                cast_with_options(found, &same_zone, &CAST)?
            }
        };
        let plain = cast_with_options(&micros, &DataType::Int64, &CAST)?;
        return Ok(cast_with_options(&plain, wanted, &CAST)?);
    }
    Ok(cast_with_options(found, wanted, &CAST)?)
}
