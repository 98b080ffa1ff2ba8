//! Webhooks: a signed POST with JSON, after the Standard Webhooks specification 1.0.
//!
//! Only the status of the answer is looked at, never its body, and redirects are not followed:
//! what an address inside our network would say is nobody's business.

use std::time::Duration;

use perennial_model::{Micros, Webhook};
use serde::{Deserialize, Serialize};
use ureq::{Agent, unversioned::transport::DefaultConnector};

use super::{
    Failure,
    address::{AddressPolicy, GuardedResolver},
    signing::signature,
};

/// How webhooks are sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookSettings {
    /// Where they may go.
    pub addresses: AddressPolicy,
    /// How long a receiver may take in all.
    pub timeout_seconds: u64,
}

impl Default for WebhookSettings {
    fn default() -> Self {
        Self { addresses: AddressPolicy::default(), timeout_seconds: 15 }
    }
}

/// Sends webhooks. Blocks: call it where blocking is fine.
#[derive(Debug, Clone)]
pub struct HookSender {
    agent: Agent,
    addresses: AddressPolicy,
}

impl HookSender {
    pub fn new(settings: &WebhookSettings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(settings.timeout_seconds.max(1))))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look the name up for us, behind the back of the address policy.
            .proxy(None)
            .max_idle_connections(0)
            .user_agent(concat!("Perennial/", env!("CARGO_PKG_VERSION")))
            .build();
        let resolver = GuardedResolver::new(settings.addresses);
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, addresses: settings.addresses }
    }

    /// Sends one message. `message_id` stays the same over repeats, so that a receiver can
    /// recognise one.
    pub fn send(
        &self,
        hook: &Webhook,
        message_id: &str,
        body: &str,
        now: Micros,
    ) -> Result<(), Failure> {
        self.addresses.check_url(&hook.url).map_err(|e| Failure::for_good(e.to_string()))?;
        let timestamp = now.0.div_euclid(Micros::SECOND);
        let signed = signature(&hook.secret, message_id, timestamp, body)
            .map_err(|error| Failure::for_good(error.to_string()))?;
        let answer = self
            .agent
            .post(&hook.url)
            .header("content-type", "application/json")
            .header("webhook-id", message_id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", signed)
            .send(body);
        match answer {
            Ok(response) => judge(response.status().as_u16()),
            Err(ureq::Error::Other(error)) => Err(Failure::for_now(error.to_string())),
            Err(error) => Err(Failure::unreachable(error.to_string())),
        }
    }
}

/// Any 2xx is thanks. 410 means that the receiver wants no more.
fn judge(status: u16) -> Result<(), Failure> {
    match status {
        200..=299 => Ok(()),
        300..=399 => Err(Failure::for_now(format!(
            "the receiver answered {status}; redirects are not followed, enter the final address"
        ))),
        410 => Err(Failure::gone("the receiver answered 410: it wants no more webhooks")),
        _ => Err(Failure::for_now(format!("the receiver answered {status}"))),
    }
}
