//! `PUT /api/scorecard`: publish another scorecard.

use axum::{Json, extract::State};

use super::{checked, meant, publish, show::in_use};
use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{ScorecardInUse, WrittenScorecard},
    extract::Body,
};

/// Publish a scorecard: that is a new version. Every account is scored anew, with its whole history,
/// before the answer.
#[utoipa::path(
    put, path = "/scorecard", tag = "health", request_body = WrittenScorecard,
    responses((status = 200, body = ScorecardInUse)),
)]
pub async fn save_scorecard(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(written): Body<WrittenScorecard>,
) -> Result<Json<ScorecardInUse>, Problem> {
    let card = meant(&written).and_then(|card| checked(&state, card)).map_err(|problem| {
        Problem::invalid(problem.key.as_deref().unwrap_or("scorecard"), problem.detail)
    })?;
    // A text is kept as it was written, comments and all.
    let text = written.toml.unwrap_or_else(|| card.to_toml());
    publish(&state, Some(&text), &caller.signature()).await?;
    in_use(&state).await.map(Json)
}
