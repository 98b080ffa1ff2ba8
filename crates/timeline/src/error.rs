//! What can go wrong with the timeline.

use std::path::{Path, PathBuf};

use perennial_store::StoreError;

/// What everything in this crate returns.
pub type Result<T, E = TimelineError> = std::result::Result<T, E>;

/// What can go wrong with the timeline.
#[derive(Debug, thiserror::Error)]
pub enum TimelineError {
    /// Nothing was taken; the same call may be sent again.
    #[error("the inbox is full; send the same events again in {retry_after_seconds} s")]
    Full { retry_after_seconds: u64 },
    #[error("the file {path} cannot be {doing}: {reason}; check the disk and the folder's rights")]
    File { path: PathBuf, doing: &'static str, reason: String },
    #[error("the file {path} does not hold what it should: {reason}; restore it from a backup")]
    Damaged { path: PathBuf, reason: String },
    #[error("the inbox holds a batch that cannot be read: {reason}; restore a backup or report it")]
    DamagedInbox { reason: String },
    #[error("the catalogue of the lake cannot be used: {reason}; restore a backup or report it")]
    Catalogue { reason: String },
    #[error("facts cannot be put into columns: {0}; report it")]
    Columns(#[from] arrow::error::ArrowError),
    #[error("other processes changed the lake again and again meanwhile; try again")]
    Contended,
    #[error("the timeline is closed")]
    Closed,
    /// Only in tests of crashes (`Options::stop_at`).
    #[error("stopped at {0} as the test asked")]
    Stopped(&'static str),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl TimelineError {
    pub(crate) fn file(path: &Path, doing: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::File { path: path.to_owned(), doing, reason: reason.to_string() }
    }

    pub(crate) fn damaged(path: &Path, reason: impl std::fmt::Display) -> Self {
        Self::Damaged { path: path.to_owned(), reason: reason.to_string() }
    }

    pub(crate) fn catalogue(reason: impl std::fmt::Display) -> Self {
        Self::Catalogue { reason: reason.to_string() }
    }
}

impl From<sea_orm::DbErr> for TimelineError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(StoreError::from(error))
    }
}
