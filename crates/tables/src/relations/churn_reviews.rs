//! Churn reviews.

use arrow::array::RecordBatch;
use perennial_model::ChurnReview;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, bools, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("account_id", Kind::Text, "The account that left"),
    Column::required("churned_at", Kind::Time, "When it left"),
    Column::optional("reason", Kind::Text, "Why, in a word"),
    Column::optional("competitor", Kind::Text, "Where it went"),
    Column::optional("comment", Kind::Text, "What somebody wrote about it"),
    Column::optional("was_expected", Kind::Bool, "Whether somebody had seen it coming"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[ChurnReview]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|r| &r.account_id)),
        times(rows.iter().map(|r| Some(r.churned_at))),
        texts(rows.iter().map(|r| r.reason.as_ref())),
        texts(rows.iter().map(|r| r.competitor.as_ref())),
        texts(rows.iter().map(|r| r.comment.as_ref())),
        bools(rows.iter().map(|r| r.was_expected)),
        texts(rows.iter().map(|r| json(&r.attributes))),
    ];
    lay_out(Relation::ChurnReviews, columns)
}
