//! Customer companies.

use arrow::array::RecordBatch;
use perennial_model::Account;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required(
        "account_id",
        Kind::Text,
        "The id that its first source gave; ids of other sources are aliases of it",
    ),
    Column::required("name", Kind::Text, "What it is called"),
    Column::optional("parent_account_id", Kind::Text, "The account that it belongs to"),
    Column::optional("domain", Kind::Text, "Its internet domain"),
    Column::optional("industry", Kind::Text, "Its line of business"),
    Column::optional("country", Kind::Text, "Where it is at home"),
    Column::optional("employees", Kind::Whole, "How many people work there"),
    Column::optional("tier", Kind::Text, "How important it is to us, as the source says"),
    Column::optional("stage", Kind::Text, "Where it stands in its life as a customer"),
    Column::optional("owner_email", Kind::Text, "The teammate who looks after it"),
    Column::optional("created_at", Kind::Time, "When it came to be in its source"),
    Column::optional("attributes", Kind::Json, "Custom attributes, a JSON object"),
];

/// # Errors
/// When Arrow refuses the columns, which fixed columns rule out.
pub fn batch(rows: &[Account]) -> Result<RecordBatch, TableError> {
    let columns = vec![
        words(rows.iter().map(|a| &a.account_id)),
        words(rows.iter().map(|a| &a.name)),
        texts(rows.iter().map(|a| a.parent_account_id.as_ref())),
        texts(rows.iter().map(|a| a.domain.as_ref())),
        texts(rows.iter().map(|a| a.industry.as_ref())),
        texts(rows.iter().map(|a| a.country.as_ref())),
        wholes(rows.iter().map(|a| a.employees)),
        texts(rows.iter().map(|a| a.tier.as_ref())),
        texts(rows.iter().map(|a| a.stage.as_ref())),
        texts(rows.iter().map(|a| a.owner_email.as_ref())),
        times(rows.iter().map(|a| a.created_at)),
        texts(rows.iter().map(|a| json(&a.attributes))),
    ];
    lay_out(Relation::Accounts, columns)
}
