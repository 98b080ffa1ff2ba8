//! `POST /api/teammates`: invite somebody.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::Administrator,
    dto::{Role, Teammate, filled},
    extract::Body,
    team::invite,
};

/// Who is invited, and as what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invitation {
    pub email: String,
    #[serde(default)]
    pub name: Option<String>,
    pub role: Role,
}

/// The new teammate and the link with which they choose a password.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invited {
    pub teammate: Teammate,
    /// A one-time page in the app; good for 7 days. Give it to them yourself.
    pub setup_link: String,
}

/// Invite a teammate. The answer holds a one-time link that you give to them.
#[utoipa::path(
    post, path = "/teammates", tag = "team", request_body = Invitation,
    responses((status = 201, body = Invited)),
)]
pub async fn invite_teammate(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Body(form): Body<Invitation>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    let name = filled(form.name);
    let (teammate, token) =
        invite(&state.store, &form.email, name.as_deref(), form.role.into()).await?;
    let role = teammate.role.as_str();
    audit(&state, &caller.signature(), "invite", &teammate.teammate_id, Some(role)).await?;
    let setup_link = format!("{}/setup/{token}", state.config.public_url);
    Ok((StatusCode::CREATED, Json(Invited { teammate: Teammate::from(&teammate), setup_link })))
}
