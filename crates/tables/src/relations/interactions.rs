//! E-mails, calls, meetings and chats: facts of kind interaction with their properties unfolded.

use arrow::array::RecordBatch;
use perennial_model::{FactKind, Interaction};

use super::facts;
use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, bools, numbers, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("interaction_id", Kind::Text, "Its id"),
    Column::required("account_id", Kind::Text, "The account"),
    Column::required("channel", Kind::Text, "email, call, meeting, chat …"),
    Column::required("direction", Kind::Text, "inbound (from the customer) or outbound (from us)"),
    Column::required("occurred_at", Kind::Time, "When it took place"),
    Column::optional("contact_id", Kind::Text, "With whom"),
    Column::optional("teammate_email", Kind::Text, "Which of us"),
    Column::optional("subject", Kind::Text, "Its subject"),
    Column::optional("body", Kind::Text, "Its text"),
    Column::optional("minutes", Kind::Number, "How long it took"),
    Column::optional("attended", Kind::Bool, "Whether the contact came"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Interaction]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|i| &i.interaction_id)),
        words(rows.iter().map(|i| &i.account_id)),
        words(rows.iter().map(|i| &i.channel)),
        words(rows.iter().map(|i| &i.direction)),
        times(rows.iter().map(|i| Some(i.occurred_at))),
        texts(rows.iter().map(|i| i.contact_id.as_ref())),
        texts(rows.iter().map(|i| i.teammate_email.as_ref())),
        texts(rows.iter().map(|i| i.subject.as_ref())),
        texts(rows.iter().map(|i| i.body.as_ref())),
        numbers(rows.iter().map(|i| i.minutes)),
        bools(rows.iter().map(|i| i.attended)),
        texts(rows.iter().map(|i| json(&i.attributes))),
    ];
    lay_out(Relation::Interactions, columns)
}

/// The interactions among a batch of facts. Those whose account is not known yet are left out.
///
/// # Errors
/// When the batch lacks a column of facts.
pub fn of_facts(batch_of_facts: &RecordBatch) -> Result<RecordBatch, TableError> {
    let facts = facts::of_kind(batch_of_facts, FactKind::Interaction)?;
    let rows: Vec<Interaction> = facts.iter().filter_map(Interaction::from_fact).collect();
    batch(&rows)
}
