//! Support tickets.

use arrow::array::RecordBatch;
use perennial_model::Ticket;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, numbers, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("ticket_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("opened_at", Kind::Time, "When it was opened"),
    Column::optional("contact_id", Kind::Text, "Who opened it"),
    Column::optional("subject", Kind::Text, "Its subject"),
    Column::optional("body", Kind::Text, "Its text"),
    Column::optional("priority", Kind::Text, "As the source says"),
    Column::optional("status", Kind::Text, "As the source says"),
    Column::optional("product", Kind::Text, "Which product it is about"),
    Column::optional("cause", Kind::Text, "What caused it"),
    Column::optional("first_response_at", Kind::Time, "When we first answered"),
    Column::optional("solved_at", Kind::Time, "When it was solved; empty while it is open"),
    Column::optional("reopens", Kind::Whole, "How often it was opened again"),
    Column::optional("csat", Kind::Number, "Satisfaction with it"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Ticket]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|t| &t.ticket_id)),
        words(rows.iter().map(|t| &t.account_id)),
        times(rows.iter().map(|t| Some(t.opened_at))),
        texts(rows.iter().map(|t| t.contact_id.as_ref())),
        texts(rows.iter().map(|t| t.subject.as_ref())),
        texts(rows.iter().map(|t| t.body.as_ref())),
        texts(rows.iter().map(|t| t.priority.as_ref())),
        texts(rows.iter().map(|t| t.status.as_ref())),
        texts(rows.iter().map(|t| t.product.as_ref())),
        texts(rows.iter().map(|t| t.cause.as_ref())),
        times(rows.iter().map(|t| t.first_response_at)),
        times(rows.iter().map(|t| t.solved_at)),
        wholes(rows.iter().map(|t| t.reopens)),
        numbers(rows.iter().map(|t| t.csat)),
        texts(rows.iter().map(|t| json(&t.attributes))),
    ];
    lay_out(Relation::Tickets, columns)
}
