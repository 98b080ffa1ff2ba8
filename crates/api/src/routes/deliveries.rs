//! `GET /api/deliveries`: what left the house, or could not.

use axum::{Json, extract::State};

use crate::{
    AppState, Problem,
    auth::DataManager,
    dto::{Delivery, DeliveryList},
};

/// So many messages are shown.
const MOST_ROWS: u64 = 200;

/// The latest 200 messages of the outbox, the newest first, with what became of them.
#[utoipa::path(get, path = "/deliveries", tag = "webhooks", responses((status = 200, body = DeliveryList)))]
pub async fn list_deliveries(
    State(state): State<AppState>,
    _caller: DataManager,
) -> Result<Json<DeliveryList>, Problem> {
    let deliveries = state.store.deliveries(MOST_ROWS).await?;
    Ok(Json(DeliveryList {
        mail_configured: state.config.mail_configured,
        rows: deliveries.iter().map(Delivery::from).collect(),
    }))
}
