//! Customer companies.

use arrow::array::RecordBatch;
use perennial_model::Account;

use crate::{
    Column, Kind, Relation, TableError,
    arrays::{batch as lay_out, texts, times, wholes, words},
    attributes::json,
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("account_id", Kind::Text),
    Column::required("name", Kind::Text),
    Column::optional("parent_account_id", Kind::Text),
    Column::optional("domain", Kind::Text),
    Column::optional("industry", Kind::Text),
    Column::optional("country", Kind::Text),
    Column::optional("employees", Kind::Whole),
    Column::optional("tier", Kind::Text),
    Column::optional("stage", Kind::Text),
    Column::optional("owner_email", Kind::Text),
    Column::optional("created_at", Kind::Time),
    Column::optional("attributes", Kind::Json),
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
