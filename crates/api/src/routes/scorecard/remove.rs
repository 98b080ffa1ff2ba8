//! `DELETE /api/scorecard`: back to the built-in one.

use axum::{Json, extract::State};

use super::{publish, show::in_use};
use crate::{AppState, Problem, auth::DataManager, dto::ScorecardInUse};

/// Go back to the scorecard that comes with the program. The versions that were published stay.
#[utoipa::path(
    delete, path = "/scorecard", tag = "health", responses((status = 200, body = ScorecardInUse)),
)]
pub async fn delete_scorecard(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
) -> Result<Json<ScorecardInUse>, Problem> {
    publish(&state, None, &caller.signature()).await?;
    in_use(&state).await.map(Json)
}
