//! `DELETE /api/session`: sign out.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};

use crate::{
    AppState, Problem,
    auth::{Reader, clear_session},
};

/// End the session that this request came with.
#[utoipa::path(delete, path = "/session", tag = "session", responses((status = 204)))]
pub async fn sign_out(
    State(state): State<AppState>,
    Reader(caller): Reader,
) -> Result<Response, Problem> {
    caller.teammate()?;
    if let Some(session) = caller.session() {
        state.sessions.end(&session.session_id).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = clear_session(state.config.secure_cookies) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
