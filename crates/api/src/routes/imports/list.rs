//! `GET /api/imports`: what was imported.

use axum::{Json, extract::State};

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{ImportList, ImportRun},
};

/// So many imports are shown.
const MOST_ROWS: u64 = 200;

/// The latest 200 imports, the newest first.
#[utoipa::path(get, path = "/imports", tag = "data", responses((status = 200, body = ImportList)))]
pub async fn list_imports(
    State(state): State<AppState>,
    _caller: DataManager,
) -> Result<Json<ImportList>, Problem> {
    let runs = state.store.imports(MOST_ROWS).await?;
    Ok(Json(runs.iter().map(ImportRun::from).collect()))
}
