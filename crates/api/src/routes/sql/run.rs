//! `POST /api/sql`: the first rows of a query's answer.

use std::time::Instant;

use axum::Json;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{SqlQuery, engine};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    extract::Body,
    sql::{SqlColumn, SqlLimit, first_rows},
};

/// The first rows of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlAnswer {
    pub columns: Vec<SqlColumn>,
    /// The rows, each with a value per column.
    #[schema(value_type = Vec<Vec<Value>>)]
    pub rows: Vec<Vec<Value>>,
    /// Why there are more rows than these; nothing when these are all.
    pub limit: Option<SqlLimit>,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
}

/// Answers a query over all relations with its first rows (setting `sql.rows`, 10,000 at first), and
/// says when there are more. Nothing can be changed. Closing the connection stops the query.
#[utoipa::path(
    post, path = "/sql", tag = "sql", params(AsOfQuery), request_body = SqlQuery,
    responses((status = 200, body = SqlAnswer)),
)]
pub async fn run_sql(
    Reader(caller): Reader,
    state: View,
    Body(form): Body<SqlQuery>,
) -> Result<Json<SqlAnswer>, Problem> {
    let began = Instant::now();
    let engine = engine(&state)?;
    let mut run = state.running.begin(caller.signature(), form.id);
    let most = state.config.sql.rows;
    let rows = run
        .unless_stopped(engine.run(&state.board, &form.query, Some(most.saturating_add(1))))
        .await?;
    let page = first_rows(rows, &mut run, most).await?;
    Ok(Json(SqlAnswer {
        columns: page.columns,
        rows: page.rows,
        limit: page.limit,
        milliseconds: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
    }))
}
