//! `GET /api/teammates`: our own people.

use axum::{Json, extract::State};

use crate::{
    AppState, Problem,
    auth::Reader,
    dto::{Teammate, TeammateList},
};

/// Our own people.
#[utoipa::path(get, path = "/teammates", tag = "team", responses((status = 200, body = TeammateList)))]
pub async fn list_teammates(
    State(state): State<AppState>,
    _caller: Reader,
) -> Result<Json<TeammateList>, Problem> {
    let mut teammates = state.store.teammates().await?;
    teammates.sort_by(|a, b| a.email.cmp(&b.email));
    Ok(Json(teammates.iter().map(Teammate::from).collect()))
}
