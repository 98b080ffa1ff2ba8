//! What there is to read at one moment: the files of one snapshot and the inbox beside them.

use std::sync::{Arc, Mutex, PoisonError};

use perennial_model::{AccountId, ContactId};
use perennial_store::Store;
use rustc_hash::FxHashMap;

use crate::{
    Result,
    catalogue::{self, DataFile},
    identity::Resolver,
    inbox::{self, Batch},
    lake::{Folder, LakeFile},
    sql,
};

/// Opened files that are kept at hand.
const MOST_OPEN: usize = 128;

/// All facts of one moment.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) snapshot: i64,
    pub(crate) files: Arc<Vec<DataFile>>,
    pub(crate) inbox: Vec<Arc<Batch>>,
    /// Batches with a lower number are in the inbox or in files; those that come have others.
    pub(crate) next_batch: i64,
    pub(crate) resolver: Arc<Resolver>,
}

/// Makes views, and remembers what did not change since the last one.
pub(crate) struct Views {
    store: Store,
    folder: Folder,
    cache: Mutex<Cache>,
}

#[derive(Default)]
struct Cache {
    snapshot: i64,
    files: Arc<Vec<DataFile>>,
    batches: FxHashMap<i64, Arc<Batch>>,
    /// Of which revision of the records, and which state of the credits, the resolver is.
    resolved: Option<(i64, i64)>,
    resolver: Arc<Resolver>,
    open: FxHashMap<String, Arc<LakeFile>>,
}

impl Views {
    pub(crate) fn new(store: Store, folder: Folder) -> Self {
        Self { store, folder, cache: Mutex::default() }
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is to read now.
    pub(crate) async fn view(&self) -> Result<View> {
        let revision = self.store.revision().await?;
        let tx = self.store.db().snapshot().await?;
        let snapshot = catalogue::latest_snapshot(&*tx).await?;
        let files = self.files(&*tx, snapshot).await?;
        let (inbox, next_batch) = self.inbox(&*tx).await?;
        let resolver = self.resolver(&*tx, revision).await?;
        tx.rollback().await?;
        Ok(View { snapshot, files, inbox, next_batch, resolver })
    }

    async fn files<C: sea_orm::ConnectionTrait>(
        &self,
        conn: &C,
        snapshot: i64,
    ) -> Result<Arc<Vec<DataFile>>> {
        {
            let cache = self.cache();
            if cache.snapshot == snapshot {
                return Ok(Arc::clone(&cache.files));
            }
        }
        let files = Arc::new(catalogue::live_files(conn).await?);
        let mut cache = self.cache();
        if cache.snapshot < snapshot {
            cache.snapshot = snapshot;
            cache.files = Arc::clone(&files);
            let live: rustc_hash::FxHashSet<&str> =
                files.iter().map(|file| file.name.as_str()).collect();
            cache.open.retain(|name, _| live.contains(name.as_str()));
        }
        Ok(files)
    }

    async fn inbox<C: sea_orm::ConnectionTrait>(&self, conn: &C) -> Result<(Vec<Arc<Batch>>, i64)> {
        let state = inbox::state(conn).await?;
        let numbers = inbox::numbers(conn).await?;
        let unknown: Vec<i64> = {
            let cache = self.cache();
            numbers.iter().copied().filter(|n| !cache.batches.contains_key(n)).collect()
        };
        let loaded = inbox::batches(conn, &unknown).await?;
        let mut cache = self.cache();
        for batch in loaded {
            cache.batches.insert(batch.number, batch);
        }
        let batches: Vec<Arc<Batch>> =
            numbers.iter().filter_map(|n| cache.batches.get(n).cloned()).collect();
        // What has a number and is not in the inbox was flushed; later ones came meanwhile.
        let next = state.batch;
        cache.batches.retain(|number, _| *number >= next || numbers.binary_search(number).is_ok());
        Ok((batches, next))
    }

    async fn resolver<C: sea_orm::ConnectionTrait>(
        &self,
        conn: &C,
        revision: i64,
    ) -> Result<Arc<Resolver>> {
        let row = sql::row(conn, "SELECT credits FROM lake_state", vec![]).await?;
        let credits: i64 = sql::get(&row, 0)?;
        {
            let cache = self.cache();
            if cache.resolved == Some((revision, credits)) {
                return Ok(Arc::clone(&cache.resolver));
            }
        }
        let map = perennial_store::read::identity_map(conn).await?;
        let rows =
            sql::rows(conn, "SELECT contact_id, account_id FROM lake_credits", vec![]).await?;
        let credited = rows
            .iter()
            .map(|row| {
                let (contact, account): (String, String) = (sql::get(row, 0)?, sql::get(row, 1)?);
                Ok((ContactId::from(contact), AccountId::from(account)))
            })
            .collect::<Result<Vec<_>>>()?;
        let resolver = Arc::new(Resolver::new(map, credited));
        let mut cache = self.cache();
        cache.resolved = Some((revision, credits));
        cache.resolver = Arc::clone(&resolver);
        Ok(resolver)
    }

    /// Keeps a batch at hand that was just accepted.
    pub(crate) fn remember(&self, batch: Arc<Batch>) {
        self.cache().batches.insert(batch.number, batch);
    }

    /// Lets go of batches that were flushed.
    pub(crate) fn drop_batches(&self, batches: &[Arc<Batch>]) {
        let mut cache = self.cache();
        for batch in batches {
            cache.batches.remove(&batch.number);
        }
    }

    /// Forgets everything: facts were erased.
    pub(crate) fn forget(&self) {
        *self.cache() = Cache::default();
    }

    /// An opened file. Blocks: call it on a blocking thread.
    pub(crate) fn open(&self, name: &str) -> Result<Arc<LakeFile>> {
        if let Some(file) = self.cache().open.get(name) {
            return Ok(Arc::clone(file));
        }
        let file = Arc::new(LakeFile::open(&self.folder, name)?);
        let mut cache = self.cache();
        if cache.open.len() >= MOST_OPEN {
            cache.open.clear();
        }
        cache.open.insert(name.to_owned(), Arc::clone(&file));
        Ok(file)
    }
}
