//! `POST /api/webhooks`: tell an address of signals.

use axum::{Json, extract::State, http::StatusCode};
use perennial_engage::deliver::signing::secret_of;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::{Administrator, fresh_key},
    dto::Webhook,
    extract::Body,
};

/// Where to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// `https://…`, or `http://…` within your own network.
    pub url: String,
}

/// The new webhook and its signing secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookCreated {
    pub webhook: Webhook,
    /// `whsec_…`, after Standard Webhooks.
    pub secret: String,
}

/// Add an address that is told of signals. The signing secret is in this answer and nowhere else.
#[utoipa::path(
    post, path = "/webhooks", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, body = WebhookCreated)),
)]
pub async fn create_webhook(
    State(state): State<AppState>,
    Administrator(caller): Administrator,
    Body(form): Body<NewWebhook>,
) -> Result<(StatusCode, Json<WebhookCreated>), Problem> {
    let url = form.url.trim();
    let refused = |error: perennial_engage::EngageError| Problem::invalid("url", error.to_string());
    state.config.webhook_addresses.check_url(url).map_err(refused)?;
    let webhook = perennial_model::Webhook {
        webhook_id: state.ids.next_id(),
        url: url.to_owned(),
        secret: secret_of(&fresh_key()),
        created_at: state.now(),
        disabled_at: None,
    };
    state.store.add_webhook(&webhook).await?;
    audit(&state, &caller.signature(), "create_webhook", &webhook.webhook_id, None).await?;
    let created = WebhookCreated { webhook: Webhook::from(&webhook), secret: webhook.secret };
    Ok((StatusCode::CREATED, Json(created)))
}
