//! `DELETE /api/segments/{key}`: delete a segment.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{AppState, Problem, auth::DataManager, segments::delete};

/// Delete a segment with its versions. One that is used elsewhere stays, and the answer (409)
/// names the places.
#[utoipa::path(
    delete, path = "/segments/{key}", tag = "segments", params(("key" = String, Path)),
    responses((status = 204)),
)]
pub async fn delete_segment(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(key): Path<String>,
) -> Result<StatusCode, Problem> {
    delete(&state.store, &key, &caller.signature()).await?;
    Ok(StatusCode::NO_CONTENT)
}
