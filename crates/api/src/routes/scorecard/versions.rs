//! `GET /api/scorecard/versions`: what was published when.

use axum::{Json, extract::State};
use perennial_board::scorecards;
use perennial_model::DeclaredKind;

use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{ScorecardVersion, ScorecardVersions, Time},
};

/// Every version of the scorecard that was published, the latest first.
#[utoipa::path(
    get, path = "/scorecard/versions", tag = "health",
    responses((status = 200, body = ScorecardVersions)),
)]
pub async fn list_scorecard_versions(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<ScorecardVersions>, Problem> {
    let all = state.store.declaration_versions(DeclaredKind::Scorecard, scorecards::KEY).await?;
    let current = state.board.scorecard().version;
    let row = |one: perennial_model::Declaration| ScorecardVersion {
        version: one.version,
        changed_by: one.changed_by,
        changed_at: Time(one.changed_at),
        toml: one.content,
        current: one.version == current,
    };
    Ok(Json(ScorecardVersions { rows: all.into_iter().map(row).collect() }))
}
