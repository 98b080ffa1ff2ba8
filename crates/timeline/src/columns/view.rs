//! From columns back to facts, and to the single values that folds need.

use std::path::Path;

use arrow::{
    array::{
        Array, ArrayRef, AsArray, BooleanArray, Float64Array, StringArray,
        TimestampMicrosecondArray,
    },
    datatypes::{Float64Type, TimestampMicrosecondType},
    record_batch::RecordBatch,
};
use perennial_model::{Fact, FactKind, Micros};

use super::schema::Column;
use crate::{Result, TimelineError};

/// A batch of a file (schema [`super::file_schema`]), its columns found and checked.
pub(crate) struct FactView<'a> {
    texts: [Option<&'a StringArray>; 11],
    pub(crate) occurred_at: &'a TimestampMicrosecondArray,
    pub(crate) received_at: &'a TimestampMicrosecondArray,
    pub(crate) value: &'a Float64Array,
    pub(crate) credited: &'a BooleanArray,
    rows: usize,
}

impl<'a> FactView<'a> {
    /// # Errors
    /// [`TimelineError::Damaged`] when a column has another type.
    pub(crate) fn new(batch: &'a RecordBatch, path: &Path) -> Result<Self> {
        let wrong = |column: Column| {
            TimelineError::damaged(path, format!("column {} has another type", column.name()))
        };
        let times = |column: Column| {
            batch
                .column(column.index())
                .as_primitive_opt::<TimestampMicrosecondType>()
                .ok_or_else(|| wrong(column))
        };
        if batch.num_columns() <= Column::Credited.index() {
            return Err(TimelineError::damaged(path, "columns are missing"));
        }
        let mut texts = [None; 11];
        for column in Column::TABLE {
            if column.lake_type() == "varchar" {
                let array = batch.column(column.index()).as_string_opt::<i32>();
                texts[column.index()] = Some(array.ok_or_else(|| wrong(column))?);
            }
        }
        Ok(Self {
            texts,
            occurred_at: times(Column::OccurredAt)?,
            received_at: times(Column::ReceivedAt)?,
            value: batch
                .column(Column::Value.index())
                .as_primitive_opt::<Float64Type>()
                .ok_or_else(|| wrong(Column::Value))?,
            credited: batch
                .column(Column::Credited.index())
                .as_boolean_opt()
                .ok_or_else(|| wrong(Column::Credited))?,
            rows: batch.num_rows(),
        })
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The text in a column and row; nothing where there is none.
    pub(crate) fn text(&self, column: Column, row: usize) -> Option<&'a str> {
        let array = self.texts[column.index()]?;
        array.is_valid(row).then(|| array.value(row))
    }

    /// The account that the source named; what compaction filled in does not count.
    pub(crate) fn raw_account(&self, row: usize) -> Option<&'a str> {
        let credited = self.credited.is_valid(row) && self.credited.value(row);
        if credited { None } else { self.text(Column::AccountId, row) }
    }

    /// The row as a fact, ids as the source gave them.
    ///
    /// # Errors
    /// [`TimelineError::Damaged`] when the kind is none that we know.
    pub(crate) fn fact(&self, row: usize, path: &Path) -> Result<Fact> {
        let text = |column| self.text(column, row).unwrap_or_default().to_owned();
        let maybe = |column| self.text(column, row).map(str::to_owned);
        let kind = self.text(Column::Kind, row).unwrap_or_default();
        Ok(Fact {
            fact_id: text(Column::FactId),
            account_id: self.raw_account(row).map(Into::into),
            contact_id: self.text(Column::ContactId, row).map(Into::into),
            kind: kind.parse::<FactKind>().map_err(|e| TimelineError::damaged(path, e))?,
            name: text(Column::Name),
            occurred_at: Micros(self.occurred_at.value(row)),
            received_at: Micros(self.received_at.value(row)),
            value: self.value.is_valid(row).then(|| self.value.value(row)),
            session_id: maybe(Column::SessionId),
            source: text(Column::Source),
            properties: maybe(Column::Properties),
        })
    }

    /// All rows as facts.
    #[cfg(test)]
    pub(crate) fn facts(&self, path: &Path) -> Result<Vec<Fact>> {
        (0..self.rows).map(|row| self.fact(row, path)).collect()
    }
}

/// The text in row `row` of a plain or dictionary-encoded text column.
pub(crate) fn text_at(array: &ArrayRef, row: usize) -> Option<&str> {
    if array.is_null(row) {
        return None;
    }
    if let Some(plain) = array.as_string_opt::<i32>() {
        return Some(plain.value(row));
    }
    let dictionary = array.as_any_dictionary_opt()?;
    let key = *dictionary.normalized_keys().get(row)?;
    dictionary.values().as_string_opt::<i32>().map(|values| values.value(key))
}

/// Message ids with the time they were received, of a batch that has just these two columns.
pub(crate) fn id_times<'a>(
    batch: &'a RecordBatch,
    path: &Path,
) -> Result<impl Iterator<Item = (&'a str, Micros)>> {
    let wrong = || TimelineError::damaged(path, "ids or times have another type");
    let ids = batch.column_by_name(Column::FactId.name()).and_then(|c| c.as_string_opt::<i32>());
    let times = batch
        .column_by_name(Column::ReceivedAt.name())
        .and_then(|c| c.as_primitive_opt::<TimestampMicrosecondType>());
    let (ids, times) = ids.zip(times).ok_or_else(wrong)?;
    Ok(ids.iter().map(|id| id.unwrap_or_default()).zip(times.values().iter().map(|at| Micros(*at))))
}

/// Message ids of a batch that has that column.
pub(crate) fn ids<'a>(batch: &'a RecordBatch, path: &Path) -> Result<&'a StringArray> {
    batch
        .column_by_name(Column::FactId.name())
        .and_then(|column| column.as_string_opt::<i32>())
        .ok_or_else(|| TimelineError::damaged(path, "ids have another type"))
}
