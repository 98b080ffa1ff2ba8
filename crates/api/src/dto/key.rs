//! Write keys and API keys. Their secrets are shown once, when they are made.

use perennial_model as model;
use serde::Serialize;
use utoipa::ToSchema;

use super::{KeyPurpose, Role, Time};

/// A write key or an API key, without its secret.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccessKey {
    pub key_id: String,
    pub name: String,
    pub purpose: KeyPurpose,
    /// Only for API keys.
    pub role: Option<Role>,
    /// The first characters, to tell keys apart.
    pub prefix: String,
    pub created_at: Time,
    pub last_used_at: Option<Time>,
    pub revoked_at: Option<Time>,
}

impl From<&model::AccessKey> for AccessKey {
    fn from(key: &model::AccessKey) -> Self {
        Self {
            key_id: key.key_id.clone(),
            name: key.name.clone(),
            purpose: key.purpose.into(),
            role: key.role.map(Into::into),
            prefix: key.prefix.clone(),
            created_at: Time(key.created_at),
            last_used_at: key.last_used_at.map(Time),
            revoked_at: key.revoked_at.map(Time),
        }
    }
}
