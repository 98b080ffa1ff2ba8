//! Periods of subscriptions, each at one price.

use arrow::array::RecordBatch;
use perennial_model::Subscription;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, money, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("subscription_id", Kind::Text, "Its id, the same for all of its periods"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("started_at", Kind::Time, "First moment of the period"),
    Column::optional("ended_at", Kind::Time, "First moment without it; empty while it runs"),
    Column::optional("plan", Kind::Text, "The plan"),
    Column::optional("mrr", Kind::Money, "Monthly recurring revenue in major units"),
    Column::optional("currency", Kind::Text, "ISO 4217 code of the money"),
    Column::optional("seats", Kind::Whole, "How many seats are paid for"),
    Column::optional("term_end", Kind::Time, "When the contract term ends: the renewal"),
    Column::optional("cancelled_at", Kind::Time, "When notice was given that it ends"),
    Column::optional("status", Kind::Text, "As the source says"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
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
        times(rows.iter().map(|s| s.cancelled_at)),
        texts(rows.iter().map(|s| s.status.as_ref())),
        texts(rows.iter().map(|s| json(&s.attributes))),
    ];
    lay_out(Relation::Subscriptions, columns)
}
