//! `/api/hidden-risk/settings`: what hidden risk looks at.

use axum::{Json, extract::State};
use perennial_board::hidden;
use perennial_health::{HIDDEN_TEXT, HealthError, HiddenRisk};
use perennial_model::DeclaredKind;

use crate::{
    AppState, Problem,
    auth::{DataManager, Reader},
    dto::{HiddenSettings, Time, WrittenHiddenSettings},
    extract::Body,
};

/// What hidden risk looks at, as a file has it.
#[utoipa::path(
    get, path = "/hidden-risk/settings", tag = "health",
    responses((status = 200, body = HiddenSettings)),
)]
pub async fn get_hidden_settings(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<HiddenSettings>, Problem> {
    in_use(&state).await.map(Json)
}

/// Publish other settings: that is a new version. Every account is judged anew before the answer.
#[utoipa::path(
    put, path = "/hidden-risk/settings", tag = "health", request_body = WrittenHiddenSettings,
    responses((status = 200, body = HiddenSettings)),
)]
pub async fn save_hidden_settings(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Body(written): Body<WrittenHiddenSettings>,
) -> Result<Json<HiddenSettings>, Problem> {
    HiddenRisk::parse(&written.toml, &state.board.catalogue()).map_err(|error| match error {
        HealthError::Invalid { key, problem } => Problem::invalid(&key, problem),
        other => Problem::invalid("toml", other.to_string()),
    })?;
    publish(&state, Some(&written.toml), &caller.signature()).await
}

/// Go back to the settings that come with the program. The versions that were published stay.
#[utoipa::path(
    delete, path = "/hidden-risk/settings", tag = "health",
    responses((status = 200, body = HiddenSettings)),
)]
pub async fn delete_hidden_settings(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
) -> Result<Json<HiddenSettings>, Problem> {
    publish(&state, None, &caller.signature()).await
}

async fn publish(
    state: &AppState,
    text: Option<&str>,
    by: &str,
) -> Result<Json<HiddenSettings>, Problem> {
    let tx = state.store.begin().await?;
    let new = state.store.declare(&tx, DeclaredKind::HiddenRisk, hidden::KEY, text, by).await?;
    tx.commit().await?;
    if new.is_some() {
        let settings = hidden::in_use(&state.store, &state.board.catalogue()).await?;
        state.board.use_hidden_risk(settings).await?;
        crate::audit::audit(state, by, "publish_hidden_risk", hidden::KEY, None).await?;
    }
    in_use(state).await.map(Json)
}

async fn in_use(state: &AppState) -> Result<HiddenSettings, Problem> {
    let settings = state.board.hidden_risk();
    let latest = hidden::latest(&state.store).await?;
    let own = latest.as_ref().and_then(|one| one.content.clone());
    Ok(HiddenSettings {
        name: settings.name.clone(),
        version: settings.version,
        own: own.is_some(),
        changed_by: latest.as_ref().map(|one| one.changed_by.clone()),
        changed_at: latest.as_ref().map(|one| Time(one.changed_at)),
        toml: own.unwrap_or_else(|| HIDDEN_TEXT.to_owned()),
    })
}
