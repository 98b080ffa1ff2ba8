//! `PATCH /api/teammates/{id}`: another role, or no way in any more.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_model::Role as Rights;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::Administrator,
    dto::{Role, Teammate},
    extract::Body,
};

/// What changes; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeammateChange {
    #[serde(default)]
    pub role: Option<Role>,
    /// `true` ends all sessions and lets nobody in.
    #[serde(default)]
    pub disabled: Option<bool>,
}

/// Change a teammate's role, or disable or enable them.
#[utoipa::path(
    patch, path = "/teammates/{id}", tag = "team", params(("id" = String, Path)),
    request_body = TeammateChange, responses((status = 200, body = Teammate)),
)]
pub async fn change_teammate(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Path(id): Path<String>,
    Body(form): Body<TeammateChange>,
) -> Result<Json<Teammate>, Problem> {
    let everybody = state.store.teammates().await?;
    let missing = || Problem::not_found(format!("there is no teammate \"{id}\""));
    let before = everybody.iter().find(|one| one.teammate_id == id).ok_or_else(missing)?;
    let mut after = before.clone();
    if let Some(role) = form.role {
        after.role = role.into();
    }
    match form.disabled {
        Some(true) => after.disabled_at = after.disabled_at.or_else(|| Some(state.now())),
        Some(false) => after.disabled_at = None,
        None => {}
    }
    let stays = |one: &perennial_model::Teammate| {
        one.role == Rights::Admin && one.disabled_at.is_none() && one.password_hash.is_some()
    };
    let others = everybody.iter().any(|one| one.teammate_id != id && stays(one));
    if stays(before) && !stays(&after) && !others {
        return Err(Problem::conflict(
            "last_administrator",
            "nobody else could administer then; make somebody else an administrator first",
        ));
    }
    if after == *before {
        return Ok(Json(Teammate::from(before)));
    }
    state.store.update_teammate(&after).await?;
    let state_now = if after.disabled_at.is_some() { "disabled" } else { "enabled" };
    let detail = format!("{}, {state_now}", after.role);
    audit(&state, &caller.signature(), "change_teammate", &id, Some(&detail)).await?;
    Ok(Json(Teammate::from(&after)))
}
