//! The rows of an answer that are shown at once.

use arrow::{array::RecordBatch, datatypes::Schema};
use perennial_tables::TableError;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{Rows, Run, SqlColumn, SqlError, SqlFault, cells};

/// Memory that the rows of a page may take as Arrow has them; as JSON they are about as large.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Why an answer is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SqlLimit {
    /// There are more rows than are shown.
    Rows,
    /// The rows shown are as large as an answer may be.
    Size,
}

/// The first rows of an answer.
#[derive(Debug)]
pub struct Page {
    pub columns: Vec<SqlColumn>,
    pub rows: Vec<Vec<Value>>,
    /// Why there are more; nothing when these are all.
    pub limit: Option<SqlLimit>,
}

/// Takes so many rows at most, and says whether there are more. The query must have been asked for
/// one more than that.
///
/// # Errors
/// Those of the query.
pub async fn first_rows(rows: Rows, run: &mut Run, most: usize) -> Result<Page, SqlError> {
    let Rows { schema, mut batches } = rows;
    let mut page = Page { columns: columns(&schema), rows: Vec::new(), limit: None };
    let mut bytes = 0;
    while let Some(batch) = run.next(&mut batches).await? {
        let room = most - page.rows.len();
        if batch.num_rows() > room {
            page.limit = Some(SqlLimit::Rows);
            page.rows.extend(values(&batch.slice(0, room))?);
            break;
        }
        if bytes > MOST_BYTES && batch.num_rows() > 0 {
            page.limit = Some(SqlLimit::Size);
            break;
        }
        bytes += batch.get_array_memory_size();
        page.rows.extend(values(&batch)?);
    }
    Ok(page)
}

fn columns(schema: &Schema) -> Vec<SqlColumn> {
    cells::columns(schema)
}

fn values(batch: &RecordBatch) -> Result<Vec<Vec<Value>>, SqlError> {
    cells::rows(batch)
        .map_err(|error: TableError| SqlError::new(SqlFault::Failed, error.to_string()))
}
