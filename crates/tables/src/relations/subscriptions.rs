//! Periods of subscriptions, each at one price.

use arrow::array::RecordBatch;
use perennial_model::Subscription;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, money, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("subscription_id", Kind::Text),
    Column::required("account_id", Kind::Text),
    Column::required("started_at", Kind::Time),
    Column::optional("ended_at", Kind::Time),
    Column::optional("plan", Kind::Text),
    Column::optional("mrr", Kind::Money),
    Column::optional("currency", Kind::Text),
    Column::optional("seats", Kind::Whole),
    Column::optional("term_end", Kind::Time),
    Column::optional("status", Kind::Text),
    Column::optional("attributes", Kind::Json),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Subscription]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|s| &s.subscription_id)),
        words(rows.iter().map(|s| &s.account_id)),
        times(rows.iter().map(|s| Some(s.started_at))),
        times(rows.iter().map(|s| s.ended_at)),
        texts(rows.iter().map(|s| s.plan.as_ref())),
        money(rows.iter().map(|s| s.mrr))?,
        texts(rows.iter().map(|s| s.mrr.map(|mrr| mrr.currency.to_string()))),
        wholes(rows.iter().map(|s| s.seats)),
        times(rows.iter().map(|s| s.term_end)),
        texts(rows.iter().map(|s| s.status.as_ref())),
        texts(rows.iter().map(|s| json(&s.attributes))),
    ];
    lay_out(Relation::Subscriptions, columns)
}
