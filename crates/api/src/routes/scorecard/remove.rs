//! `DELETE /api/scorecard`: back to the built-in one, or one less.

use axum::{Json, extract::State};
use perennial_health::DEFAULT_KEY;

use super::{ScorecardQuery, publish, show::in_use};
use crate::{AppState, Problem, auth::DataManager, dto::ScorecardInUse, extract::Params};

/// Take a scorecard back: the default one goes back to what comes with the program, any other is in
/// use no more. The versions that were published stay. The answer is the default scorecard.
#[utoipa::path(
    delete, path = "/scorecard", tag = "health", params(ScorecardQuery),
    responses((status = 200, body = ScorecardInUse)),
)]
pub async fn delete_scorecard(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Params(query): Params<ScorecardQuery>,
) -> Result<Json<ScorecardInUse>, Problem> {
    let key = query.checked()?;
    if state.board.scorecards().get(key).is_none() {
        return Err(Problem::not_found(format!("there is no scorecard \"{key}\"")));
    }
    publish(&state, key, None, &caller.signature()).await?;
    in_use(&state, DEFAULT_KEY).await.map(Json)
}
