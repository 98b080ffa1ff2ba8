//! `POST /api/webhooks/{id}/test`: send a test message.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use perennial_engage::notify::queue_webhook_test;

use crate::{AppState, Problem, auth::Administrator, dto::Delivery};

/// Queue a test message; look in the deliveries for what became of it.
#[utoipa::path(
    post, path = "/webhooks/{id}/test", tag = "webhooks", params(("id" = String, Path)),
    responses((status = 202, body = Delivery)),
)]
pub async fn test_webhook(
    State(state): State<AppState>,
    _caller: Administrator,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<Delivery>), Problem> {
    let webhook = state.store.webhook(&id).await?.ok_or_else(|| super::missing(&id))?;
    let tx = state.store.begin().await?;
    let delivery = queue_webhook_test(&state.store, &tx, &webhook).await?;
    tx.commit().await?;
    Ok((StatusCode::ACCEPTED, Json(Delivery::from(&delivery))))
}
