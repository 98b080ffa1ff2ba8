//! `PUT /api/segments/{key}`: change a segment.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::Segment,
    extract::Body,
    segments::{ChangedSegment, change},
};

/// What a segment is to become.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SegmentChange {
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    /// Left out, the condition stays. A list has none.
    #[serde(default)]
    pub condition: Option<String>,
    /// The version that was looked at; when somebody changed it meanwhile, the answer is 409.
    #[serde(default)]
    pub version: Option<i64>,
}

/// Change a segment's name, description or condition. What it was before is kept as a version.
#[utoipa::path(
    put, path = "/segments/{key}", tag = "segments", params(("key" = String, Path)),
    request_body = SegmentChange, responses((status = 200, body = Segment)),
)]
pub async fn change_segment(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(key): Path<String>,
    Body(form): Body<SegmentChange>,
) -> Result<Json<Segment>, Problem> {
    let to = ChangedSegment {
        name: form.name,
        description: form.description,
        condition: form.condition,
        version: form.version,
    };
    let (metrics, zone) = (state.board.catalogue(), state.board.zone());
    let segment = change(&state.store, &metrics, zone, &key, to, &caller.signature()).await?;
    Ok(Json(Segment::from(&segment)))
}
