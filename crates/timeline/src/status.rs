//! How the timeline is.

use std::sync::{PoisonError, atomic::Ordering};

use perennial_model::Micros;

use crate::{
    Result, Timeline,
    catalogue::{self, latest_snapshot},
    inbox,
    recent::Remembered,
};

/// How the timeline is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// All facts, in files and in the inbox.
    pub facts: u64,
    pub files: u64,
    /// Size of the files.
    pub bytes: u64,
    /// Facts in the inbox.
    pub inbox_rows: u64,
    pub inbox_bytes: u64,
    pub inbox_limit_bytes: u64,
    /// When the oldest batch in the inbox was accepted.
    pub oldest_inbox_at: Option<Micros>,
    /// For how long it has been waiting, in seconds.
    pub oldest_inbox_age: Option<u64>,
    pub snapshot: i64,
    /// Replaced files that wait for their removal.
    pub files_to_remove: u64,
    /// Facts that this process wrote into files, those counted that were written anew.
    pub written: u64,
    /// Message ids that this process holds against repeats.
    pub remembered: Remembered,
}

impl Timeline {
    /// # Errors
    /// When the database cannot be reached.
    pub async fn status(&self) -> Result<Status> {
        let tx = self.inner.store.db().snapshot().await?;
        let files = catalogue::live_files(&*tx).await?;
        let state = inbox::state(&*tx).await?;
        let oldest = inbox::oldest(&*tx).await?;
        let snapshot = latest_snapshot(&*tx).await?;
        let waiting = catalogue::due(&*tx, None).await?.len() as u64;
        tx.rollback().await?;
        let inbox_rows = u64::try_from(state.facts).unwrap_or_default();
        let age = |at: Micros| u64::try_from((self.inner.now().0 - at.0) / Micros::SECOND);
        Ok(Status {
            facts: files.iter().map(|file| file.rows).sum::<u64>() + inbox_rows,
            files: files.len() as u64,
            bytes: files.iter().map(|file| file.bytes).sum(),
            inbox_rows,
            inbox_bytes: u64::try_from(state.bytes).unwrap_or_default(),
            inbox_limit_bytes: self.inner.options.inbox_limit_bytes,
            oldest_inbox_at: oldest,
            oldest_inbox_age: oldest.map(|at| age(at).unwrap_or_default()),
            snapshot,
            files_to_remove: waiting,
            written: self.inner.written.load(Ordering::Relaxed),
            remembered: *self.inner.remembered.lock().unwrap_or_else(PoisonError::into_inner),
        })
    }
}
