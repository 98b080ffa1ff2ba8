//! The daily rollup of every account, kept in memory.
//!
//! What always holds: facts applied in any order and any portions give the same rollup, to the
//! last bit; facts are kept under the ids that their sources gave, so that a later identity
//! credits them anew without the facts being read again.

mod cell;
mod columns;
mod days;
mod details;
mod exact_sum;
mod identities;
mod merging;
mod minutes;
mod read;
mod session;
#[cfg(test)]
mod tests;
mod words;

use perennial_model::{
    AccountId, ContactId, Fact, FactKind, IdentityMap, Keep, Micros, NO_CONTACT, Zone,
};
use rustc_hash::{FxHashMap, FxHashSet};

use self::{
    cell::{Cell, CellKey},
    days::Days,
    details::Details,
    merging::{Keyed, fold, merge_sorted},
    minutes::minutes,
    session::SessionCell,
    words::Words,
};

/// Under whose name facts are kept: the account that they named, else the contact, else nobody.
/// The ids are numbers of [`Rollup::accounts`] and [`Rollup::contacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Owner {
    Account(u32),
    Contact(u32),
    Nobody,
}

#[derive(Debug, Clone)]
struct Owned {
    owner: Owner,
    /// Sorted by key, each key once.
    cells: Vec<Cell>,
    /// Sorted by key, each key once. Only when they are kept.
    sessions: Vec<SessionCell>,
    /// Every contact that occurs in the cells.
    contacts: FxHashSet<u32>,
    /// To which account the identities credit them.
    account: Option<u32>,
}

/// The daily rollup of every account.
#[derive(Debug, Clone, Default)]
pub struct Rollup {
    accounts: Words,
    contacts: Words,
    names: Words,
    details: Details,
    keep: Keep,
    identities: IdentityMap,
    owned: Vec<Owned>,
    places: FxHashMap<Owner, usize>,
    /// Account → places of what is credited to it.
    credited: FxHashMap<u32, Vec<usize>>,
    facts: u64,
}

/// What a fact says besides what it is.
struct Happened<'a> {
    at: Micros,
    value: Option<f64>,
    minutes: Option<f64>,
    session_id: Option<&'a str>,
}

/// One fact on its way into the rollup.
struct Entry {
    owner: Owner,
    cell: Cell,
    session: Option<SessionCell>,
}

impl Rollup {
    /// An empty rollup that resolves by these identities and keeps of each fact what is asked for.
    pub fn new(identities: IdentityMap, keep: Keep) -> Self {
        Self { identities, keep, ..Self::default() }
    }

    /// The rollup of these facts.
    pub fn from_facts(facts: &[Fact], identities: IdentityMap, keep: Keep, zone: &Zone) -> Self {
        let mut rollup = Self::new(identities, keep);
        rollup.apply(facts, zone);
        rollup
    }

    /// Adds facts. Days begin at midnight in `zone`, which must always be the same one.
    /// Returns the accounts that changed, sorted.
    pub fn apply(&mut self, facts: &[Fact], zone: &Zone) -> Vec<AccountId> {
        let mut days = Days::new(zone);
        let entries = facts.iter().map(|fact| self.entry(fact, &mut days)).collect();
        self.add(entries)
    }

    fn entry(&mut self, fact: &Fact, days: &mut Days<'_>) -> Entry {
        let contact = fact.contact_id.as_ref().map(|id| self.contacts.number(id.as_str()));
        let account = fact.account_id.as_ref().map(|id| self.accounts.number(id.as_str()));
        let day = days.day_of(fact.occurred_at);
        let name = self.names.number(&fact.name);
        let detail = self.details.number(&self.keep, fact.properties.as_deref());
        let key = (day, contact.unwrap_or(NO_CONTACT), fact.kind, name, detail);
        let minutes = minutes(fact.properties.as_deref());
        let happened = Happened {
            at: fact.occurred_at,
            value: fact.value,
            minutes,
            session_id: fact.session_id.as_deref(),
        };
        self.made(owner(account, contact), key, &happened)
    }

    fn made(&self, owner: Owner, key: CellKey, happened: &Happened<'_>) -> Entry {
        let cell = Cell::of(key, happened.at, happened.value, happened.minutes);
        let cell = if self.keep.values { cell.keeping(happened.value) } else { cell };
        let (day, contact, kind, ..) = key;
        let session = happened
            .session_id
            .filter(|_| self.keep.sessions && kind == FactKind::Usage)
            .map(|id| SessionCell::of(day, contact, id, happened.at));
        Entry { owner, cell, session }
    }

    fn add(&mut self, entries: Vec<Entry>) -> Vec<AccountId> {
        self.facts += entries.len() as u64;
        let mut by_owner: FxHashMap<Owner, (Vec<Cell>, Vec<SessionCell>)> = FxHashMap::default();
        for Entry { owner, cell, session } in entries {
            let (cells, sessions) = by_owner.entry(owner).or_default();
            if let Some(session) = session {
                match sessions.last_mut() {
                    Some(last) if last.key() == session.key() => last.merge(&session),
                    _ => sessions.push(session),
                }
            }
            // Files are sorted by time: often the next fact is of the same cell.
            match cells.last_mut() {
                Some(last) if last.key() == cell.key() => last.merge(&cell),
                _ => cells.push(cell),
            }
        }
        let mut touched = FxHashSet::default();
        for (owner, (cells, sessions)) in by_owner {
            let place = self.place(owner);
            let owned = &mut self.owned[place];
            owned.contacts.extend(cells.iter().map(|cell| cell.contact));
            owned.contacts.remove(&NO_CONTACT);
            merge_sorted(&mut owned.cells, fold(cells));
            merge_sorted(&mut owned.sessions, fold(sessions));
            touched.extend(owned.account);
        }
        self.account_ids(touched)
    }

    fn place(&mut self, owner: Owner) -> usize {
        if let Some(place) = self.places.get(&owner) {
            return *place;
        }
        let place = self.owned.len();
        let account = self.credit(owner);
        self.owned.push(Owned {
            owner,
            cells: Vec::new(),
            sessions: Vec::new(),
            contacts: FxHashSet::default(),
            account,
        });
        self.places.insert(owner, place);
        if let Some(account) = account {
            self.credited.entry(account).or_default().push(place);
        }
        place
    }

    fn account_ids(&self, numbers: impl IntoIterator<Item = u32>) -> Vec<AccountId> {
        let mut ids: Vec<AccountId> =
            numbers.into_iter().map(|number| self.accounts.text(number).into()).collect();
        ids.sort_unstable();
        ids
    }
}

fn owner(account: Option<u32>, contact: Option<u32>) -> Owner {
    match (account, contact) {
        (Some(account), _) => Owner::Account(account),
        (None, Some(contact)) => Owner::Contact(contact),
        (None, None) => Owner::Nobody,
    }
}

/// When a contact was first and last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub contact_id: ContactId,
    pub first: Micros,
    pub last: Micros,
}
