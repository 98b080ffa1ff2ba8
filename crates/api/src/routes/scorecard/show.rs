//! `GET /api/scorecard`: how metrics become a score.

use axum::{Json, extract::State};
use perennial_board::scorecards;
use perennial_health::DEFAULT_TEXT;

use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{Scorecard, ScorecardInUse, ScorecardOrigin, Time},
};

/// The scorecard: how metrics become a health score.
#[utoipa::path(
    get, path = "/scorecard", tag = "health", responses((status = 200, body = ScorecardInUse)),
)]
pub async fn get_scorecard(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<ScorecardInUse>, Problem> {
    in_use(&state).await.map(Json)
}

/// The scorecard that the board scores with.
pub async fn in_use(state: &AppState) -> Result<ScorecardInUse, Problem> {
    let card = state.board.scorecard();
    let latest = scorecards::latest(&state.store).await?;
    let published = latest.as_ref().filter(|one| one.version == card.version);
    let own = published.and_then(|one| one.content.clone());
    let origin = if own.is_some() { ScorecardOrigin::Own } else { ScorecardOrigin::BuiltIn };
    Ok(ScorecardInUse {
        card: Scorecard::of(&card).map_err(|error| Problem::internal(&error))?,
        version: card.version,
        origin,
        changed_by: published.map(|one| one.changed_by.clone()),
        changed_at: published.map(|one| Time(one.changed_at)),
        toml: own.unwrap_or_else(|| DEFAULT_TEXT.to_owned()),
    })
}
