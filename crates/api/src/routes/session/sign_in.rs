//! `POST /api/session`: sign in with e-mail and password.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    auth::FromOurPages,
    dto::SessionInfo,
    extract::{Body, Remote},
};

/// No address is longer; what is behind it is not looked at.
const LONGEST_EMAIL: usize = 254;

/// Who wants in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    email: String,
    password: String,
}

/// Sign in with e-mail and password. The answer sets the session cookie.
#[utoipa::path(
    post, path = "/session", tag = "session", request_body = SignIn, security(()),
    responses((status = 200, body = SessionInfo)),
)]
pub async fn sign_in(
    State(state): State<AppState>,
    _ours: FromOurPages,
    Remote(address): Remote,
    headers: HeaderMap,
    Body(form): Body<SignIn>,
) -> Result<Response, Problem> {
    let email: String = form.email.trim().to_lowercase().chars().take(LONGEST_EMAIL).collect();
    let by_both = format!("{email} {address}");
    let now = state.now();
    let limits = [(&by_both, state.config.sign_in_limit), (&address, state.config.address_limit)];
    for (key, limit) in limits {
        state.attempts.take(key, now, limit).map_err(|wait| {
            Problem::slow_down(
                "too_many_attempts",
                format!("too many sign-in attempts; wait {wait} seconds and try again"),
                wait,
            )
        })?;
    }
    let known = state.store.teammate_by_email(&email).await?;
    let known = known.filter(|teammate| teammate.disabled_at.is_none());
    let hash = known.as_ref().and_then(|teammate| teammate.password_hash.clone());
    let is_right = state.passwords.matches(form.password, hash).await;
    let Some(teammate) = known.filter(|_| is_right) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "wrong_sign_in",
            "e-mail address or password is wrong",
        ));
    };
    state.attempts.forget(&by_both);
    super::begin(&state, &teammate, &headers).await
}
