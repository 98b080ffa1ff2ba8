//! People at accounts.

use arrow::array::RecordBatch;
use perennial_model::Contact;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("contact_id", Kind::Text, "The id that the first source gave"),
    Column::optional(
        "account_id",
        Kind::Text,
        "The account that the person is at; empty while it is not known",
    ),
    Column::optional("email", Kind::Text, "E-mail address"),
    Column::optional("name", Kind::Text, "What the person is called"),
    Column::optional("title", Kind::Text, "Job title, as the source says"),
    Column::optional("role", Kind::Text, "champion, economic_buyer, executive, admin, user …"),
    Column::optional("created_at", Kind::Time, "When the person came to be in the source"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Contact]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|c| &c.contact_id)),
        texts(rows.iter().map(|c| c.account_id.as_ref())),
        texts(rows.iter().map(|c| c.email.as_ref())),
        texts(rows.iter().map(|c| c.name.as_ref())),
        texts(rows.iter().map(|c| c.title.as_ref())),
        texts(rows.iter().map(|c| c.role.as_ref())),
        times(rows.iter().map(|c| c.created_at)),
        texts(rows.iter().map(|c| json(&c.attributes))),
    ];
    lay_out(Relation::Contacts, columns)
}
