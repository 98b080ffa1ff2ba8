//! `GET /api/imports/{id}`: one import.

use axum::{
    Json,
    extract::{Path, State},
};

use crate::{AppState, Problem, auth::DataManager, dto::ImportRun};

/// What one import did.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "data", params(("id" = String, Path)),
    responses((status = 200, body = ImportRun)),
)]
pub async fn get_import(
    State(state): State<AppState>,
    _caller: DataManager,
    Path(id): Path<String>,
) -> Result<Json<ImportRun>, Problem> {
    let run = state.store.import(&id).await?;
    let missing = || Problem::not_found(format!("there is no import \"{id}\""));
    Ok(Json(ImportRun::from(&run.ok_or_else(missing)?)))
}
