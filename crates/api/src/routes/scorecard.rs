//! `GET /api/scorecard`: how metrics become a score.

use axum::{Json, extract::State};

use crate::{AppState, Problem, auth::Reader, dto::Scorecard};

/// The scorecard: how metrics become a health score.
#[utoipa::path(get, path = "/scorecard", tag = "health", responses((status = 200, body = Scorecard)))]
pub async fn get_scorecard(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<Scorecard>, Problem> {
    Scorecard::of(&state.board.scorecard()).map(Json).map_err(|error| Problem::internal(&error))
}
