//! Old snapshots go after a grace, and the files that only they showed after another.

use std::sync::Arc;

use perennial_model::Micros;

use crate::{
    Result, Timeline,
    catalogue::{self, Scheduled},
    inbox,
    timeline::{Inner, blocking},
};

/// What was cleared away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    pub snapshots: u64,
    pub files: u64,
}

impl Timeline {
    /// Clears away what is older than the grace: snapshots, then replaced files, and files that a
    /// crash left behind.
    ///
    /// # Errors
    /// When the disk or the database fails; what is left is cleared away next time.
    pub async fn expire(&self) -> Result<Expired> {
        self.inner.expire().await
    }
}

impl Inner {
    pub(crate) async fn expire(self: &Arc<Self>) -> Result<Expired> {
        let now = self.now();
        let grace = i64::try_from(self.options.grace.as_micros()).unwrap_or(i64::MAX);
        let before = Micros(now.0.saturating_sub(grace));
        let tx = self.store.begin().await?;
        inbox::lock(&*tx).await?;
        let snapshots = catalogue::expire(&*tx, Some(before)).await?;
        catalogue::schedule(&*tx, now).await?;
        tx.commit().await?;
        let due = catalogue::due(self.store.db().reader(), Some(before)).await?;
        let files = due.len() as u64 + self.remove_orphans().await?;
        self.remove_scheduled(due).await?;
        Ok(Expired { snapshots, files })
    }

    /// Removes files, and then the rows that say they are to be removed.
    pub(crate) async fn remove_scheduled(&self, files: Vec<Scheduled>) -> Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        let (folder, gone) = (self.folder.clone(), files.clone());
        blocking(move || gone.iter().try_for_each(|file| folder.remove(&file.name))).await?;
        self.may_stop("expire.files_removed")?;
        let tx = self.store.begin().await?;
        catalogue::forget_removed(&*tx, &files).await?;
        tx.commit().await?;
        Ok(())
    }
}
