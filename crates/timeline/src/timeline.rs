//! The timeline as its users hold it.

use std::sync::{
    Arc, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use perennial_model::{Fact, Micros};
use perennial_store::Store;
use tokio::sync::{Mutex, Notify, mpsc};

use crate::{
    Options, Result, TimelineError,
    accept::{self, Job},
    catalogue,
    gate::Gate,
    hub::Hub,
    inbox,
    lake::{Folder, WrittenFile},
    recent::Remembered,
    view::Views,
    watch,
};

/// The timeline of one company. Clones share everything; several processes may have the same one
/// open at once.
#[derive(Clone)]
pub struct Timeline {
    pub(crate) inner: Arc<Inner>,
    pub(crate) jobs: mpsc::Sender<Job>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) options: Options,
    pub(crate) folder: Folder,
    pub(crate) views: Views,
    pub(crate) hub: Hub,
    pub(crate) gate: Mutex<Gate>,
    /// What the gate remembered after the latest call.
    pub(crate) remembered: std::sync::Mutex<Remembered>,
    /// Facts that this process wrote into files, those counted that were written anew.
    pub(crate) written: AtomicU64,
    /// One flush, one compaction at a time in this process.
    pub(crate) flushing: Mutex<()>,
    pub(crate) compacting: Mutex<()>,
    /// A snapshot of this process was committed.
    pub(crate) published: Notify,
    /// The inbox is large enough to be flushed.
    pub(crate) full_enough: Notify,
}

impl Timeline {
    /// Opens the timeline: makes folder and catalogue if they are not there, tells the catalogue
    /// where the folder is now, and removes files that a crash left behind. Call it on a Tokio
    /// runtime.
    ///
    /// # Errors
    /// When the folder or the database cannot be used.
    pub async fn open(store: Store, options: Options) -> Result<Self> {
        let (root, ids) = (options.root.clone(), Arc::clone(store.ids()));
        let folder = blocking(move || Folder::open(&root, ids)).await?;
        let tx = store.begin().await?;
        inbox::lock(&*tx).await?;
        let now = store.clock().now();
        catalogue::ensure(&*tx, &folder.data_path(), now, store.ids().as_ref()).await?;
        tx.commit().await?;
        let inner = Arc::new(Inner {
            views: Views::new(store.clone(), folder.clone()),
            hub: Hub::default(),
            gate: Mutex::new(Gate::new(options.most_ids)),
            remembered: std::sync::Mutex::default(),
            written: AtomicU64::new(0),
            flushing: Mutex::default(),
            compacting: Mutex::default(),
            published: Notify::new(),
            full_enough: Notify::new(),
            store,
            options,
            folder,
        });
        inner.remove_orphans().await?;
        let latest = catalogue::latest_snapshot(inner.store.db().reader()).await?;
        let (jobs, queue) = mpsc::channel(1024);
        tokio::spawn(accept::run(Arc::clone(&inner), queue));
        tokio::spawn(watch::run(Arc::downgrade(&inner), latest, inner.options.poll_every));
        Ok(Self { inner, jobs })
    }

    pub fn options(&self) -> &Options {
        &self.inner.options
    }
}

impl Inner {
    pub(crate) fn now(&self) -> Micros {
        self.store.clock().now()
    }

    /// Writes down what the gate remembers, and says so when that begins to be less than it should.
    pub(crate) fn remembered(&self, now: Remembered) {
        let mut last = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let (None, Some(since)) = (last.since, now.since) {
            tracing::warn!(
                %since, ids = now.ids,
                "more message ids came in seven days than timeline.message_ids allows: the oldest are \
                 forgotten earlier, so an event that is sent again after that counts twice"
            );
        }
        *last = now;
    }

    /// A place where a test lets the process die.
    pub(crate) fn may_stop(&self, at: &'static str) -> Result<()> {
        if self.options.stop_at == Some(at) { Err(TimelineError::Stopped(at)) } else { Ok(()) }
    }

    /// Counts facts that were written into files.
    pub(crate) fn wrote(&self, files: &[WrittenFile]) {
        let facts = files.iter().map(|file| file.rows).sum();
        self.written.fetch_add(facts, Ordering::Relaxed);
    }

    /// Removes files that were written in vain.
    pub(crate) async fn discard(&self, files: &[WrittenFile]) -> Result<()> {
        let folder = self.folder.clone();
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        blocking(move || names.iter().try_for_each(|name| folder.remove(name))).await
    }

    /// Removes files that no row of the catalogue names: a crash left them. Young ones may be
    /// somebody's who is about to publish them.
    pub(crate) async fn remove_orphans(&self) -> Result<u64> {
        let (folder, grace, now) = (self.folder.clone(), self.options.grace, self.now());
        let old = blocking(move || folder.older_than(grace, now)).await?;
        if old.is_empty() {
            return Ok(0);
        }
        let named = catalogue::named_files(self.store.db().reader()).await?;
        let orphans: Vec<String> = old.into_iter().filter(|name| !named.contains(name)).collect();
        let count = orphans.len() as u64;
        if count > 0 {
            tracing::info!(files = count, "removing files that a crash left behind");
        }
        let folder = self.folder.clone();
        blocking(move || orphans.iter().try_for_each(|name| folder.remove(name))).await?;
        Ok(count)
    }
}

/// Runs work that blocks or computes for long.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|_| TimelineError::Closed)?
}

/// What is no number is no value.
pub(crate) fn clean(mut fact: Fact) -> Fact {
    fact.value = fact.value.filter(|value| value.is_finite());
    fact
}
