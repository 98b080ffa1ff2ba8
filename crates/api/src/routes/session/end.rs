//! `DELETE /api/sessions/{id}`: sign out elsewhere.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{AppState, Problem, auth::Reader};

/// End one of the caller's own sessions.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "session", params(("id" = String, Path)),
    responses((status = 204)),
)]
pub async fn end_session(
    State(state): State<AppState>,
    Reader(caller): Reader,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let own = state.sessions.of(&caller.teammate()?.teammate_id).await?;
    let is_own = own.iter().any(|session| session.session_id == id);
    if is_own && state.sessions.end(&id).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(Problem::not_found("you have no such session; it may have ended already"))
}
