//! `/api/scorecard/draft`: a scorecard that is being written, kept until it is published.

use axum::{extract::State, http::StatusCode};
use perennial_model::Micros;
use serde::{Deserialize, Serialize};

use super::{ScorecardQuery, meant};
use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{ScorecardDraft, Time, WrittenScorecard},
    extract::{Body, Params},
};

fn setting(key: &str) -> String {
    format!("scorecard_draft:{key}")
}

/// A draft as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    toml: String,
    changed_by: String,
    changed_at: Micros,
    base_version: Option<i64>,
}

/// What somebody is writing.
///
/// # Errors
/// When the store cannot be read.
pub async fn of(state: &AppState, key: &str) -> Result<Option<ScorecardDraft>, Problem> {
    let kept = state.store.setting(&setting(key)).await?;
    let kept: Option<Kept> = kept.and_then(|json| serde_json::from_str(&json).ok());
    Ok(kept.map(|kept| ScorecardDraft {
        toml: kept.toml,
        changed_by: kept.changed_by,
        changed_at: Time(kept.changed_at),
        base_version: kept.base_version,
    }))
}

/// There is no draft any more.
///
/// # Errors
/// When the store cannot be written.
pub async fn forget(state: &AppState, key: &str) -> Result<(), Problem> {
    if of(state, key).await?.is_some() {
        state.store.set_setting(&setting(key), "null").await?;
    }
    Ok(())
}

/// Keep a scorecard that is being written. It scores nobody, and need not make sense yet.
#[utoipa::path(
    put, path = "/scorecard/draft", tag = "health", params(ScorecardQuery),
    request_body = WrittenScorecard, responses((status = 204)),
)]
pub async fn save_scorecard_draft(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Params(query): Params<ScorecardQuery>,
    Body(written): Body<WrittenScorecard>,
) -> Result<StatusCode, Problem> {
    let key = query.checked()?;
    let toml = match &written.toml {
        Some(toml) => toml.clone(),
        None => {
            let wrong = |problem: crate::dto::ScorecardProblem| {
                Problem::invalid(problem.key.as_deref().unwrap_or("card"), problem.detail)
            };
            meant(&written).map_err(wrong)?.to_toml()
        }
    };
    let draft = Kept {
        toml,
        changed_by: caller.signature(),
        changed_at: state.clock.now(),
        base_version: written.base_version,
    };
    let json = serde_json::to_string(&draft).map_err(|error| Problem::internal(&error))?;
    state.store.set_setting(&setting(key), &json).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Throw the draft away.
#[utoipa::path(
    delete, path = "/scorecard/draft", tag = "health", params(ScorecardQuery),
    responses((status = 204)),
)]
pub async fn delete_scorecard_draft(
    State(state): State<AppState>,
    _caller: DataManager,
    Params(query): Params<ScorecardQuery>,
) -> Result<StatusCode, Problem> {
    forget(&state, query.checked()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
