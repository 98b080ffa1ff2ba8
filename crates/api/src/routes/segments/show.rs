//! `GET /api/segments/{key}`: one segment.

use axum::{Json, extract::Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::row;
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{SegmentRow, SegmentUse, SegmentVersion},
    segments::{Resolved, aside, uses_of},
};

/// A segment with its earlier versions and where it is used.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentDetail {
    #[serde(flatten)]
    pub row: SegmentRow,
    /// The newest first; the first is how it is now.
    pub versions: Vec<SegmentVersion>,
    /// What names it. While there is anything, it cannot be deleted.
    pub uses: Vec<SegmentUse>,
}

/// One segment: its definition and its versions, how large it is now, and where it is used. Its
/// accounts are those of `GET /api/accounts?segment=KEY`.
#[utoipa::path(
    get, path = "/segments/{key}", tag = "segments", params(("key" = String, Path), AsOfQuery),
    responses((status = 200, body = SegmentDetail)),
)]
pub async fn get_segment(
    _caller: Reader,
    state: View,
    Path(key): Path<String>,
) -> Result<Json<SegmentDetail>, Problem> {
    let resolved = Resolved::by_key(&state.board, &key).await?;
    let segment = &resolved.segment;
    let versions = state.store.segment_versions(&segment.segment_id).await?;
    let uses = uses_of(&state.store, segment).await?;
    let row = aside(move || {
        let snapshot = state.snapshot();
        row(&state.board, &snapshot, &resolved)
    })
    .await?;
    Ok(Json(SegmentDetail {
        row,
        versions: versions.into_iter().map(Into::into).collect(),
        uses: uses.into_iter().map(Into::into).collect(),
    }))
}
