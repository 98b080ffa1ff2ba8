//! `GET /api/sessions`: where I am signed in.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{AppState, Problem, auth::Reader, dto::Time};

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionRow {
    pub session_id: String,
    pub created_at: Time,
    pub last_seen_at: Time,
    pub user_agent: Option<String>,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// The caller's sessions, the most recently used first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionList {
    pub rows: Vec<SessionRow>,
}

/// The caller's own sessions.
#[utoipa::path(get, path = "/sessions", tag = "session", responses((status = 200, body = SessionList)))]
pub async fn list_sessions(
    State(state): State<AppState>,
    Reader(caller): Reader,
) -> Result<Json<SessionList>, Problem> {
    let own = caller.session().map(|session| session.session_id.as_str());
    let sessions = state.sessions.of(&caller.teammate()?.teammate_id).await?;
    let rows = sessions.into_iter().map(|session| SessionRow {
        current: own == Some(session.session_id.as_str()),
        session_id: session.session_id,
        created_at: Time(session.created_at),
        last_seen_at: Time(session.last_seen_at),
        user_agent: session.user_agent,
    });
    Ok(Json(SessionList { rows: rows.collect() }))
}
