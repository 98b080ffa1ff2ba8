//! `GET /api/session`: who is signed in.

use axum::{Json, extract::State};

use crate::{AppState, Problem, auth::Reader, dto::SessionInfo};

/// Who is signed in, what they may do, and for which company.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = SessionInfo)))]
pub async fn get_session(
    State(state): State<AppState>,
    Reader(caller): Reader,
) -> Result<Json<SessionInfo>, Problem> {
    Ok(Json(super::info_of(&state, &caller)))
}
