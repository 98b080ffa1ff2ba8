//! `GET /api/scorecard`: how metrics become a score.

use axum::{Json, extract::State};
use perennial_board::scorecards;
use perennial_health::DEFAULT_TEXT;

use super::{ScorecardQuery, draft, order::scored_by};
use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{Scorecard, ScorecardInUse, ScorecardOrigin, Time},
    extract::Params,
};

/// A scorecard: how metrics become a health score.
#[utoipa::path(
    get, path = "/scorecard", tag = "health", params(ScorecardQuery),
    responses((status = 200, body = ScorecardInUse)),
)]
pub async fn get_scorecard(
    State(state): State<AppState>,
    _caller: Reader,
    Params(query): Params<ScorecardQuery>,
) -> Result<Json<ScorecardInUse>, Problem> {
    in_use(&state, query.key()).await.map(Json)
}

/// A scorecard that the board scores with.
///
/// # Errors
/// 404 where there is none of that key.
pub async fn in_use(state: &AppState, key: &str) -> Result<ScorecardInUse, Problem> {
    let cards = state.board.scorecards();
    let missing = || Problem::not_found(format!("there is no scorecard \"{key}\""));
    let card = &cards.get(key).ok_or_else(missing)?.card;
    let latest = scorecards::latest(&state.store, key).await?;
    let published = latest.as_ref().filter(|one| one.version == card.version);
    let own = published.and_then(|one| one.content.clone());
    let origin = if own.is_some() { ScorecardOrigin::Own } else { ScorecardOrigin::BuiltIn };
    Ok(ScorecardInUse {
        key: key.to_owned(),
        card: Scorecard::of(card).map_err(|error| Problem::internal(&error))?,
        accounts: scored_by(state, key),
        draft: draft::of(state, key).await?,
        version: card.version,
        origin,
        changed_by: published.map(|one| one.changed_by.clone()),
        changed_at: published.map(|one| Time(one.changed_at)),
        toml: own.unwrap_or_else(|| DEFAULT_TEXT.to_owned()),
    })
}
