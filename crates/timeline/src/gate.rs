//! What the ingest door must know of the past: message ids of the last seven days, and whose
//! bare records are there already.

use std::sync::Arc;

use perennial_model::{AccountId, ContactId, Fact, Micros};
use rustc_hash::{FxHashMap, FxHashSet};
use sea_orm::ConnectionTrait;

use crate::{
    Result, TimelineError,
    catalogue::{self, ChangeKind},
    columns::{Column, id_times},
    fact_key::FactKey,
    inbox::{self, Batch, State},
    inbox_codec::{Packed, Packer},
    lake::LakeFile,
    recent::Recent,
    timeline::{Inner, blocking},
};

/// So many pairs of account and contact are remembered; then it begins anew.
const MOST_KNOWN: usize = 200_000;

pub(crate) type Named = (Option<AccountId>, Option<ContactId>);

pub(crate) struct Gate {
    /// Whether the past was read. Until the first call nobody needs it.
    loaded: bool,
    pub(crate) recent: Recent,
    known: Known,
    /// Made when it is first needed.
    packer: Option<Packer>,
    /// Up to here, batches and snapshots are in `recent`.
    last_batch: i64,
    last_snapshot: i64,
    /// Later snapshots whose facts are in `recent` too.
    own: FxHashSet<i64>,
}

/// Pairs of account and contact that are on record.
#[derive(Default)]
struct Known {
    contacts: FxHashMap<Option<AccountId>, FxHashSet<Option<ContactId>>>,
    pairs: usize,
}

impl Gate {
    pub(crate) fn new(most_ids: usize) -> Self {
        Self {
            loaded: false,
            recent: Recent::new(most_ids),
            known: Known::default(),
            packer: None,
            last_batch: 0,
            last_snapshot: 0,
            own: FxHashSet::default(),
        }
    }

    /// Whether nobody did anything since the last time: whoever changes inbox or catalogue takes
    /// the lock, and with it a number. The caller holds it, and `state` is from then.
    pub(crate) fn is_current(&self, state: &State) -> bool {
        self.loaded && state.batch == self.last_batch + 1
    }

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
                    ChangeKind::Erasure => self.known = Known::default(),
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
        *self = Self::new(timeline.options.most_ids);
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
        let now = timeline.now();
        let horizon = Recent::horizon(now);
        for name in names {
            let folder = timeline.folder.clone();
            let ids = blocking(move || -> Result<Vec<(FactKey, Micros)>> {
                let file = LakeFile::open(&folder, &name)?;
                let mut ids = Vec::new();
                for batch in file.columns(&[Column::FactId, Column::ReceivedAt], 65_536)? {
                    let batch = batch?;
                    let times = id_times(&batch, file.path())?;
                    let recent = times.filter(|(_, received_at)| *received_at >= horizon);
                    ids.extend(recent.map(|(id, received_at)| (FactKey::of(id), received_at)));
                }
                Ok(ids)
            });
            for (key, received_at) in ids.await? {
                self.recent.insert(key, received_at);
            }
            self.recent.prune_fully(now);
        }
        Ok(())
    }

    fn take(&mut self, batch: &Batch) {
        for fact in batch.facts.iter() {
            self.recent.insert(FactKey::of(&fact.fact_id), fact.received_at);
        }
        self.last_batch = self.last_batch.max(batch.number);
    }

    /// A batch of our own was committed; its ids were admitted.
    pub(crate) fn accepted(&mut self, number: i64, named: Vec<Named>) {
        self.last_batch = self.last_batch.max(number);
        for pair in named {
            self.known.insert(pair);
        }
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
        self.known = Known::default();
    }

    /// A batch as it goes into the inbox.
    pub(crate) fn pack(&mut self, facts: &[Fact]) -> Result<Packed> {
        let packer = match self.packer.take() {
            Some(packer) => packer,
            None => Packer::new()?,
        };
        self.packer.insert(packer).pack(facts)
    }

    /// Whether account and contact of a fact are on record.
    pub(crate) fn knows(&self, account: &Option<AccountId>, contact: &Option<ContactId>) -> bool {
        self.known.contacts.get(account).is_some_and(|contacts| contacts.contains(contact))
    }
}

impl Known {
    fn insert(&mut self, (account, contact): Named) {
        if self.pairs >= MOST_KNOWN {
            *self = Self::default();
        }
        self.pairs += usize::from(self.contacts.entry(account).or_default().insert(contact));
    }
}
