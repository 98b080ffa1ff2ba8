//! `PUT /api/scorecard`: publish another scorecard.

use axum::{Json, extract::State};
use perennial_board::scorecards;

use super::{ScorecardQuery, checked, meant, publish, show::in_use};
use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{ScorecardInUse, WrittenScorecard},
    extract::{Body, Params},
};

/// Publish a scorecard: that is a new version, or with a new key a new scorecard, which is asked
/// first. Every account is scored anew, with its whole history, before the answer.
#[utoipa::path(
    put, path = "/scorecard", tag = "health", params(ScorecardQuery),
    request_body = WrittenScorecard, responses((status = 200, body = ScorecardInUse)),
)]
pub async fn save_scorecard(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Params(query): Params<ScorecardQuery>,
    Body(written): Body<WrittenScorecard>,
) -> Result<Json<ScorecardInUse>, Problem> {
    let key = query.checked()?;
    let card = meant(&written).and_then(|card| checked(&state, key, card)).map_err(|problem| {
        Problem::invalid(problem.key.as_deref().unwrap_or("scorecard"), problem.detail)
    })?;
    if let Some(base) = written.base_version {
        let latest = scorecards::latest(&state.store, key).await?;
        let version = latest.as_ref().map_or(0, |one| one.version);
        if version != base {
            let who = latest.map_or_else(String::new, |one| {
                format!(" by {} at {}", one.changed_by, one.changed_at.to_rfc3339())
            });
            let detail = format!(
                "version {version} was published meanwhile{who}; yours was made from version {base}. \
                 Look at it, or publish yours all the same without base_version"
            );
            return Err(Problem::conflict("superseded", detail));
        }
    }
    // A text is kept as it was written, comments and all.
    let text = written.toml.unwrap_or_else(|| card.to_toml());
    publish(&state, key, Some(&text), &caller.signature()).await?;
    in_use(&state, key).await.map(Json)
}
