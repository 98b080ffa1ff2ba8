//! Webhooks and the outbox.

use perennial_model as model;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Channel, Time};

/// An address that receives signed messages.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Webhook {
    pub webhook_id: String,
    pub url: String,
    pub created_at: Time,
    pub disabled_at: Option<Time>,
}

impl From<&model::Webhook> for Webhook {
    fn from(webhook: &model::Webhook) -> Self {
        Self {
            webhook_id: webhook.webhook_id.clone(),
            url: webhook.url.clone(),
            created_at: Time(webhook.created_at),
            disabled_at: webhook.disabled_at.map(Time),
        }
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStatus {
    Waiting,
    Delivered,
    Failed,
}

/// One message in the outbox, without its content.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Delivery {
    pub delivery_id: String,
    pub channel: Channel,
    /// An e-mail address, or the id of a webhook.
    pub recipient: String,
    pub status: DeliveryStatus,
    pub created_at: Time,
    /// When it is tried (again); nothing when it is over.
    pub next_attempt_at: Option<Time>,
    pub attempts: i64,
    pub delivered_at: Option<Time>,
    pub failed_at: Option<Time>,
    pub last_error: Option<String>,
}

impl From<&model::Delivery> for Delivery {
    fn from(delivery: &model::Delivery) -> Self {
        let status = match (delivery.delivered_at, delivery.failed_at) {
            (Some(_), _) => DeliveryStatus::Delivered,
            (None, Some(_)) => DeliveryStatus::Failed,
            (None, None) => DeliveryStatus::Waiting,
        };
        Self {
            delivery_id: delivery.delivery_id.clone(),
            channel: delivery.channel.into(),
            recipient: delivery.recipient.clone(),
            status,
            created_at: Time(delivery.created_at),
            next_attempt_at: delivery.next_attempt_at.map(Time),
            attempts: delivery.attempts,
            delivered_at: delivery.delivered_at.map(Time),
            failed_at: delivery.failed_at.map(Time),
            last_error: delivery.last_error.clone(),
        }
    }
}
