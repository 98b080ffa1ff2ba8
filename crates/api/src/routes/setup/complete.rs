//! `POST /api/setup/{token}`: choose a password and be signed in.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use perennial_model::Teammate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::{FromOurPages, check_password},
    dto::{SessionInfo, filled},
    extract::Body,
    routes::session,
    team::{email_address, new_teammate},
};

/// What the new teammate tells.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Only where the link has no address yet.
    #[serde(default)]
    email: Option<String>,
    name: String,
    /// At least 10 characters.
    #[schema(min_length = 10)]
    password: String,
}

/// Choose a password. Uses the link up and signs in.
#[utoipa::path(
    post, path = "/setup/{token}", tag = "session", params(("token" = String, Path)),
    request_body = Setup, security(()), responses((status = 200, body = SessionInfo)),
)]
pub async fn complete_setup(
    State(state): State<AppState>,
    _ours: FromOurPages,
    headers: HeaderMap,
    Path(token): Path<String>,
    Body(form): Body<Setup>,
) -> Result<Response, Problem> {
    let (link, invited) = super::find(&state, &token).await?;
    check_password(&form.password)?;
    let is_new = invited.is_none();
    let teammate = match (invited, form.email) {
        (Some(teammate), _) => teammate,
        (None, Some(email)) => new_teammate(&state.store, email_address(&email)?, link.role),
        (None, None) => {
            return Err(Problem::invalid(
                "email",
                "say which e-mail address you will sign in with",
            ));
        }
    };
    if is_new && state.store.teammate_by_email(&teammate.email).await?.is_some() {
        return Err(Problem::conflict(
            "taken",
            format!("{} has an account already", teammate.email),
        ));
    }
    let password_hash = Some(state.passwords.hash(form.password).await?);
    let name = filled(Some(form.name)).or(teammate.name);
    let teammate = Teammate { name, password_hash, ..teammate };
    // From here on the link is used up; of two at once, one gets in.
    if !state.store.use_setup_link(&link.link_id).await? {
        return Err(super::gone());
    }
    if is_new {
        state.store.add_teammate(&teammate).await?;
    } else {
        state.store.update_teammate(&teammate).await?;
        state.store.end_sessions(&teammate.teammate_id, None).await?;
    }
    audit(&state, &teammate.email, "complete_setup", &teammate.teammate_id, None).await?;
    session::begin(&state, &teammate, &headers).await
}
