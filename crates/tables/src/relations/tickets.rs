//! Support tickets.

use arrow::array::RecordBatch;
use perennial_model::Ticket;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, numbers, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("ticket_id", Kind::Text),
    Column::required("account_id", Kind::Text),
    Column::required("opened_at", Kind::Time),
    Column::optional("contact_id", Kind::Text),
    Column::optional("subject", Kind::Text),
    Column::optional("body", Kind::Text),
    Column::optional("priority", Kind::Text),
    Column::optional("status", Kind::Text),
    Column::optional("product", Kind::Text),
    Column::optional("cause", Kind::Text),
    Column::optional("first_response_at", Kind::Time),
    Column::optional("solved_at", Kind::Time),
    Column::optional("reopens", Kind::Whole),
    Column::optional("csat", Kind::Number),
    Column::optional("attributes", Kind::Json),
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
