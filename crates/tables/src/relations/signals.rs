//! Conditions that needed somebody's eye.

use arrow::array::RecordBatch;
use perennial_model::Signal;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, days, texts, times, words},
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("signal_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("rule", Kind::Text, "Which rule raised it"),
    Column::required("severity", Kind::Text, "info, warning or critical"),
    Column::required("status", Kind::Text, "open, acknowledged, snoozed or closed"),
    Column::required("opened_on", Kind::Day, "The first day on which the condition held"),
    Column::optional(
        "closed_on",
        Kind::Day,
        "The day on which the recovery had lasted long enough",
    ),
    Column::required("reason", Kind::Text, "Why, in a sentence"),
    Column::required("evidence", Kind::Json, "The numbers behind it, a JSON object"),
    Column::optional("snoozed_until", Kind::Time, "Until when somebody put it aside"),
    Column::optional("handled_by", Kind::Text, "Who handled it"),
    Column::optional("handled_at", Kind::Time, "When"),
    Column::optional("note", Kind::Text, "What they noted"),
    Column::required("created_at", Kind::Time, "When it was found"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Signal]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|s| &s.signal_id)),
        words(rows.iter().map(|s| &s.account_id)),
        words(rows.iter().map(|s| s.rule.as_str())),
        words(rows.iter().map(|s| s.severity.as_str())),
        words(rows.iter().map(|s| s.status.as_str())),
        days(rows.iter().map(|s| Some(s.opened_on))),
        days(rows.iter().map(|s| s.closed_on)),
        words(rows.iter().map(|s| &s.reason)),
        words(rows.iter().map(|s| &s.evidence)),
        times(rows.iter().map(|s| s.snoozed_until)),
        texts(rows.iter().map(|s| s.handled_by.as_ref())),
        times(rows.iter().map(|s| s.handled_at)),
        texts(rows.iter().map(|s| s.note.as_ref())),
        times(rows.iter().map(|s| Some(s.created_at))),
    ];
    lay_out(Relation::Signals, columns)
}
