//! The daily rollup of every account, kept in memory as far as a limit allows.
//!
//! What always holds: facts applied in any order and any portions give the same rollup, to the
//! last bit; facts are kept under the ids that their sources gave, so that a later identity
//! credits them anew without the facts being read again; what is not asked about lately may wait in
//! a file, and gives the same answers.

mod asleep;
mod cell;
mod codec;
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

use std::sync::Arc;

use perennial_model::{
    AccountId, Day, Fact, FactKind, IdentityMap, Keep, Micros, NO_CONTACT, Zone,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub use self::asleep::RollupMemory;
use self::{
    asleep::{Bed, Block, Bounds},
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
    /// Sorted by key, each key once; those that came since others were put to sleep.
    cells: Vec<Cell>,
    /// Sorted by key, each key once. Only when they are kept.
    sessions: Vec<SessionCell>,
    /// How many single values the cells in memory keep.
    values: usize,
    /// What waits in the file.
    blocks: Vec<Block>,
    /// Whether facts came since somebody last looked for owners to put to sleep.
    is_used: bool,
    /// How many facts there are, in memory and in the file.
    facts: u64,
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
    /// Bytes of the cells in memory, about.
    bytes: usize,
    bounds: Option<Bounds>,
    bed: Option<Arc<Bed>>,
    /// The owner at which the search for those to put to sleep goes on.
    hand: usize,
    tidy_at: u64,
}

/// An account that facts were added to, and the first and last day of those facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub account_id: AccountId,
    pub first: Day,
    pub last: Day,
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
    pub fn apply(&mut self, facts: &[Fact], zone: &Zone) -> Vec<Changed> {
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

    fn add(&mut self, entries: Vec<Entry>) -> Vec<Changed> {
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
        let mut touched: FxHashMap<u32, (Day, Day)> = FxHashMap::default();
        for (owner, (cells, sessions)) in by_owner {
            let place = self.place(owner);
            let owned = &mut self.owned[place];
            if let Some(account) = owned.account {
                for day in cells.iter().map(|cell| cell.day) {
                    let (first, last) = touched.entry(account).or_insert((day, day));
                    (*first, *last) = (day.min(*first), day.max(*last));
                }
            }
            owned.contacts.extend(cells.iter().map(|cell| cell.contact));
            owned.contacts.remove(&NO_CONTACT);
            owned.is_used = true;
            owned.facts += cells.iter().map(|cell| cell.count).sum::<u64>();
            self.bytes -= owned.bytes();
            owned.values += cells.iter().map(Cell::values).sum::<usize>();
            merge_sorted(&mut owned.cells, fold(cells));
            merge_sorted(&mut owned.sessions, fold(sessions));
            self.bytes += owned.bytes();
        }
        self.sleep();
        let account = |number: u32| AccountId::from(self.accounts.text(number));
        let changed = touched.into_iter().map(|(number, (first, last))| Changed {
            account_id: account(number),
            first,
            last,
        });
        let mut changed: Vec<Changed> = changed.collect();
        changed.sort_unstable_by(|a, b| a.account_id.cmp(&b.account_id));
        changed
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
            values: 0,
            blocks: Vec::new(),
            is_used: true,
            facts: 0,
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
