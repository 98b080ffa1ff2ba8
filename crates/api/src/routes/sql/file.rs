//! `POST /api/sql/file`: a query's whole answer as a file.

use axum::response::Response;
use perennial_tables::{Format, Writer};
use serde::Deserialize;
use tokio::runtime::Handle;
use utoipa::ToSchema;

use super::engine;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    extract::Body,
    routes::tables::{TableFormat, file},
    sql::{Rows, Run, SqlError},
    tables::{self, WriteError},
};

/// A query whose answer becomes a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SqlFile {
    /// One SELECT, WITH, EXPLAIN, DESCRIBE or SHOW TABLES.
    pub query: String,
    #[serde(default)]
    pub format: TableFormat,
    /// A name for this run, with which you can stop it.
    #[serde(default)]
    pub id: Option<String>,
}

/// A query's answer as a file, with all its rows: CSV, JSON or Parquet. When the query fails after
/// rows were sent, the answer breaks off.
#[utoipa::path(
    post, path = "/sql/file", tag = "sql", params(AsOfQuery), request_body = SqlFile,
    responses((
        status = 200, description = "The file",
        content(
            (String = "text/csv"),
            (Vec<serde_json::Value> = "application/json"),
            (Vec<u8> = "application/vnd.apache.parquet"),
        ),
    )),
)]
pub async fn get_sql_file(
    Reader(caller): Reader,
    state: View,
    Body(form): Body<SqlFile>,
) -> Result<Response, Problem> {
    let engine = engine(&state)?;
    let mut run = state.running.begin(caller.signature(), form.id);
    let format = Format::from(form.format);
    let mut rows = run.unless_stopped(engine.run(&state.board, &form.query, None)).await?;
    // What fails before the first row fails before the answer begins.
    let first = run.next(&mut rows.batches).await?;
    let body = tables::stream(move |out| {
        let mut writer = Writer::new(out, format, &rows.schema)?;
        let mut next = first;
        while let Some(batch) = next {
            writer.write(&batch)?;
            next = following(&mut rows, &mut run)?;
        }
        writer.finish()?;
        Ok(())
    });
    Ok(file(body, &format!("query.{format}"), format.content_type()))
}

fn following(
    rows: &mut Rows,
    run: &mut Run,
) -> Result<Option<arrow::array::RecordBatch>, WriteError> {
    Handle::current().block_on(run.next(&mut rows.batches)).map_err(|error: SqlError| error.into())
}
