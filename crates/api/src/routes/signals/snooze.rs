//! `POST /api/signals/{id}/snooze`: not now.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_model::{Micros, SignalStatus};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, handle};
use crate::{AppState, Problem, auth::SignalHandler, dto::SignalRow, extract::Body};

/// Until when, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Snooze {
    /// RFC 3339, or a day (its first moment in the company's time zone); in the future.
    pub until: String,
    #[serde(default)]
    pub note: Option<String>,
}

/// Put a signal aside until a time; it opens again then.
#[utoipa::path(
    post, path = "/signals/{id}/snooze", tag = "signals", params(("id" = String, Path)),
    request_body = Snooze, responses((status = 200, body = SignalRow)),
)]
pub async fn snooze_signal(
    State(state): State<AppState>,
    SignalHandler(caller): SignalHandler,
    Path(id): Path<String>,
    Body(form): Body<Snooze>,
) -> Result<Json<SignalRow>, Problem> {
    let until = Micros::parse(&form.until, state.board.zone())
        .map_err(|error| Problem::invalid("until", error.to_string()))?;
    if until <= state.now() {
        return Err(Problem::invalid("until", "until must be in the future"));
    }
    let act = Act { status: SignalStatus::Snoozed, snoozed_until: Some(until), note: form.note };
    handle(&state, &caller, &id, act).await.map(Json)
}
