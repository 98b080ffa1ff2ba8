//! `DELETE /api/webhooks/{id}`: tell an address no more.

use axum::{
    extract::{Path, State},
    http::StatusCode,
};

use crate::{AppState, Problem, audit::audit, auth::Administrator};

/// Remove a webhook. Nothing is sent to it from now on.
#[utoipa::path(
    delete, path = "/webhooks/{id}", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 204)),
)]
pub async fn delete_webhook(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    if !state.store.delete_webhook(&id).await? {
        return Err(super::missing(&id));
    }
    audit(&state, &caller.signature(), "delete_webhook", &id, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
