//! `DELETE /api/keys/{id}`: a key opens nothing any more.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{AppState, Problem, audit::audit, auth::Administrator};

/// Revoke a key. It opens nothing from now on.
#[utoipa::path(
    delete, path = "/keys/{id}", tag = "data", params(("id" = String, Path)),
    responses((status = 204)),
)]
pub async fn revoke_key(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    if !state.store.revoke_key(&id).await? {
        return Err(Problem::not_found(format!(
            "there is no open key \"{id}\"; it may be revoked already"
        )));
    }
    state.keys.forget();
    audit(&state, &caller.signature(), "revoke_key", &id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
