//! Our own people and the keys that open the doors.

use serde::{Deserialize, Serialize};

use crate::{Micros, Role};

/// One of our own people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Teammate {
    pub teammate_id: String,
    /// Lower case.
    pub email: String,
    pub name: Option<String>,
    pub role: Role,
    /// An argon2id PHC string; empty until the set-up link was used.
    #[serde(skip)]
    pub password_hash: Option<String>,
    pub created_at: Micros,
    pub disabled_at: Option<Micros>,
}

/// A signed-in browser. The secret itself is never stored, only its SHA-256.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub session_id: String,
    pub teammate_id: String,
    #[serde(skip)]
    pub secret_hash: String,
    pub created_at: Micros,
    pub last_seen_at: Micros,
    pub expires_at: Micros,
    pub user_agent: Option<String>,
}

/// A one-time link with which a teammate chooses a password.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SetupLink {
    pub link_id: String,
    /// SHA-256 of the secret in the link.
    #[serde(skip)]
    pub secret_hash: String,
    /// Whose it is; empty for the very first administrator, who names the address.
    pub teammate_id: Option<String>,
    pub role: Role,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub used_at: Option<Micros>,
}

/// What a key opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyPurpose {
    /// The ingest door, `/v1/…`. May stand in a web page: it can write facts and read nothing.
    Write,
    /// The product API, with a role.
    Api,
}

/// A write key or an API key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccessKey {
    pub key_id: String,
    pub name: String,
    pub purpose: KeyPurpose,
    /// Only for [`KeyPurpose::Api`].
    pub role: Option<Role>,
    /// SHA-256 of the secret, hex.
    #[serde(skip)]
    pub secret_hash: String,
    /// The first characters, so that a person can tell keys apart.
    pub prefix: String,
    pub created_at: Micros,
    pub last_used_at: Option<Micros>,
    pub revoked_at: Option<Micros>,
}
