//! `GET /api/scorecard/versions`: what was published when.

use axum::{Json, extract::State};
use perennial_model::DeclaredKind;

use super::ScorecardQuery;
use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{ScorecardVersion, ScorecardVersions, Time},
    extract::Params,
};

/// Every version of the scorecard that was published, the latest first.
#[utoipa::path(
    get, path = "/scorecard/versions", tag = "health", params(ScorecardQuery),
    responses((status = 200, body = ScorecardVersions)),
)]
pub async fn list_scorecard_versions(
    State(state): State<AppState>,
    _caller: Reader,
    Params(query): Params<ScorecardQuery>,
) -> Result<Json<ScorecardVersions>, Problem> {
    let all = state.store.declaration_versions(DeclaredKind::Scorecard, query.key()).await?;
    let current = state.board.scorecards().get(query.key()).map(|one| one.card.version);
    let row = |one: perennial_model::Declaration| ScorecardVersion {
        version: one.version,
        changed_by: one.changed_by,
        changed_at: Time(one.changed_at),
        toml: one.content,
        current: Some(one.version) == current,
    };
    Ok(Json(ScorecardVersions { rows: all.into_iter().map(row).collect() }))
}
