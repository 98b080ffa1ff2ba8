//! What the binary tells this crate.

use perennial_engage::deliver::AddressPolicy;

use crate::{auth::Limit, sql::SqlSettings};

/// Settings of the HTTP side.
#[derive(Debug, Clone)]
pub struct ApiConfig {
    /// Shown in the app.
    pub company_name: String,
    /// The address that people type, without a slash at its end; for links in answers.
    pub public_url: String,
    /// Mark cookies `Secure`: right when people come by https.
    pub secure_cookies: bool,
    /// A session ends so many days after its last use.
    pub session_days: u32,
    /// Whether this is the made-up sample company.
    pub sample: bool,
    /// Whether e-mails can be sent.
    pub mail_configured: bool,
    /// Where webhooks may go.
    pub webhook_addresses: AddressPolicy,
    /// Sign-in attempts per e-mail address and network address.
    pub sign_in_limit: Limit,
    /// Sign-in attempts per network address.
    pub address_limit: Limit,
    /// Largest body at the ingest door, packed and unpacked.
    pub ingest_bytes: usize,
    /// Largest file for an import.
    pub import_bytes: usize,
    /// What SQL queries may use.
    pub sql: SqlSettings,
}

impl Default for ApiConfig {
    fn default() -> Self {
        Self {
            company_name: "My company".to_owned(),
            public_url: "http://127.0.0.1:7373".to_owned(),
            secure_cookies: false,
            session_days: 30,
            sample: false,
            mail_configured: false,
            webhook_addresses: AddressPolicy::default(),
            sign_in_limit: Limit { attempts: 10, window_seconds: 15 * 60 },
            address_limit: Limit { attempts: 100, window_seconds: 15 * 60 },
            ingest_bytes: 4 * 1024 * 1024,
            import_bytes: 256 * 1024 * 1024,
            sql: SqlSettings::default(),
        }
    }
}
