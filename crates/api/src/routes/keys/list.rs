//! `GET /api/keys`: all keys, without their secrets.

use axum::{Json, extract::State};

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{AccessKey, KeyList},
};

/// All keys, without their secrets; revoked ones too.
#[utoipa::path(get, path = "/keys", tag = "data", responses((status = 200, body = KeyList)))]
pub async fn list_keys(
    State(state): State<AppState>,
    _caller: DataManager,
) -> Result<Json<KeyList>, Problem> {
    let keys = state.store.keys().await?;
    Ok(Json(keys.iter().rev().map(AccessKey::from).collect()))
}
