//! `POST /api/signals/{id}/acknowledge`: I take care of it.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_model::SignalStatus;

use super::{Act, handle};
use crate::{
    AppState, Problem,
    auth::SignalHandler,
    dto::{Note, SignalRow},
    extract::Body,
};

/// Acknowledge a signal: somebody takes care of it.
#[utoipa::path(
    post, path = "/signals/{id}/acknowledge", tag = "signals", params(("id" = String, Path)),
    request_body = Note, responses((status = 200, body = SignalRow)),
)]
pub async fn acknowledge_signal(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path(id): Path<String>,
    Body(form): Body<Note>,
) -> Result<Json<SignalRow>, Problem> {
    let act = Act { status: SignalStatus::Acknowledged, snoozed_until: None, note: form.note };
    handle(&state, &caller, &id, act).await.map(Json)
}
