//! `DELETE /api/sql/{id}`: stop a query.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use super::engine;
use crate::{AppState, Problem, auth::Reader};

/// Stops a query that the same caller began with this id.
#[utoipa::path(
    delete, path = "/sql/{id}", tag = "sql", params(("id" = String, Path)),
    responses((status = 204, description = "It was stopped")),
)]
pub async fn stop_sql(
    State(state): State<AppState>,
    Reader(caller): Reader,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    engine(&state)?;
    if state.running.stop(caller.signature(), id) {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::not_found("no query of yours runs under this id; it may have ended already"))
}
