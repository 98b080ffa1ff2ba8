//! Merging small files into greater ones, sorted by account and time.
//!
//! Files are merged with files of about their own size, eight at a time, so that a fact is written
//! anew at most four times until it stands in a file that is not merged any further.

use std::sync::Arc;

use arrow::record_batch::RecordBatch;

use crate::{
    Result, Timeline, TimelineError,
    catalogue::{self, ChangeKind, DataFile, Publication},
    credit::{self, Credits, credited},
    flush::ATTEMPTS,
    inbox,
    lake::{FILE_BATCH, LakeFile, Layout, WrittenFile, write_files},
    timeline::{Inner, blocking},
    view::View,
};

/// So many files are merged into one.
const FAN_IN: usize = 8;
/// Compressed bytes that are held in memory at once, about.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// What a compaction did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Compacted {
    pub files_before: u64,
    pub files_after: u64,
    /// Facts that were written anew.
    pub facts: u64,
}

impl Timeline {
    /// Merges small files until there are few of each size, and credits facts to accounts that
    /// became known. The files that were merged are removed later, by [`Timeline::expire`].
    ///
    /// # Errors
    /// When the disk or the database fails; then nothing changed, or a part of the merges.
    pub async fn compact(&self) -> Result<Compacted> {
        self.inner.compact().await
    }
}

impl Inner {
    pub(crate) async fn compact(self: &Arc<Self>) -> Result<Compacted> {
        let _one_at_a_time = self.compacting.lock().await;
        let mut all = Compacted::default();
        let mut conflicts = 0;
        loop {
            let view = self.views.view().await?;
            let sources = plan(&view.files, self.options.target_rows);
            if sources.is_empty() {
                return Ok(all);
            }
            match self.merge(&view, sources).await? {
                Some(merge) => {
                    all.files_before += merge.files_before;
                    all.files_after += merge.files_after;
                    all.facts += merge.facts;
                }
                None if conflicts == ATTEMPTS => return Err(TimelineError::Contended),
                None => conflicts += 1,
            }
        }
    }

    /// Nothing when somebody else replaced one of the files meanwhile.
    async fn merge(
        self: &Arc<Self>,
        view: &View,
        sources: Vec<DataFile>,
    ) -> Result<Option<Compacted>> {
        let ids: Vec<i64> = sources.iter().map(|file| file.id).collect();
        let facts = sources.iter().map(|file| file.rows).sum();
        let (folder, resolver) = (self.folder.clone(), Arc::clone(&view.resolver));
        let target = self.options.target_rows;
        let written = blocking(move || {
            let mut credits = Credits::default();
            let mut batches: Vec<RecordBatch> = Vec::new();
            for source in &sources {
                let file = LakeFile::open(&folder, &source.name)?;
                for batch in file.batches(Layout::Plain, FILE_BATCH)? {
                    batches.push(credited(&batch?, &resolver, &mut credits, file.path())?);
                }
            }
            Ok((write_files(&folder, &batches, target)?, credits))
        })
        .await;
        let (files, credits) = match written {
            Ok(written) => written,
            // Somebody else was quicker, and the file is gone already.
            Err(TimelineError::File { doing: "opened", .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        self.wrote(&files);
        self.may_stop("compact.files_written")?;
        if !self.publish_merge(&files, &ids, credits).await? {
            self.discard(&files).await?;
            return Ok(None);
        }
        self.published.notify_one();
        Ok(Some(Compacted {
            files_before: ids.len() as u64,
            files_after: files.len() as u64,
            facts,
        }))
    }

    async fn publish_merge(
        &self,
        files: &[WrittenFile],
        replace: &[i64],
        credits: Credits,
    ) -> Result<bool> {
        let tx = self.store.begin().await?;
        inbox::lock(&*tx).await?;
        let publication = Publication { kind: ChangeKind::Compaction, add: files, replace };
        if catalogue::publish(&*tx, &publication, self.now()).await?.is_none() {
            tx.rollback().await?;
            return Ok(false);
        }
        credit::remember(&*tx, credits).await?;
        self.may_stop("compact.before_commit")?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Which files to merge next; none when there are few of each size.
fn plan(files: &[DataFile], target_rows: usize) -> Vec<DataFile> {
    let target = target_rows as u64;
    for (least, most) in TIERS {
        let (from, until) = (target / least, target / most);
        let of_tier = files
            .iter()
            .filter(|file| file.rows >= from && file.rows < until && file.bytes < MOST_BYTES / 2);
        let (mut rows, mut bytes, mut sources) = (0, 0, Vec::new());
        for file in of_tier {
            rows += file.rows;
            bytes += file.bytes;
            sources.push(file.clone());
            if sources.len() == FAN_IN || rows >= target || bytes >= MOST_BYTES {
                return sources;
            }
        }
    }
    Vec::new()
}

/// Sizes of files that are merged with each other, as fractions of the target: of a million facts
/// up to 976, 7 812, 62 500 and 500 000.
const TIERS: [(u64, u64); 4] = [(u64::MAX, 1024), (1024, 128), (128, 16), (16, 2)];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TARGET: usize = 100_000;

    fn file(id: i64, rows: u64) -> DataFile {
        DataFile { id, rows, bytes: rows * 40, ..DataFile::default() }
    }

    #[test]
    fn seven_files_of_a_size_stay_and_eight_are_merged() {
        let files: Vec<_> = (0..7).map(|id| file(id, 10)).collect();
        assert!(plan(&files, TARGET).is_empty());
        let files: Vec<_> = (0..8).map(|id| file(id, 10)).collect();
        assert_eq!(plan(&files, TARGET).len(), 8);
        let large: Vec<_> = (0..20).map(|id| file(id, TARGET as u64 / 2)).collect();
        assert!(plan(&large, TARGET).is_empty());
    }

    proptest! {
        #[test]
        fn a_fact_is_rewritten_at_most_four_times(sizes in prop::collection::vec(1_u64..3000, 1..400)) {
            let mut files: Vec<(DataFile, u32)> = Vec::new();
            for (id, rows) in (0_i64..).zip(sizes) {
                files.push((file(id, rows), 0));
                loop {
                    let now: Vec<_> = files.iter().map(|(file, _)| file.clone()).collect();
                    let sources = plan(&now, TARGET);
                    if sources.is_empty() { break; }
                    let ids: Vec<i64> = sources.iter().map(|file| file.id).collect();
                    let (merged, kept): (Vec<_>, Vec<_>) =
                        files.into_iter().partition(|(file, _)| ids.contains(&file.id));
                    files = kept;
                    let rounds = merged.iter().map(|(_, rounds)| rounds + 1).max().unwrap_or(0);
                    prop_assert!(rounds <= 4);
                    let rows = sources.iter().map(|file| file.rows).sum();
                    files.push((file(ids[0], rows), rounds));
                }
            }
            // Seven of each of four sizes, and the large ones.
            let small = files.iter().filter(|(file, _)| file.rows < TARGET as u64 / 2).count();
            prop_assert!(small <= 28);
        }
    }
}
