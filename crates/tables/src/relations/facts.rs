//! Everything that ever happened.

use arrow::{
    array::{Array, AsArray, RecordBatch},
    datatypes::{Float64Type, TimestampMicrosecondType},
};
use perennial_model::{Fact, FactKind, Micros};

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, numbers, texts, times, words},
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("fact_id", Kind::Text, "The source's message id; it counts once"),
    Column::optional("account_id", Kind::Text, "The account; empty while it is not known"),
    Column::optional("contact_id", Kind::Text, "The contact; empty where none is known"),
    Column::required(
        "kind",
        Kind::Text,
        "usage, ticket, survey, billing, interaction, crm, milestone, engage, mention or training",
    ),
    Column::required("name", Kind::Text, "What happened"),
    Column::required("occurred_at", Kind::Time, "When it happened"),
    Column::required("received_at", Kind::Time, "When we heard of it"),
    Column::optional("value", Kind::Number, "A number that belongs to it"),
    Column::optional("session_id", Kind::Text, "The session that it belongs to"),
    Column::required("source", Kind::Text, "Where it came from"),
    Column::optional("properties", Kind::Json, "Everything else, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Fact]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|f| &f.fact_id)),
        texts(rows.iter().map(|f| f.account_id.as_ref())),
        texts(rows.iter().map(|f| f.contact_id.as_ref())),
        words(rows.iter().map(|f| f.kind.as_str())),
        words(rows.iter().map(|f| &f.name)),
        times(rows.iter().map(|f| Some(f.occurred_at))),
        times(rows.iter().map(|f| Some(f.received_at))),
        numbers(rows.iter().map(|f| f.value)),
        texts(rows.iter().map(|f| f.session_id.as_ref())),
        words(rows.iter().map(|f| &f.source)),
        texts(rows.iter().map(|f| f.properties.as_ref())),
    ];
    lay_out(Relation::Facts, columns)
}

/// Reads back the facts of one kind from a batch of facts, whoever laid it out.
///
/// # Errors
/// When the batch lacks a column of facts.
pub fn of_kind(batch: &RecordBatch, kind: FactKind) -> Result<Vec<Fact>, TableError> {
    let batch = Relation::Facts.conform(batch, &Relation::Facts.fixed_schema())?;
    let text = |place: usize| batch.column(place).as_string::<i32>();
    let time = |place: usize| batch.column(place).as_primitive::<TimestampMicrosecondType>();
    let values = batch.column(7).as_primitive::<Float64Type>();
    let optional = |place: usize, row: usize| {
        let column = text(place);
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    let fact = |row: usize| Fact {
        fact_id: text(0).value(row).to_owned(),
        account_id: optional(1, row).map(Into::into),
        contact_id: optional(2, row).map(Into::into),
        kind,
        name: text(4).value(row).to_owned(),
        occurred_at: Micros(time(5).value(row)),
        received_at: Micros(time(6).value(row)),
        value: values.is_valid(row).then(|| values.value(row)),
        session_id: optional(8, row),
        source: text(9).value(row).to_owned(),
        properties: optional(10, row),
    };
    let is_wanted = |row: &usize| text(3).value(*row) == kind.as_str();
    Ok((0..batch.num_rows()).filter(is_wanted).map(fact).collect())
}
