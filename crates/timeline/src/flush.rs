//! Turning the inbox into files.

use std::sync::Arc;

use crate::{
    Result, Timeline, TimelineError,
    catalogue::{self, ChangeKind, Publication},
    columns::facts_batch,
    inbox::{self, Batch},
    lake::{FILE_BATCH, WrittenFile, write_files},
    timeline::{Inner, blocking},
    view::View,
};

/// How often a change is tried anew when another process was quicker.
pub(crate) const ATTEMPTS: usize = 5;
/// Facts that are held in columns at once.
const MOST_FACTS: usize = 1_000_000;

/// What a flush did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flushed {
    pub facts: u64,
    pub files: u64,
}

impl Timeline {
    /// Turns what is in the inbox into files. Facts that come meanwhile may stay for next time.
    ///
    /// # Errors
    /// When the disk or the database fails; then the facts are still in the inbox.
    pub async fn flush(&self) -> Result<Flushed> {
        self.inner.flush().await
    }
}

impl Inner {
    pub(crate) async fn flush(self: &Arc<Self>) -> Result<Flushed> {
        let _one_at_a_time = self.flushing.lock().await;
        let mut flushed = Flushed::default();
        let mut conflicts = 0;
        let end = inbox::state(self.store.db().reader()).await?.batch;
        loop {
            let view = self.views.view().await?;
            let batches = portion(&view, end);
            if batches.is_empty() {
                return Ok(flushed);
            }
            match self.flush_batches(&batches).await? {
                Some(portion) => {
                    flushed.facts += portion.facts;
                    flushed.files += portion.files;
                }
                None if conflicts == ATTEMPTS => return Err(TimelineError::Contended),
                None => conflicts += 1,
            }
        }
    }

    /// Nothing when somebody else took one of the batches meanwhile.
    async fn flush_batches(self: &Arc<Self>, batches: &[Arc<Batch>]) -> Result<Option<Flushed>> {
        let files = self.write_batches(batches).await?;
        self.wrote(&files);
        self.may_stop("flush.files_written")?;
        match self.publish_batches(batches, &files).await {
            Ok(Some(snapshot)) => {
                self.may_stop("flush.committed")?;
                self.gate.lock().await.flushed(snapshot, batches);
                self.views.drop_batches(batches);
                self.hub.has_flushed(snapshot, batches);
                self.published.notify_one();
                let facts = batches.iter().map(|batch| batch.facts.len() as u64).sum();
                Ok(Some(Flushed { facts, files: files.len() as u64 }))
            }
            Ok(None) => {
                self.discard(&files).await?;
                Ok(None)
            }
            // Whether it was committed is not known: a file in vain is removed as an orphan.
            Err(error) => Err(error),
        }
    }

    async fn write_batches(&self, batches: &[Arc<Batch>]) -> Result<Vec<WrittenFile>> {
        let (folder, target) = (self.folder.clone(), self.options.target_rows);
        let batches = batches.to_vec();
        blocking(move || {
            let columns = batches
                .iter()
                .flat_map(|batch| batch.facts.chunks(FILE_BATCH))
                .map(facts_batch)
                .collect::<Result<Vec<_>>>()?;
            write_files(&folder, &columns, target)
        })
        .await
    }

    async fn publish_batches(
        &self,
        batches: &[Arc<Batch>],
        files: &[WrittenFile],
    ) -> Result<Option<i64>> {
        let tx = self.store.begin().await?;
        inbox::lock(&*tx).await?;
        if inbox::remove(&*tx, batches).await? != batches.len() {
            tx.rollback().await?;
            return Ok(None);
        }
        let publication = Publication { kind: ChangeKind::Insert, add: files, replace: &[] };
        let snapshot = catalogue::publish(&*tx, &publication, self.now()).await?;
        self.may_stop("flush.before_commit")?;
        tx.commit().await?;
        Ok(snapshot)
    }
}

/// The oldest batches: as many as fit into memory comfortably.
fn portion(view: &View, end: i64) -> Vec<Arc<Batch>> {
    let mut facts = 0;
    let old = view.inbox.iter().take_while(|batch| batch.number < end);
    old.take_while(|batch| {
        let fits = facts < MOST_FACTS;
        facts += batch.facts.len();
        fits
    })
    .cloned()
    .collect()
}
