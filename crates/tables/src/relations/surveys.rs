//! Answers to surveys.

use arrow::array::RecordBatch;
use perennial_model::SurveyResponse;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, numbers, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("response_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("kind", Kind::Text, "nps, csat, ces or sentiment"),
    Column::optional("score", Kind::Number, "The answer"),
    Column::required("answered_at", Kind::Time, "When it was given"),
    Column::optional("contact_id", Kind::Text, "Who gave it"),
    Column::optional(
        "scale",
        Kind::Number,
        "The best possible answer, where it is not the kind's usual one",
    ),
    Column::optional("comment", Kind::Text, "What was written beside it"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[SurveyResponse]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|s| &s.response_id)),
        words(rows.iter().map(|s| &s.account_id)),
        words(rows.iter().map(|s| s.kind.as_str())),
        numbers(rows.iter().map(|s| Some(s.score))),
        times(rows.iter().map(|s| Some(s.answered_at))),
        texts(rows.iter().map(|s| s.contact_id.as_ref())),
        numbers(rows.iter().map(|s| s.scale)),
        texts(rows.iter().map(|s| s.comment.as_ref())),
        texts(rows.iter().map(|s| json(&s.attributes))),
    ];
    lay_out(Relation::Surveys, columns)
}
