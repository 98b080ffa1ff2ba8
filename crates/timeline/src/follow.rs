//! The rollup of everything, and every later change exactly once.

use std::{collections::VecDeque, sync::Arc};

use perennial_model::{Fact, Keep};
use perennial_store::Touched;
use tokio::sync::mpsc::{self, UnboundedReceiver};

use crate::{
    Result, Rollup, Timeline, TimelineError,
    columns::{Column, FactView, ids},
    fact_key::FactKey,
    hub::Event,
    lake::{FILE_BATCH, Folder, LakeFile, Layout},
    timeline::{Inner, blocking},
    told::Told,
    view::View,
};

/// What happened since.
#[derive(Debug, Clone)]
pub enum Change {
    /// Facts came in. Of this process: as soon as they are durable. Of others: when they were
    /// published in files.
    Facts(Arc<Vec<Fact>>),
    /// Records or identities changed together with facts of this process.
    Identities(Touched),
    /// Facts were erased, or the follower fell too far behind: what was read is void, call
    /// [`Timeline::follow`] again.
    Erased,
}

/// Hears of every change exactly once.
pub struct Follower {
    events: UnboundedReceiver<Event>,
    folder: Folder,
    /// What is in the rollup already: this snapshot and what was before, and the batches with
    /// lower numbers than this.
    snapshot: i64,
    next_batch: i64,
    /// What was told, or will be, and is still to come in a file.
    told: Told,
    ready: VecDeque<Change>,
    over: bool,
}

impl Timeline {
    /// The rollup of everything there is now, with what `keep` asks for, and a follower that hears
    /// of every later change.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn follow(&self, keep: Keep) -> Result<(Rollup, Follower)> {
        // First listen, then read: what comes meanwhile is heard, and known by its number.
        let events = self.inner.hub.join();
        let (view, files) = self.inner.view_with_files().await?;
        let follower = Follower::new(events, self.inner.folder.clone(), &view);
        let inner = Arc::clone(&self.inner);
        let rollup = blocking(move || {
            let options = &inner.options;
            let mut rollup = Rollup::new((**view.resolver).clone(), keep)
                .bounded(options.rollup_bytes, options.root.clone());
            fold(&mut rollup, files, &inner)?;
            for batch in &view.inbox {
                rollup.apply(&batch.facts, &inner.options.zone);
            }
            Ok(rollup)
        })
        .await?;
        Ok((rollup, follower))
    }

    /// A follower that hears of every change from now on, for those who need no rollup.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn listen(&self) -> Result<Follower> {
        let events = self.inner.hub.join();
        let view = self.inner.views.view().await?;
        Ok(Follower::new(events, self.inner.folder.clone(), &view))
    }
}

/// Folds files into a rollup; one thread reads while another counts.
fn fold(rollup: &mut Rollup, files: Vec<LakeFile>, inner: &Inner) -> Result<()> {
    const AHEAD: usize = 4;
    let (sender, batches) = mpsc::channel(AHEAD);
    std::thread::scope(move |scope| {
        // Dropped when this returns early, so that the other thread ends too.
        let mut batches = batches;
        scope.spawn(move || {
            for file in files {
                let path = file.path().to_owned();
                let read = match file.batches(Layout::Dictionary, FILE_BATCH) {
                    Ok(read) => read,
                    Err(error) => return drop(sender.blocking_send(Err(error))),
                };
                for batch in read {
                    let item = batch.map(|batch| (batch, path.clone()));
                    if sender.blocking_send(item).is_err() {
                        return;
                    }
                }
            }
        });
        while let Some(item) = batches.blocking_recv() {
            let (batch, path) = item?;
            rollup.apply_columns(&batch, &inner.options.zone, &path)?;
        }
        Ok(())
    })
}

impl Follower {
    /// Hears what comes after a view that was made once `events` were listened to.
    fn new(events: UnboundedReceiver<Event>, folder: Folder, view: &View) -> Self {
        let mut follower = Self {
            events,
            folder,
            snapshot: view.snapshot,
            next_batch: view.next_batch,
            told: Told::default(),
            ready: VecDeque::new(),
            over: false,
        };
        for batch in &view.inbox {
            follower.told.promised(batch.number, Arc::clone(&batch.facts));
            follower.told.confirmed(batch.number);
        }
        follower
    }

    /// The next change. Nothing when the timeline was closed, or after [`Change::Erased`].
    pub async fn next(&mut self) -> Option<Change> {
        loop {
            if let Some(change) = self.ready.pop_front() {
                return Some(change);
            }
            if self.over {
                return None;
            }
            let event = self.events.recv().await?;
            self.hear(event).await;
        }
    }

    /// The next change, if there is one already.
    pub async fn try_next(&mut self) -> Option<Change> {
        loop {
            if let Some(change) = self.ready.pop_front() {
                return Some(change);
            }
            if self.over {
                return None;
            }
            let event = self.events.try_recv().ok()?;
            self.hear(event).await;
        }
    }

    async fn hear(&mut self, event: Event) {
        match event {
            Event::Promised(number, facts) => {
                if number >= self.next_batch {
                    self.told.promised(number, facts);
                }
            }
            Event::Confirmed(number) => {
                if number >= self.next_batch
                    && let Some(facts) = self.told.confirmed(number)
                {
                    self.ready.push_back(Change::Facts(facts));
                }
            }
            Event::Aborted(number) => self.told.aborted(number),
            Event::Identities(touched) => self.ready.push_back(Change::Identities(touched)),
            Event::Restart { snapshot } if snapshot > self.snapshot => self.end(),
            Event::Published { snapshot, files, batches } if snapshot > self.snapshot => {
                self.snapshot = snapshot;
                if batches.is_some_and(|batches| self.told.published(&batches)) {
                    return;
                }
                self.told.by_id();
                for name in files {
                    if self.publish(&name).await.is_err() {
                        // The file is gone: too far behind.
                        return self.end();
                    }
                }
                self.told.forget_published();
            }
            Event::Restart { .. } | Event::Published { .. } => {}
        }
    }

    fn end(&mut self) {
        self.ready.push_back(Change::Erased);
        self.over = true;
    }

    /// Makes changes of those facts of a new file that were not told yet.
    async fn publish(&mut self, name: &str) -> Result<()> {
        let (folder, name) = (self.folder.clone(), name.to_owned());
        let (file, keys) = blocking(move || {
            let file = LakeFile::open(&folder, &name)?;
            let mut keys = Vec::new();
            for batch in file.columns(&[Column::FactId], FILE_BATCH)? {
                let batch = batch?;
                let ids = ids(&batch, file.path())?.iter();
                keys.push(ids.map(|id| FactKey::of(id.unwrap_or_default())).collect::<Vec<_>>());
            }
            Ok((file, keys))
        })
        .await?;
        let news: Vec<Vec<bool>> = keys
            .into_iter()
            .map(|keys| keys.into_iter().map(|key| !self.told.is_published(key)).collect())
            .collect();
        if !news.iter().flatten().any(|is_new| *is_new) {
            return Ok(());
        }
        let portions = blocking(move || new_facts(&file, news)).await?;
        let portions = portions.into_iter().filter(|facts| !facts.is_empty());
        self.ready.extend(portions.map(|facts| Change::Facts(Arc::new(facts))));
        Ok(())
    }
}

fn new_facts(file: &LakeFile, news: Vec<Vec<bool>>) -> Result<Vec<Vec<Fact>>> {
    file.batches(Layout::Plain, FILE_BATCH)?
        .zip(news)
        .map(|(batch, news)| {
            let batch = batch?;
            let view = FactView::new(&batch, file.path())?;
            if view.rows() != news.len() {
                return Err(TimelineError::damaged(file.path(), "it changed while it was read"));
            }
            let rows = (0..view.rows()).zip(news).filter(|(_, is_new)| *is_new);
            rows.map(|(row, _)| view.fact(row, file.path())).collect()
        })
        .collect()
}
