//! People at accounts.

use arrow::array::RecordBatch;
use perennial_model::Contact;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, texts, times, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("contact_id", Kind::Text),
    Column::optional("account_id", Kind::Text),
    Column::optional("email", Kind::Text),
    Column::optional("name", Kind::Text),
    Column::optional("title", Kind::Text),
    Column::optional("role", Kind::Text),
    Column::optional("created_at", Kind::Time),
    Column::optional("attributes", Kind::Json),
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
