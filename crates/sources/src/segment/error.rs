//! Why a call, or one item of it, is refused.

use crate::segment::{LARGEST_BODY, LARGEST_EVENT, MOST_EVENTS};

/// A whole call that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    #[error("the body has {bytes} bytes, and {LARGEST_BODY} is the most; send smaller batches")]
    TooLarge { bytes: usize },
    #[error("the batch has {events} events, and {MOST_EVENTS} is the most; send smaller batches")]
    TooManyEvents { events: usize },
    #[error("the body is not UTF-8; send JSON in UTF-8")]
    NotUtf8,
    #[error("the body is not JSON that can be read: {reason}")]
    NotJson { reason: String },
    #[error("a batch call needs \"batch\", a list of events")]
    NoBatch,
}

impl CallError {
    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::TooLarge { .. } | Self::TooManyEvents { .. } => 413,
            Self::NotUtf8 | Self::NotJson { .. } | Self::NoBatch => 400,
        }
    }

    /// Stable, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "body_too_large",
            Self::TooManyEvents { .. } => "too_many_events",
            Self::NotUtf8 => "not_utf8",
            Self::NotJson { .. } => "not_json",
            Self::NoBatch => "no_batch",
        }
    }
}

/// One item that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {index}: {reason}")]
pub struct ItemError {
    /// Its place in the batch, from 0.
    pub index: usize,
    /// Stable, for programs.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub reason: String,
    /// The item's `type`, `event` or name, and `messageId`, as far as they could be read.
    pub call: Option<String>,
    pub name: Option<String>,
    pub message_id: Option<String>,
}

impl ItemError {
    pub(crate) fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self { index: 0, code, reason: reason.into(), call: None, name: None, message_id: None }
    }

    pub(crate) fn too_large(bytes: usize) -> Self {
        Self::new(
            "event_too_large",
            format!(
                "it has {bytes} bytes, and {LARGEST_EVENT} is the most; send fewer or shorter properties"
            ),
        )
    }
}
