//! Tells people: queues e-mails and webhooks for signals, each at most once per receiver.
//!
//! Only queues. The outbox is written in the transaction that opened the signal, so there is no
//! signal without its messages and no message without its signal; [`crate::deliver`] sends.

pub mod event;
pub mod mail;

use perennial_model::{Account, Channel, Day, Delivery, Micros, Money, Severity, Signal, Webhook};
use perennial_store::{Store, Tx, outbox::enqueue};
use serde::{Deserialize, Serialize};

use crate::Result;
use mail::Because;

/// A signal and what a message says about its account.
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    pub signal: &'a Signal,
    pub account: &'a Account,
    /// 0 to 100.
    pub score: Option<f64>,
    /// The name of the score's band.
    pub band: Option<&'a str>,
    pub arr: Option<Money>,
}

/// Who is told, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotifySettings {
    /// Off where no mail server is configured, so that nothing piles up.
    pub email: bool,
    pub webhooks: bool,
    /// Who hears of accounts without an owner.
    pub recipients: Vec<String>,
    /// Less severe signals are shown in the app only.
    pub min_severity: Severity,
    /// Where people open the app, such as `https://perennial.example.com`; for links.
    pub public_url: Option<String>,
}

impl Default for NotifySettings {
    fn default() -> Self {
        Self {
            email: true,
            webhooks: true,
            recipients: Vec::new(),
            min_severity: Severity::Warning,
            public_url: None,
        }
    }
}

/// What [`queue`] put into the outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Queued {
    pub emails: usize,
    pub webhooks: usize,
    /// Signals of accounts without an owner while no recipient is configured.
    pub without_recipient: usize,
}

/// Queues the messages for signals that opened, usually [`crate::Synced::announce`]. A message
/// that was queued before is not queued again (`signal:<id>:email:<address>`).
///
/// # Errors
/// When a template cannot be filled or the database refuses.
pub async fn queue(
    store: &Store,
    tx: &Tx,
    notices: &[Notice<'_>],
    settings: &NotifySettings,
) -> Result<Queued> {
    let mut queued = Queued::default();
    let hooks =
        if settings.webhooks && !notices.is_empty() { store.webhooks().await? } else { Vec::new() };
    let now = store.clock().now();
    let mut put = Outgoing { store, tx, now };
    for notice in notices.iter().filter(|n| n.signal.severity >= settings.min_severity) {
        let signal_id = &notice.signal.signal_id;
        if settings.email {
            let (recipients, because) = recipients_of(notice, settings);
            if recipients.is_empty() {
                queued.without_recipient += 1;
                warn_of_silence(notice);
            }
            let mail = mail::of_signal(notice, because, settings.public_url.as_deref())?;
            let payload = serde_json::to_string(&mail)?;
            for recipient in recipients {
                let key = format!("signal:{signal_id}:email:{recipient}");
                let new = put.once(key, Channel::Email, &recipient, payload.clone()).await?;
                queued.emails += usize::from(new);
            }
        }
        for hook in hooks.iter().filter(|hook| hook.disabled_at.is_none()) {
            let body = event::signal_opened(notice, settings.public_url.as_deref()).to_string();
            let key = format!("signal:{signal_id}:webhook:{}", hook.webhook_id);
            let new = put.once(key, Channel::Webhook, &hook.webhook_id, body).await?;
            queued.webhooks += usize::from(new);
        }
    }
    Ok(queued)
}

/// Queues a test message for a webhook; gives back its delivery, so that a person can watch it.
///
/// # Errors
/// When the database refuses.
pub async fn queue_webhook_test(store: &Store, tx: &Tx, hook: &Webhook) -> Result<Delivery> {
    let now = store.clock().now();
    let body = event::test(now).to_string();
    let mut put = Outgoing { store, tx, now };
    let delivery = put.delivery(String::new(), Channel::Webhook, &hook.webhook_id, body);
    let key = format!("test:{}:webhook:{}", delivery.delivery_id, hook.webhook_id);
    let delivery = Delivery { dedupe_key: key, ..delivery };
    enqueue(tx, &delivery).await?;
    Ok(delivery)
}

struct Outgoing<'a> {
    store: &'a Store,
    tx: &'a Tx,
    now: Micros,
}

impl Outgoing<'_> {
    async fn once(
        &mut self,
        key: String,
        channel: Channel,
        recipient: &str,
        payload: String,
    ) -> Result<bool> {
        let delivery = self.delivery(key, channel, recipient, payload);
        Ok(enqueue(self.tx, &delivery).await?)
    }

    fn delivery(
        &mut self,
        dedupe_key: String,
        channel: Channel,
        recipient: &str,
        payload: String,
    ) -> Delivery {
        Delivery {
            delivery_id: self.store.ids().next_id(),
            dedupe_key,
            channel,
            recipient: recipient.to_owned(),
            payload,
            created_at: self.now,
            next_attempt_at: Some(self.now),
            attempts: 0,
            delivered_at: None,
            failed_at: None,
            last_error: None,
        }
    }
}

/// The account's owner, else the configured recipients; lower case, each once.
fn recipients_of(notice: &Notice<'_>, settings: &NotifySettings) -> (Vec<String>, Because) {
    let clean = |address: &str| address.trim().to_lowercase();
    let owner = notice.account.owner_email.as_deref().map(clean).filter(|a| a.contains('@'));
    if let Some(owner) = owner {
        return (vec![owner], Because::OwnsAccount);
    }
    let mut listed: Vec<String> = settings.recipients.iter().map(|a| clean(a)).collect();
    listed.retain(|address| !address.is_empty());
    listed.sort();
    listed.dedup();
    (listed, Because::IsListed)
}

fn warn_of_silence(notice: &Notice<'_>) {
    tracing::warn!(
        account = notice.account.account_id.as_str(),
        signal = notice.signal.signal_id,
        "nobody gets an e-mail about this signal: the account has no owner and no recipient is \
         configured"
    );
}

/// `3 March 2026`.
fn long_date(day: Day) -> String {
    day.to_date().strftime("%-d %B %Y").to_string()
}
