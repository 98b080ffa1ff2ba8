//! `POST /api/signals/{id}/reopen`: undo acknowledge or snooze.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_model::SignalStatus;

use super::{Act, handle};
use crate::{AppState, Problem, auth::SignalHandler, dto::SignalRow};

/// Open an acknowledged or snoozed signal again.
#[utoipa::path(
    post, path = "/signals/{id}/reopen", tag = "signals", params(("id" = String, Path)),
    responses((status = 200, body = SignalRow)),
)]
pub async fn reopen_signal(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path(id): Path<String>,
) -> Result<Json<SignalRow>, Problem> {
    let act = Act { status: SignalStatus::Open, snoozed_until: None, note: None };
    handle(&state, &caller, &id, act).await.map(Json)
}
