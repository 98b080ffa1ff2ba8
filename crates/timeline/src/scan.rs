//! All facts of one moment.

use std::sync::Arc;

use arrow::{
    array::{ArrayRef, StringBuilder},
    record_batch::RecordBatch,
};
use perennial_model::{AccountId, ContactId};
use tokio::sync::mpsc;

use crate::{
    Result, Timeline, TimelineError,
    columns::{Column, FactView, facts_schema, resolved_batch},
    flush::ATTEMPTS,
    identity::Resolver,
    lake::{LakeFile, Layout},
    timeline::{Inner, blocking},
    view::View,
};

/// Facts per batch.
const SCAN_BATCH: usize = 16_384;
/// Batches that are read ahead.
const AHEAD: usize = 4;

/// All facts of one moment, batch after batch, with the columns of [`crate::facts_schema`] and
/// identities resolved. Its order is that of the files, not that of time.
#[derive(Debug)]
pub struct Facts {
    batches: mpsc::Receiver<Result<RecordBatch>>,
}

impl Facts {
    /// The next batch; nothing when all were read.
    pub async fn next(&mut self) -> Option<Result<RecordBatch>> {
        self.batches.recv().await
    }
}

impl Timeline {
    /// Begins to read all facts: those of the latest snapshot's files, and the inbox beside them.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn facts(&self) -> Result<Facts> {
        let (view, files) = self.inner.view_with_files().await?;
        let (sender, batches) = mpsc::channel(AHEAD);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = send(&view, &files, &sender) {
                // Nobody listens any more: that is fine.
                let _ = sender.blocking_send(Err(error));
            }
        });
        Ok(Facts { batches })
    }

    /// Shows all facts of one moment to `visit`; see [`Timeline::facts`].
    ///
    /// # Errors
    /// When the disk or the database fails; some facts may have been visited by then.
    pub async fn scan(&self, mut visit: impl FnMut(RecordBatch)) -> Result<()> {
        let mut facts = self.facts().await?;
        while let Some(batch) = facts.next().await {
            visit(batch?);
        }
        Ok(())
    }
}

impl Inner {
    /// A view whose files are all open, so that they can be read even when they are removed.
    pub(crate) async fn view_with_files(self: &Arc<Self>) -> Result<(View, Vec<LakeFile>)> {
        for _ in 0..ATTEMPTS {
            let view = self.views.view().await?;
            let (folder, files) = (self.folder.clone(), Arc::clone(&view.files));
            let opened = blocking(move || {
                files.iter().map(|file| LakeFile::open(&folder, &file.name)).collect()
            });
            match opened.await {
                Ok(files) => return Ok((view, files)),
                // Facts were erased meanwhile, and the files with them.
                Err(TimelineError::File { doing: "opened", .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Err(TimelineError::Contended)
    }
}

fn send(view: &View, files: &[LakeFile], sender: &mpsc::Sender<Result<RecordBatch>>) -> Result<()> {
    let deliver = |batch| sender.blocking_send(Ok(batch)).map_err(|_| TimelineError::Closed);
    for file in files {
        for batch in file.batches(Layout::Plain, SCAN_BATCH)? {
            deliver(resolved(&batch?, &view.resolver, file)?)?;
        }
    }
    for batch in &view.inbox {
        for facts in batch.facts.chunks(SCAN_BATCH) {
            deliver(resolved_batch(facts, &view.resolver)?)?;
        }
    }
    Ok(())
}

/// A batch of a file with its identities resolved, and without the column that only files have.
fn resolved(batch: &RecordBatch, resolver: &Resolver, file: &LakeFile) -> Result<RecordBatch> {
    let view = FactView::new(batch, file.path())?;
    let (mut accounts, mut contacts) = (StringBuilder::new(), StringBuilder::new());
    let mut last: Option<(Option<&str>, Option<&str>)> = None;
    let mut owner: (Option<AccountId>, Option<ContactId>) = (None, None);
    for row in 0..view.rows() {
        let raw = (view.raw_account(row), view.text(Column::ContactId, row));
        if last != Some(raw) {
            last = Some(raw);
            let (account, contact) = (raw.0.map(AccountId::from), raw.1.map(ContactId::from));
            let (account, contact) = resolver.owner(account.as_ref(), contact.as_ref());
            owner = (account.cloned(), contact.cloned());
        }
        accounts.append_option(owner.0.as_ref().map(AccountId::as_str));
        contacts.append_option(owner.1.as_ref().map(ContactId::as_str));
    }
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns.truncate(Column::TABLE.len());
    columns[Column::AccountId.index()] = Arc::new(accounts.finish());
    columns[Column::ContactId.index()] = Arc::new(contacts.finish());
    Ok(RecordBatch::try_new(facts_schema(), columns)?)
}
