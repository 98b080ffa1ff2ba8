//! Imports: straight into files, past the inbox.

use std::sync::Arc;

use arrow::{array::BooleanArray, compute::filter_record_batch, record_batch::RecordBatch};
use perennial_model::Fact;
use perennial_store::write;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::{
    Result, Timeline, TimelineError,
    catalogue::{self, ChangeKind, DataFile, Publication},
    columns::{Column, facts_batch, ids},
    fact_key::{FactKey, KeySet},
    flush::ATTEMPTS,
    gate::Named,
    hub::Event,
    inbox::{self, Batch},
    lake::{FILE_BATCH, LakeFile, WrittenFile, write_files},
    timeline::{Inner, blocking, clean},
    view::View,
};

/// What became of an import's facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Appended {
    pub added: u64,
    /// Facts whose id stands anywhere in the timeline, or earlier in the same call.
    pub repeated: u64,
}

/// Facts in columns, with the keys of their ids.
struct Import {
    batches: Vec<RecordBatch>,
    keys: Vec<Vec<FactKey>>,
    named: Vec<Named>,
    rows: usize,
}

impl Timeline {
    /// Takes the facts of an import in, all or nothing, durably. A fact whose id stands anywhere
    /// in the timeline counts once, however long ago that was.
    ///
    /// # Errors
    /// When the disk or the database fails; then nothing was taken.
    pub async fn append(&self, facts: Vec<Fact>) -> Result<Appended> {
        let total = facts.len();
        let mut import = Arc::new(blocking(move || Import::new(facts)).await?);
        for _ in 0..ATTEMPTS {
            let view = self.inner.views.view().await?;
            import = self.inner.without_known(import, &view).await?;
            if import.rows == 0 || self.inner.publish_import(&import, &view).await? {
                let added = import.rows as u64;
                return Ok(Appended { added, repeated: total as u64 - added });
            }
        }
        Err(TimelineError::Contended)
    }

    /// What [`Timeline::append`] would do with these facts, without doing it.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn weigh(&self, facts: Vec<Fact>) -> Result<Appended> {
        let total = facts.len() as u64;
        let mut import = Arc::new(blocking(move || Import::new(facts)).await?);
        let view = self.inner.views.view().await?;
        import = self.inner.without_known(import, &view).await?;
        let added = import.rows as u64;
        Ok(Appended { added, repeated: total - added })
    }
}

impl Import {
    fn new(facts: Vec<Fact>) -> Result<Self> {
        let mut seen = KeySet::default();
        let mut named = FxHashSet::default();
        let mut import = Self { batches: Vec::new(), keys: Vec::new(), named: Vec::new(), rows: 0 };
        let mut facts = facts.into_iter();
        loop {
            let portion: Vec<Fact> = facts.by_ref().take(FILE_BATCH).map(clean).collect();
            if portion.is_empty() {
                import.named = named.into_iter().collect();
                import.named.sort_unstable();
                return Ok(import);
            }
            let keys: Vec<FactKey> =
                portion.par_iter().map(|fact| FactKey::of(&fact.fact_id)).collect();
            let (portion, keys): (Vec<Fact>, Vec<FactKey>) =
                portion.into_iter().zip(keys).filter(|(_, key)| seen.insert(*key)).unzip();
            for fact in &portion {
                let pair = (&fact.account_id, &fact.contact_id);
                if pair != (&None, &None) {
                    named.insert((pair.0.clone(), pair.1.clone()));
                }
            }
            import.rows += portion.len();
            import.batches.push(facts_batch(&portion)?);
            import.keys.push(keys);
        }
    }

    fn keys(&self) -> KeySet {
        self.keys.iter().flatten().copied().collect()
    }

    fn without(&self, known: &KeySet) -> Result<Self> {
        let mut rest =
            Self { batches: Vec::new(), keys: Vec::new(), named: self.named.clone(), rows: 0 };
        for (batch, keys) in self.batches.iter().zip(&self.keys) {
            let is_new = keys.iter().map(|key| Some(!known.contains(key)));
            let batch = filter_record_batch(batch, &is_new.collect::<BooleanArray>())?;
            rest.rows += batch.num_rows();
            rest.batches.push(batch);
            rest.keys.push(keys.iter().filter(|key| !known.contains(key)).copied().collect());
        }
        Ok(rest)
    }
}

impl Inner {
    /// The import without what the timeline has already.
    async fn without_known(&self, import: Arc<Import>, view: &View) -> Result<Arc<Import>> {
        let (folder, files, inbox) =
            (self.folder.clone(), Arc::clone(&view.files), view.inbox.clone());
        blocking(move || {
            let keys = import.keys();
            let mut known = known_in_inbox(&keys, &inbox);
            let open = |file: &DataFile| LakeFile::open(&folder, &file.name);
            let of_files = files
                .par_iter()
                .map(|file| known_in_file(&keys, &open(file)?))
                .collect::<Result<Vec<_>>>()?;
            known.extend(of_files.into_iter().flatten());
            if known.is_empty() { Ok(import) } else { Ok(Arc::new(import.without(&known)?)) }
        })
        .await
    }

    /// Whether it was published; not when some of the facts came in meanwhile.
    async fn publish_import(self: &Arc<Self>, import: &Arc<Import>, view: &View) -> Result<bool> {
        let (folder, target) = (self.folder.clone(), self.options.target_rows);
        let to_write = Arc::clone(import);
        let files = blocking(move || write_files(&folder, &to_write.batches, target)).await?;
        self.wrote(&files);
        self.may_stop("append.files_written")?;

        let tx = self.store.begin().await?;
        inbox::lock(&*tx).await?;
        if !self.still_new(&tx, import, view).await? {
            tx.rollback().await?;
            self.discard(&files).await?;
            return Ok(false);
        }
        let touched = write::ensure(&tx, &import.named).await?;
        self.publish_files(&tx, &files).await?;
        self.may_stop("append.before_commit")?;
        tx.commit().await?;
        self.published.notify_one();
        if !touched.is_empty() {
            self.hub.tell(&Event::Identities(touched));
        }
        Ok(true)
    }

    async fn publish_files(&self, tx: &perennial_store::Tx, files: &[WrittenFile]) -> Result<()> {
        let publication = Publication { kind: ChangeKind::Insert, add: files, replace: &[] };
        catalogue::publish(&**tx, &publication, self.now()).await?;
        Ok(())
    }

    /// Whether nothing of the import came in since the view was made.
    async fn still_new(
        &self,
        tx: &perennial_store::Tx,
        import: &Arc<Import>,
        view: &View,
    ) -> Result<bool> {
        let Some(changes) = catalogue::changes_since(&**tx, view.snapshot).await? else {
            return Ok(false);
        };
        let last = view.inbox.last().map_or(0, |batch| batch.number);
        let inbox = inbox::since(&**tx, last).await?;
        let names: Vec<String> = changes
            .into_iter()
            .filter(|change| change.kind == ChangeKind::Insert)
            .flat_map(|change| change.added)
            .collect();
        let (folder, import) = (self.folder.clone(), Arc::clone(import));
        blocking(move || {
            let keys = import.keys();
            if !known_in_inbox(&keys, &inbox).is_empty() {
                return Ok(false);
            }
            for name in names {
                if !known_in_file(&keys, &LakeFile::open(&folder, &name)?)?.is_empty() {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await
    }
}

fn known_in_inbox(keys: &KeySet, inbox: &[Arc<Batch>]) -> KeySet {
    let facts = inbox.iter().flat_map(|batch| batch.facts.iter());
    facts.map(|fact| FactKey::of(&fact.fact_id)).filter(|key| keys.contains(key)).collect()
}

fn known_in_file(keys: &KeySet, file: &LakeFile) -> Result<KeySet> {
    let mut known = KeySet::default();
    for batch in file.columns(&[Column::FactId], FILE_BATCH)? {
        let batch = batch?;
        let found = ids(&batch, file.path())?.iter().flatten().map(FactKey::of);
        known.extend(found.filter(|key| keys.contains(key)));
    }
    Ok(known)
}
