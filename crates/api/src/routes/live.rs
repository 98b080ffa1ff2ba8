//! `GET /api/live`: what comes through the ingest door right now.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{AppState, Problem, auth::DataManager, dto::Time, extract::Params};

/// From where on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LiveQuery {
    /// `cursor` of the answer before; without it, the latest events.
    pub since: Option<u64>,
}

/// The latest events, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct LivePage {
    /// Give it as `since` next time.
    pub cursor: u64,
    pub events: Vec<LiveEvent>,
}

/// One item that came through the ingest door.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LiveEvent {
    pub seq: u64,
    pub received_at: Time,
    /// track, identify, group …
    pub r#type: String,
    /// Name of the event, where it has one.
    pub name: Option<String>,
    pub account_id: Option<String>,
    pub contact_id: Option<String>,
    pub status: LiveStatus,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The write key's name.
    pub source: String,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiveStatus {
    Accepted,
    /// Its message id was seen before.
    Repeated,
    Refused,
}

/// What comes through the ingest door right now. Ask again with `since`.
#[utoipa::path(
    get, path = "/live", tag = "data", params(LiveQuery),
    responses((status = 200, body = LivePage)),
)]
pub async fn get_live(
    State(state): State<AppState>,
    _caller: DataManager,
    Params(query): Params<LiveQuery>,
) -> Result<Json<LivePage>, Problem> {
    let (cursor, events) = state.live.since(query.since);
    Ok(Json(LivePage { cursor, events }))
}
