//! Forgetting a contact or an account: every file and every batch that names it is rewritten
//! without it, and what showed the old ones is gone at once, without any grace.

use std::sync::Arc;

use arrow::{array::BooleanArray, compute::filter_record_batch};
use perennial_model::{AccountId, ContactId, Fact};
use rustc_hash::FxHashSet;
use sea_orm::ConnectionTrait;

use crate::{
    Result, Timeline, TimelineError,
    catalogue::{self, ChangeKind, DataFile, Publication},
    columns::{Column, FactView},
    credit::{self, Credits, credited},
    flush::ATTEMPTS,
    hub::Event,
    identity::Resolver,
    inbox::{self, Batch},
    inbox_codec::Packer,
    lake::{FILE_BATCH, LakeFile, Layout, WrittenFile, write_files},
    sql,
    timeline::{Inner, blocking},
    view::View,
};

/// Who is to be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erase {
    Contact(ContactId),
    /// The account, and every contact that belongs to it.
    Account(AccountId),
}

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Erased {
    pub facts: u64,
    /// Files that were rewritten.
    pub files: u64,
}

/// All ids, aliases included, under which facts are to be erased.
#[derive(Debug, Clone)]
struct Gone {
    accounts: FxHashSet<AccountId>,
    contacts: FxHashSet<ContactId>,
}

impl Timeline {
    /// Erases the facts of a contact or an account from inbox and files, under every id that is
    /// theirs. Call it before the records are erased: they know the aliases.
    ///
    /// What the database deleted may still stand in the free space of its own file until
    /// `Db::vacuum` was called.
    ///
    /// # Errors
    /// When the disk or the database fails; then call it again.
    pub async fn erase(&self, who: &Erase) -> Result<Erased> {
        self.inner.erase(who).await
    }
}

impl Gone {
    fn new(who: &Erase, resolver: &Resolver) -> Self {
        let none = FxHashSet::default;
        match who {
            Erase::Contact(contact) => {
                Self { accounts: none(), contacts: resolver.contact_ids(contact) }
            }
            Erase::Account(account) => {
                let contacts = resolver.contacts_of(account).iter();
                Self {
                    accounts: resolver.account_ids(account),
                    contacts: contacts.flat_map(|id| resolver.contact_ids(id)).collect(),
                }
            }
        }
    }

    fn has(&self, account: Option<&str>, contact: Option<&str>) -> bool {
        account.is_some_and(|id| self.accounts.contains(id))
            || contact.is_some_and(|id| self.contacts.contains(id))
    }

    fn has_fact(&self, fact: &Fact) -> bool {
        self.has(
            fact.account_id.as_ref().map(AccountId::as_str),
            fact.contact_id.as_ref().map(ContactId::as_str),
        )
    }

    fn may_be_in(&self, file: &DataFile) -> bool {
        let within = |bounds: &Option<(String, String)>, id: &str| {
            bounds.as_ref().is_some_and(|(min, max)| min.as_str() <= id && id <= max.as_str())
        };
        self.accounts.iter().any(|id| within(&file.accounts, id.as_str()))
            || self.contacts.iter().any(|id| within(&file.contacts, id.as_str()))
    }
}

/// Files with the erased facts, and files without them.
#[derive(Debug, Default)]
struct Rewritten {
    replace: Vec<i64>,
    add: Vec<WrittenFile>,
    facts: u64,
    credits: Credits,
}

impl Inner {
    async fn erase(self: &Arc<Self>, who: &Erase) -> Result<Erased> {
        for _ in 0..ATTEMPTS {
            let view = self.views.view().await?;
            let gone = Gone::new(who, &view.resolver);
            let rewritten = self.rewrite(&view, &gone).await?;
            self.wrote(&rewritten.add);
            self.may_stop("erase.files_written")?;
            if let Some(erased) = self.publish_erasure(&view, &gone, &rewritten).await? {
                self.views.forget();
                self.gate.lock().await.erased();
                self.published.notify_one();
                let all = catalogue::due(self.store.db().reader(), None).await?;
                self.remove_scheduled(all).await?;
                return Ok(erased);
            }
            self.discard(&rewritten.add).await?;
        }
        Err(TimelineError::Contended)
    }

    async fn rewrite(&self, view: &View, gone: &Gone) -> Result<Rewritten> {
        let (folder, target) = (self.folder.clone(), self.options.target_rows);
        let (files, gone) = (Arc::clone(&view.files), gone.clone());
        let resolver = Arc::clone(&view.resolver);
        blocking(move || {
            let mut rewritten = Rewritten::default();
            for file in files.iter().filter(|file| gone.may_be_in(file)) {
                let open = LakeFile::open(&folder, &file.name)?;
                let (mut kept, mut rows, mut named) = (Vec::new(), 0, false);
                for batch in open.batches(Layout::Plain, FILE_BATCH)? {
                    let batch = batch?;
                    let facts = FactView::new(&batch, open.path())?;
                    let stays = (0..facts.rows()).map(|row| {
                        let contact = facts.text(Column::ContactId, row);
                        named |= gone.has(facts.text(Column::AccountId, row), contact);
                        Some(!gone.has(facts.raw_account(row), contact))
                    });
                    let stays = stays.collect::<BooleanArray>();
                    let batch = filter_record_batch(&batch, &stays)?;
                    rows += batch.num_rows() as u64;
                    let credits = &mut rewritten.credits;
                    kept.push(credited(&batch, &resolver, credits, open.path())?);
                }
                if named {
                    rewritten.facts += file.rows - rows;
                    rewritten.replace.push(file.id);
                    rewritten.add.extend(write_files(&folder, &kept, target)?);
                }
            }
            Ok(rewritten)
        })
        .await
    }

    /// Nothing when the files changed meanwhile.
    async fn publish_erasure(
        &self,
        view: &View,
        gone: &Gone,
        rewritten: &Rewritten,
    ) -> Result<Option<Erased>> {
        let tx = self.store.begin().await?;
        let state = inbox::lock(&*tx).await?;
        if catalogue::latest_snapshot(&*tx).await? != view.snapshot {
            tx.rollback().await?;
            return Ok(None);
        }
        let from_inbox = erase_from_inbox(&*tx, state.batch, gone).await?;
        erase_credits(&*tx, gone).await?;
        credit::remember(&*tx, rewritten.credits.clone()).await?;
        let publication = Publication {
            kind: ChangeKind::Erasure,
            add: &rewritten.add,
            replace: &rewritten.replace,
        };
        let now = self.now();
        let Some(snapshot) = catalogue::publish(&*tx, &publication, now).await? else {
            tx.rollback().await?;
            return Ok(None);
        };
        catalogue::expire(&*tx, None).await?;
        catalogue::schedule(&*tx, now).await?;
        self.may_stop("erase.before_commit")?;
        tx.commit().await?;
        self.may_stop("erase.committed")?;
        self.hub.tell(&Event::Restart { snapshot });
        Ok(Some(Erased {
            facts: rewritten.facts + from_inbox,
            files: rewritten.replace.len() as u64,
        }))
    }
}

/// Batches that lose facts get a new number, so that a flush of the old ones comes to nothing.
async fn erase_from_inbox<C: ConnectionTrait>(
    conn: &C,
    first_number: i64,
    gone: &Gone,
) -> Result<u64> {
    let mut number = first_number;
    let mut erased = 0;
    let named = |batch: &Arc<Batch>| batch.facts.iter().any(|fact| gone.has_fact(fact));
    for batch in inbox::since(conn, 0).await?.into_iter().filter(named) {
        let kept: Vec<Fact> =
            batch.facts.iter().filter(|fact| !gone.has_fact(fact)).cloned().collect();
        erased += (batch.facts.len() - kept.len()) as u64;
        let accepted_at = batch.accepted_at;
        inbox::remove(conn, &[batch]).await?;
        if !kept.is_empty() {
            let packed = Packer::new()?.pack(&kept)?;
            inbox::insert(conn, number, accepted_at, kept.len(), packed).await?;
            number = inbox::lock(conn).await?.batch;
        }
    }
    Ok(erased)
}

async fn erase_credits<C: ConnectionTrait>(conn: &C, gone: &Gone) -> Result<()> {
    let accounts = gone.accounts.iter().map(|id| ("account_id", id.as_str()));
    let contacts = gone.contacts.iter().map(|id| ("contact_id", id.as_str()));
    for (column, id) in accounts.chain(contacts) {
        let sql = format!("DELETE FROM lake_credits WHERE {column} = $1");
        sql::execute(conn, &sql, vec![id.into()]).await?;
    }
    sql::execute(conn, "UPDATE lake_state SET credits = credits + 1", vec![]).await?;
    Ok(())
}
