//! `GET /api/setup/{token}`: what a set-up link is for.

use axum::{
    Json,
    extract::{Path, State},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    dto::{Company, Role},
    routes::session::company,
};

/// What a set-up link is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct SetupInfo {
    pub role: Role,
    /// Whose link it is; nothing for the very first administrator, who names the address.
    pub email: Option<String>,
    pub company: Company,
}

/// What a set-up link is for; 404 when it is unknown, used or too old.
#[utoipa::path(
    get, path = "/setup/{token}", tag = "session", params(("token" = String, Path)), security(()),
    responses((status = 200, body = SetupInfo)),
)]
pub async fn get_setup(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> Result<Json<SetupInfo>, Problem> {
    let (link, teammate) = super::find(&state, &token).await?;
    Ok(Json(SetupInfo {
        role: teammate.as_ref().map_or(link.role, |teammate| teammate.role).into(),
        email: teammate.map(|teammate| teammate.email),
        company: company(&state),
    }))
}
