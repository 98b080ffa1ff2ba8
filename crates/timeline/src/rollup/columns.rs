//! Filling the rollup from files: columns instead of facts, texts looked up once per dictionary.

use std::path::Path;

use arrow::{
    array::{Array, ArrayRef, AsArray},
    datatypes::{Float64Type, Int32Type, TimestampMicrosecondType},
    record_batch::RecordBatch,
};
use perennial_model::{FactKind, Micros, NO_CONTACT, Zone};

use super::{Days, Happened, Rollup, minutes::minutes, owner, words::Words};
use crate::{
    Result, TimelineError,
    columns::{Column, text_at},
};

impl Rollup {
    /// Adds the facts of a batch read from a file.
    pub(crate) fn apply_columns(
        &mut self,
        batch: &RecordBatch,
        zone: &Zone,
        path: &Path,
    ) -> Result<()> {
        let wrong = |column: Column| {
            TimelineError::damaged(path, format!("column {} has another type", column.name()))
        };
        let column = |column: Column| batch.column(column.index());
        let at = column(Column::OccurredAt)
            .as_primitive_opt::<TimestampMicrosecondType>()
            .ok_or_else(|| wrong(Column::OccurredAt))?;
        let value = column(Column::Value)
            .as_primitive_opt::<Float64Type>()
            .ok_or_else(|| wrong(Column::Value))?;
        let credited =
            column(Column::Credited).as_boolean_opt().ok_or_else(|| wrong(Column::Credited))?;
        let properties = column(Column::Properties)
            .as_string_opt::<i32>()
            .ok_or_else(|| wrong(Column::Properties))?;
        let accounts = numbers(column(Column::AccountId), &mut self.accounts);
        let contacts = numbers(column(Column::ContactId), &mut self.contacts);
        let names = numbers(column(Column::Name), &mut self.names);
        let kinds = kinds(column(Column::Kind), path)?;

        let sessions = self.keep.sessions.then(|| column(Column::SessionId));
        let mut days = Days::new(zone);
        let mut entries = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let account = accounts[row].filter(|_| !credited.value(row));
            let occurred_at = Micros(at.value(row));
            let text = properties.is_valid(row).then(|| properties.value(row));
            let key = (
                days.day_of(occurred_at),
                contacts[row].unwrap_or(NO_CONTACT),
                kinds[row],
                names[row].unwrap_or_default(),
                self.details.number(&self.keep, text),
            );
            let happened = Happened {
                at: occurred_at,
                value: value.is_valid(row).then(|| value.value(row)),
                minutes: minutes(text),
                session_id: sessions.and_then(|array| text_in(array, row)),
            };
            entries.push(self.made(owner(account, contacts[row]), key, &happened));
        }
        self.add(entries);
        Ok(())
    }
}

/// The text in a row, of a column with or without a dictionary.
fn text_in(array: &ArrayRef, row: usize) -> Option<&str> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return text_at(array, row) };
    let keys = dictionary.keys().as_primitive_opt::<Int32Type>()?;
    keys.is_valid(row)
        .then(|| usize::try_from(keys.value(row)).ok())
        .flatten()
        .and_then(|key| text_at(dictionary.values(), key))
}

/// The number of each row's text.
fn numbers(array: &ArrayRef, words: &mut Words) -> Vec<Option<u32>> {
    per_distinct_text(array, |text| words.number(text))
}

fn kinds(array: &ArrayRef, path: &Path) -> Result<Vec<FactKind>> {
    per_distinct_text(array, |text| text.parse::<FactKind>().ok())
        .into_iter()
        .map(|kind| kind.flatten().ok_or_else(|| TimelineError::damaged(path, "an unknown kind")))
        .collect()
}

/// Asks once per entry of the dictionary, or per row where the column has none.
fn per_distinct_text<T: Copy>(array: &ArrayRef, mut ask: impl FnMut(&str) -> T) -> Vec<Option<T>> {
    let Some(dictionary) = array.as_any_dictionary_opt() else {
        return (0..array.len()).map(|row| text_at(array, row).map(&mut ask)).collect();
    };
    let answers: Vec<Option<T>> = (0..dictionary.values().len())
        .map(|key| text_at(dictionary.values(), key).map(&mut ask))
        .collect();
    let keys = if answers.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
    (0..array.len()).map(|row| if array.is_null(row) { None } else { answers[keys[row]] }).collect()
}
