//! `GET /api/webhooks`: who is told of signals.

use axum::{Json, extract::State};

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{Webhook, WebhookList},
};

/// The addresses that are told of signals, without their secrets.
#[utoipa::path(get, path = "/webhooks", tag = "webhooks", responses((status = 200, body = WebhookList)))]
pub async fn list_webhooks(
    State(state): State<AppState>,
    _caller: DataManager,
) -> Result<Json<WebhookList>, Problem> {
    let webhooks = state.store.webhooks().await?;
    Ok(Json(webhooks.iter().map(Webhook::from).collect()))
}
