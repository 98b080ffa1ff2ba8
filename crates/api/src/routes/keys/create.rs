//! `POST /api/keys`: make a key.

use axum::{Json, extract::State, http::StatusCode};
use perennial_model::KeyPurpose as Opens;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::Administrator,
    dto::{AccessKey, KeyPurpose, Role},
    extract::Body,
    keys::new_key,
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// What the key is for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewKey {
    /// What people call it, such as the name of the site that uses it.
    pub name: String,
    pub purpose: KeyPurpose,
    /// For an API key; `viewer` where it is left out.
    #[serde(default)]
    pub role: Option<Role>,
}

/// The new key and its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyCreated {
    pub key: AccessKey,
    pub secret: String,
}

/// Make a write key or an API key. Its secret is in this answer and nowhere else.
#[utoipa::path(
    post, path = "/keys", tag = "data", request_body = NewKey,
    responses((status = 201, body = KeyCreated)),
)]
pub async fn create_key(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Body(form): Body<NewKey>,
) -> Result<(StatusCode, Json<KeyCreated>), Problem> {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(Problem::invalid(
            "name",
            format!("give the key a name of 1 to {LONGEST_NAME} characters"),
        ));
    }
    let purpose: Opens = form.purpose.into();
    if purpose == Opens::Write && form.role.is_some() {
        return Err(Problem::invalid(
            "role",
            "a write key has no role: it can write facts and read nothing",
        ));
    }
    let (key, secret) = new_key(name, purpose, form.role.map(Into::into), &state.clock, &state.ids);
    state.store.add_key(&key).await?;
    audit(&state, &caller.signature(), "create_key", &key.key_id, Some(name)).await?;
    Ok((StatusCode::CREATED, Json(KeyCreated { key: AccessKey::from(&key), secret })))
}
