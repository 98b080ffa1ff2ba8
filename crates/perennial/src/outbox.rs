//! What leaves the house: who is told of signals, and how.

use perennial_engage::deliver::{AddressPolicy, Security, SmtpSettings, WebhookSettings};
use perennial_engage::{Deliverer, DelivererHandle, DeliverySettings, NotifySettings};
use perennial_store::Store;

use crate::config::{Config, Tls};

/// Who hears of new signals. Without a mail server no e-mail is queued, so that nothing piles up.
pub fn notify_settings(config: &Config) -> NotifySettings {
    NotifySettings {
        email: !config.mail.host.is_empty(),
        recipients: config.mail.recipients.clone(),
        public_url: Some(config.public_url()),
        ..NotifySettings::default()
    }
}

/// Where webhooks may go.
pub fn webhook_addresses(config: &Config) -> AddressPolicy {
    AddressPolicy {
        allow_loopback: config.webhooks.allow_loopback,
        allow_private: config.webhooks.allow_private,
        ..AddressPolicy::default()
    }
}

/// Starts the loop that sends what is due.
///
/// # Errors
/// When a setting does not fit; the message names it.
pub fn start(store: &Store, config: &Config) -> anyhow::Result<DelivererHandle> {
    let settings = DeliverySettings {
        smtp: (!config.mail.host.is_empty()).then(|| smtp(config)),
        webhooks: WebhookSettings {
            addresses: webhook_addresses(config),
            ..WebhookSettings::default()
        },
        emails_per_hour: usize::try_from(config.mail.hourly_cap)?,
        ..DeliverySettings::default()
    };
    Ok(Deliverer::new(store.clone(), &settings)?.start())
}

fn smtp(config: &Config) -> SmtpSettings {
    let mail = &config.mail;
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    SmtpSettings {
        host: mail.host.clone(),
        port: Some(mail.port),
        security: match mail.tls {
            Tls::Starttls => Security::Starttls,
            Tls::Direct => Security::Tls,
            Tls::None => Security::None,
        },
        username: filled(&mail.username),
        password: filled(&mail.password),
        from: mail.from.clone(),
        reply_to: None,
        ca_file: filled(&mail.ca_file).map(Into::into),
        timeout_seconds: 20,
    }
}
