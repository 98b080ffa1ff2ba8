//! Invoices.

use arrow::array::RecordBatch;
use perennial_model::Invoice;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, money, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("invoice_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account that owes it"),
    Column::required(
        "amount",
        Kind::Money,
        "Its amount in major units; negative for a credit note",
    ),
    Column::required("currency", Kind::Text, "ISO 4217 code of the money"),
    Column::required("issued_at", Kind::Time, "When it was issued"),
    Column::required("due_at", Kind::Time, "Until when it should be paid"),
    Column::optional("paid_at", Kind::Time, "When it was paid; empty while it is open"),
    Column::optional("status", Kind::Text, "As the source says"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Invoice]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|i| &i.invoice_id)),
        words(rows.iter().map(|i| &i.account_id)),
        money(rows.iter().map(|i| Some(i.amount)))?,
        texts(rows.iter().map(|i| Some(i.amount.currency.to_string()))),
        times(rows.iter().map(|i| Some(i.issued_at))),
        times(rows.iter().map(|i| Some(i.due_at))),
        times(rows.iter().map(|i| i.paid_at)),
        texts(rows.iter().map(|i| i.status.as_ref())),
        texts(rows.iter().map(|i| json(&i.attributes))),
    ];
    lay_out(Relation::Invoices, columns)
}
