//! `POST /api/imports/{kind}/rejected`: the rows of a file that would be refused, to be mended.

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse as _, Response},
};

use super::file::{self, FileQuery};
use crate::{AppState, Problem, auth::DataManager, extract::Params};

/// The rows of a file that would be refused, as CSV with their line, column and reason behind.
/// Mend them and import that file. Nothing is written or kept.
#[utoipa::path(
    post, path = "/imports/{id}/rejected", tag = "data",
    params(("id" = String, Path, description = "What the rows are, as for the import"), FileQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = String, content_type = "text/csv")),
)]
pub async fn rejected_rows(
    State(state): State<AppState>,
    _caller: DataManager,
    Path(kind): Path<String>,
    Params(query): Params<FileQuery>,
    request: Request,
) -> Result<Response, Problem> {
    let kind = file::kind(&kind)?;
    let mut input = file::to_look_at(&state, &query, Some(kind), request).await?;
    // Without a mapping the file is read as an import without one would read it.
    input.mapping = Some(input.mapping.unwrap_or_default());
    let csv = state.intake.rejected(input).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""),
    ];
    Ok((headers, Body::from(csv)).into_response())
}
