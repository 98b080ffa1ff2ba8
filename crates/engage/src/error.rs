//! What can go wrong when engaging.

use perennial_store::StoreError;

/// What can go wrong when engaging. What goes wrong while sending one message is no error of this
/// kind: it stands in the outbox.
#[derive(Debug, thiserror::Error)]
pub enum EngageError {
    #[error("signal rules: {0}")]
    Rules(String),
    #[error("{key}: {reason}")]
    Setting { key: &'static str, reason: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("a message template could not be filled: {0}")]
    Template(#[from] minijinja::Error),
    #[error("a message could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error("the worker that sends webhooks stopped: {0}")]
    Worker(#[from] tokio::task::JoinError),
}

impl EngageError {
    pub(crate) fn setting(key: &'static str, reason: impl Into<String>) -> Self {
        Self::Setting { key, reason: reason.into() }
    }
}
