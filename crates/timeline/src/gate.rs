//! What the ingest door must know of the past: message ids of the last seven days, and whose
//! bare records are there already.

use std::sync::Arc;

use perennial_model::{AccountId, ContactId, Micros};
use rustc_hash::FxHashSet;
use sea_orm::ConnectionTrait;

use crate::{
    Result, TimelineError,
    catalogue::{self, ChangeKind},
    columns::{Column, id_times},
    fact_key::FactKey,
    inbox::{self, Batch},
    lake::LakeFile,
    recent::Recent,
    timeline::Inner,
};

/// So many pairs of account and contact are remembered; then it begins anew.
const MOST_KNOWN: usize = 200_000;

pub(crate) type Named = (Option<AccountId>, Option<ContactId>);

#[derive(Default)]
pub(crate) struct Gate {
    /// Whether the past was read. Until the first call nobody needs it.
    loaded: bool,
    pub(crate) recent: Recent,
    known: FxHashSet<Named>,
    /// Up to here, batches and snapshots are in `recent`.
    last_batch: i64,
    last_snapshot: i64,
    /// Later snapshots whose facts are in `recent` too.
    own: FxHashSet<i64>,
}

impl Gate {
    /// Reads what others did since the last time; everything of seven days at the first time.
    pub(crate) async fn catch_up<C: ConnectionTrait>(
        &mut self,
        timeline: &Arc<Inner>,
        conn: &C,
    ) -> Result<()> {
        if !self.loaded {
            return self.load(timeline).await;
        }
        let latest = catalogue::latest_snapshot(conn).await?;
        if latest > self.last_snapshot {
            let Some(changes) = catalogue::changes_since(conn, self.last_snapshot).await? else {
                return self.load(timeline).await;
            };
            for change in changes {
                match change.kind {
                    ChangeKind::Insert if !self.own.remove(&change.snapshot) => {
                        let read = self.read_files(timeline, change.added).await;
                        if matches!(read, Err(TimelineError::File { .. })) {
                            return self.load(timeline).await;
                        }
                        read?;
                    }
                    ChangeKind::Erasure => self.known.clear(),
                    _ => {}
                }
            }
            self.last_snapshot = latest;
        }
        for batch in inbox::since(conn, self.last_batch).await? {
            self.take(&batch);
        }
        Ok(())
    }

    async fn load(&mut self, timeline: &Arc<Inner>) -> Result<()> {
        let view = timeline.views.view().await?;
        *self = Self::default();
        let horizon = Recent::horizon(timeline.now());
        let files = view.files.iter().filter(|file| file.received_since(horizon));
        self.read_files(timeline, files.map(|file| file.name.clone()).collect()).await?;
        for batch in &view.inbox {
            self.take(batch);
        }
        self.last_snapshot = view.snapshot;
        self.loaded = true;
        Ok(())
    }

    async fn read_files(&mut self, timeline: &Arc<Inner>, names: Vec<String>) -> Result<()> {
        let horizon = Recent::horizon(timeline.now());
        let folder = timeline.folder.clone();
        let ids = tokio::task::spawn_blocking(move || -> Result<Vec<(FactKey, Micros)>> {
            let mut ids = Vec::new();
            for name in names {
                let file = LakeFile::open(&folder, &name)?;
                for batch in file.columns(&[Column::FactId, Column::ReceivedAt], 65_536)? {
                    let batch = batch?;
                    let times = id_times(&batch, file.path())?;
                    ids.extend(
                        times
                            .filter(|(_, received_at)| *received_at >= horizon)
                            .map(|(id, received_at)| (FactKey::of(id), received_at)),
                    );
                }
            }
            Ok(ids)
        });
        for (key, received_at) in ids.await.map_err(|_| TimelineError::Closed)?? {
            self.recent.insert(key, received_at);
        }
        Ok(())
    }

    fn take(&mut self, batch: &Batch) {
        for fact in batch.facts.iter() {
            self.recent.insert(FactKey::of(&fact.fact_id), fact.received_at);
        }
        self.last_batch = self.last_batch.max(batch.number);
    }

    /// A batch of our own was committed.
    pub(crate) fn accepted(
        &mut self,
        number: i64,
        ids: impl IntoIterator<Item = (FactKey, Micros)>,
        named: Vec<Named>,
    ) {
        self.last_batch = self.last_batch.max(number);
        for (key, received_at) in ids {
            self.recent.insert(key, received_at);
        }
        if self.known.len() + named.len() > MOST_KNOWN {
            self.known.clear();
        }
        self.known.extend(named);
    }

    /// A snapshot of our own took these batches out of the inbox.
    pub(crate) fn flushed(&mut self, snapshot: i64, batches: &[Arc<Batch>]) {
        if !self.loaded {
            return;
        }
        for batch in batches {
            if batch.number > self.last_batch {
                for fact in batch.facts.iter() {
                    self.recent.insert(FactKey::of(&fact.fact_id), fact.received_at);
                }
            }
        }
        if snapshot > self.last_snapshot {
            self.own.insert(snapshot);
        }
    }

    /// Facts were erased, and with them perhaps records.
    pub(crate) fn erased(&mut self) {
        self.known.clear();
    }

    pub(crate) fn knows(&self, named: &Named) -> bool {
        self.known.contains(named)
    }
}
