//! The outbox: what is to leave the house, and what became of it.

use serde::{Deserialize, Serialize};

use crate::{Micros, incoming::JsonText};

/// The way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Email,
    Webhook,
}

impl Channel {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Webhook => "webhook",
        }
    }
}

/// One message in the outbox. `dedupe_key` is unique: the same message is queued at most once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    pub delivery_id: String,
    pub dedupe_key: String,
    pub channel: Channel,
    /// An e-mail address, or the id of a webhook.
    pub recipient: String,
    /// JSON: for e-mail `{subject, text, html}`, for a webhook the body to sign and send.
    pub payload: JsonText,
    pub created_at: Micros,
    /// When to try (again); empty when it is over.
    pub next_attempt_at: Option<Micros>,
    pub attempts: i64,
    pub delivered_at: Option<Micros>,
    pub failed_at: Option<Micros>,
    pub last_error: Option<String>,
}

/// An address that receives signed messages (Standard Webhooks).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Webhook {
    pub webhook_id: String,
    pub url: String,
    /// `whsec_` and base64; needed in clear to sign.
    #[serde(skip)]
    pub secret: String,
    pub created_at: Micros,
    pub disabled_at: Option<Micros>,
}
