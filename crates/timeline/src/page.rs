//! One account's facts, newest first.

use std::{cmp::Reverse, collections::BinaryHeap, sync::Arc};

use perennial_model::{AccountId, ContactId, Fact, FactKind, Micros};

use crate::{
    Result, Timeline, TimelineError,
    columns::FactView,
    flush::ATTEMPTS,
    lake::{Interest, LakeFile, Slice, slices},
    timeline::{Inner, blocking},
    view::View,
};

/// Which facts of an account are wanted.
#[derive(Debug, Clone)]
pub struct PageQuery {
    /// Its id or an alias.
    pub account: AccountId,
    /// Empty for all kinds.
    pub kinds: Vec<FactKind>,
    /// Only facts of this contact (or an alias of it).
    pub contact: Option<ContactId>,
    /// Only facts before this one: time and id of the last fact of the page before.
    pub before: Option<(Micros, String)>,
    pub limit: usize,
}

impl PageQuery {
    /// The first page of an account.
    pub fn of(account: AccountId, limit: usize) -> Self {
        Self { account, kinds: Vec::new(), contact: None, before: None, limit }
    }
}

impl Timeline {
    /// One account's facts, newest first (of the same moment: greatest id first), identities
    /// resolved. Reads only what the statistics of files, row groups and pages leave.
    ///
    /// # Errors
    /// When the disk or the database fails.
    pub async fn page(&self, query: PageQuery) -> Result<Vec<Fact>> {
        if query.limit == 0 {
            return Ok(Vec::new());
        }
        let query = Arc::new(query);
        for _ in 0..ATTEMPTS {
            let view = self.inner.views.view().await?;
            let (inner, query) = (Arc::clone(&self.inner), Arc::clone(&query));
            let page = blocking(move || Search::new(&view, &query).run(&inner, &view)).await;
            match page {
                // Facts were erased meanwhile, and the files with them.
                Err(TimelineError::File { doing: "opened", .. }) => {}
                other => return other,
            }
        }
        Err(TimelineError::Contended)
    }
}

/// A fact by its place: the greatest is the newest.
struct Newest(Fact);

impl Newest {
    fn key(&self) -> (Micros, &str) {
        (self.0.occurred_at, &self.0.fact_id)
    }
}

impl PartialEq for Newest {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Newest {}

impl PartialOrd for Newest {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Newest {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

struct Search<'a> {
    query: &'a PageQuery,
    view: &'a View,
    account: &'a AccountId,
    contact: Option<&'a ContactId>,
    /// The newest so far, the oldest of them on top.
    found: BinaryHeap<Reverse<Newest>>,
}

impl<'a> Search<'a> {
    fn new(view: &'a View, query: &'a PageQuery) -> Self {
        Self {
            query,
            view,
            account: view.resolver.account(&query.account),
            contact: query.contact.as_ref().map(|id| view.resolver.contact(id)),
            found: BinaryHeap::new(),
        }
    }

    fn run(mut self, timeline: &Inner, view: &View) -> Result<Vec<Fact>> {
        for fact in view.inbox.iter().flat_map(|batch| batch.facts.iter()) {
            self.offer(fact.occurred_at, || Ok(fact.clone()))?;
        }
        let interest = self.interest();
        let mut places: Vec<(Arc<LakeFile>, Slice)> = Vec::new();
        for file in view.files.iter().filter(|file| file.may_hold(&interest)) {
            let open = timeline.views.open(&file.name)?;
            let slices = slices(open.metadata(), &interest);
            places.extend(slices.into_iter().map(|slice| (Arc::clone(&open), slice)));
        }
        places.sort_by_key(|(_, slice)| Reverse(slice.last));
        for (file, slice) in places {
            if !self.may_enter(Micros(slice.last)) {
                break;
            }
            self.read(&file, &slice)?;
        }
        Ok(self.found.into_sorted_vec().into_iter().map(|Reverse(newest)| newest.0).collect())
    }

    fn interest(&self) -> Interest {
        let resolver = &self.view.resolver;
        let contacts = resolver.contacts_of(self.account);
        let own = resolver.account_ids(self.account).into_iter();
        let elsewhere = contacts.iter().flat_map(|contact| resolver.stands_under(contact)).cloned();
        let mut accounts: Vec<String> = own.chain(elsewhere).map(AccountId::into_string).collect();
        let mut contacts: Vec<String> =
            contacts.iter().map(|contact| contact.as_str().to_owned()).collect();
        accounts.sort_unstable();
        contacts.sort_unstable();
        Interest { accounts, contacts, until: self.query.before.as_ref().map(|(at, _)| *at) }
    }

    fn read(&mut self, file: &LakeFile, slice: &Slice) -> Result<()> {
        for batch in file.rows(slice.row_group, slice.selection(file.metadata()))? {
            let batch = batch?;
            let facts = FactView::new(&batch, file.path())?;
            for row in 0..facts.rows() {
                let at = Micros(facts.occurred_at.value(row));
                self.offer(at, || facts.fact(row, file.path()))?;
            }
        }
        Ok(())
    }

    /// Whether facts up to this moment can still get onto the page.
    fn may_enter(&self, last: Micros) -> bool {
        let full = self.found.len() >= self.query.limit;
        !full || self.found.peek().is_none_or(|Reverse(oldest)| last >= oldest.0.occurred_at)
    }

    fn offer(&mut self, at: Micros, fact: impl FnOnce() -> Result<Fact>) -> Result<()> {
        let early_enough = self.query.before.as_ref().is_none_or(|(before, _)| at <= *before);
        if !early_enough || !self.may_enter(at) {
            return Ok(());
        }
        let mut fact = fact()?;
        if let Some((before, id)) = &self.query.before
            && (fact.occurred_at, &fact.fact_id) >= (*before, id)
        {
            return Ok(());
        }
        let resolver = &self.view.resolver;
        let (account, contact) = resolver.owner(fact.account_id.as_ref(), fact.contact_id.as_ref());
        let kind_fits = self.query.kinds.is_empty() || self.query.kinds.contains(&fact.kind);
        let contact_fits = self.contact.is_none() || self.contact == contact;
        if account != Some(self.account) || !kind_fits || !contact_fits {
            return Ok(());
        }
        let (account, contact) = (account.cloned(), contact.cloned());
        (fact.account_id, fact.contact_id) = (account, contact);
        self.found.push(Reverse(Newest(fact)));
        if self.found.len() > self.query.limit {
            self.found.pop();
        }
        Ok(())
    }
}
