//! What the rollup answers.

use perennial_model::{
    AccountDaily, AccountId, ContactId, Day, Detail, Keep, NO_CONTACT, NO_DETAIL, SessionRow,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Owned, Rollup, cell::Cell, merging::fold, session::SessionCell, words::Words};
use crate::Result;

impl Rollup {
    /// Every account that has facts, sorted.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.account_ids(self.credited.keys().copied())
    }

    /// How many facts were applied.
    pub fn facts(&self) -> u64 {
        self.facts
    }

    /// What it keeps of facts besides counts.
    pub fn keep(&self) -> &Keep {
        &self.keep
    }

    /// How many combinations of kept properties there are.
    pub fn details(&self) -> usize {
        self.details.len()
    }

    /// How many facts are not told apart by their properties, because there are too many
    /// combinations of them.
    pub fn details_left_out(&self) -> u64 {
        self.details.left_out
    }

    /// How many facts no account is known for.
    pub fn unassigned(&self) -> u64 {
        let nobodys = self.owned.iter().filter(|owned| owned.account.is_none());
        nobodys.map(|owned| owned.facts).sum()
    }

    /// An account's whole rollup; empty for an account without facts. An alias works too.
    ///
    /// # Errors
    /// When the account waits in the file and that cannot be read.
    pub fn daily(&self, account_id: &AccountId) -> Result<AccountDaily> {
        let (mut cells, mut sessions) = (Vec::new(), Vec::new());
        for owned in self.of(account_id) {
            let (all, stays) = self.all_of(owned)?;
            cells.extend_from_slice(&all);
            sessions.extend_from_slice(&stays);
        }
        Ok(self.resolved(cells, sessions))
    }

    /// One day of an account's rollup, with dictionaries of its own; costs what the day holds.
    ///
    /// # Errors
    /// When that day waits in the file and that cannot be read.
    pub fn day(&self, account_id: &AccountId, day: Day) -> Result<AccountDaily> {
        let (mut cells, mut sessions) = (Vec::new(), Vec::new());
        let mut take = |all: &[Cell], stays: &[SessionCell]| {
            cells.extend_from_slice(of_day(all, day, |cell| cell.day));
            sessions.extend_from_slice(of_day(stays, day, |session| session.day));
        };
        for owned in self.of(account_id) {
            if Self::is_awake_since(owned, day) {
                take(&owned.cells, &owned.sessions);
            } else {
                let (all, stays) = self.all_of(owned)?;
                take(&all, &stays);
            }
        }
        Ok(self.resolved(cells, sessions))
    }

    /// Cells as rows: identities resolved, texts under numbers of their own.
    fn resolved(&self, mut cells: Vec<Cell>, sessions: Vec<SessionCell>) -> AccountDaily {
        let contacts = self.resolved_contacts(&cells);
        let names = Dictionary::new(cells.iter().map(|cell| self.names.text(cell.name)));
        let own_names = names.numbers(&self.names, cells.iter().map(|cell| cell.name));
        let details = self.own_details(&cells);
        for cell in &mut cells {
            cell.contact = contacts.number(cell.contact);
            cell.name = own_names.get(&cell.name).copied().unwrap_or_default();
            cell.detail = details.numbers.get(&cell.detail).copied().unwrap_or(NO_DETAIL);
        }
        let cells = fold(cells);
        let values_of = |(row, cell): (usize, &Cell)| {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let values = cell.values.iter().flat_map(|values| values.iter());
            values.map(|value| (row, *value)).collect::<Vec<_>>()
        };
        let (sessions, session_ids) = own_sessions(sessions, &contacts);
        AccountDaily {
            values: cells.iter().enumerate().flat_map(values_of).collect(),
            rows: cells.iter().map(Cell::row).collect(),
            sessions,
            session_ids,
            contacts: contacts.ids,
            names: names.texts.into_iter().map(str::to_owned).collect(),
            details: details.list,
        }
    }

    /// The account's own combinations of properties, sorted.
    fn own_details(&self, cells: &[Cell]) -> OwnDetails {
        let used: FxHashSet<u32> =
            cells.iter().map(|cell| cell.detail).filter(|d| *d != NO_DETAIL).collect();
        let mut found: Vec<(&Detail, u32)> = used
            .into_iter()
            .filter_map(|number| Some((self.details.get(number)?, number)))
            .collect();
        found.sort_unstable();
        let numbers = found.iter().zip(0..).map(|((_, number), own)| (*number, own)).collect();
        OwnDetails { numbers, list: found.into_iter().map(|(detail, _)| detail.clone()).collect() }
    }

    fn of(&self, account_id: &AccountId) -> impl Iterator<Item = &Owned> {
        let number = self.accounts.find(self.identities.account(account_id).as_str());
        let places = number.and_then(|number| self.credited.get(&number));
        places.into_iter().flatten().map(|place| &self.owned[*place])
    }

    fn resolved_contacts(&self, cells: &[Cell]) -> Contacts {
        let raw: FxHashSet<u32> =
            cells.iter().map(|cell| cell.contact).filter(|c| *c != NO_CONTACT).collect();
        let resolved: FxHashMap<u32, ContactId> = raw
            .into_iter()
            .map(|number| {
                let id = ContactId::from(self.contacts.text(number));
                (number, self.identities.contact(&id).clone())
            })
            .collect();
        let mut ids: Vec<ContactId> = resolved.values().cloned().collect();
        ids.sort_unstable();
        ids.dedup();
        let numbers = resolved.iter().map(|(number, id)| (*number, place(&ids, id))).collect();
        Contacts { numbers, ids }
    }
}

/// The items of a day, of a list in the order of days.
fn of_day<T>(items: &[T], day: Day, day_of: impl Fn(&T) -> Day) -> &[T] {
    let from = items.partition_point(|item| day_of(item) < day);
    let count = items[from..].partition_point(|item| day_of(item) == day);
    &items[from..from + count]
}

/// Sessions as rows, and what tells each from the others.
fn own_sessions(mut cells: Vec<SessionCell>, contacts: &Contacts) -> (Vec<SessionRow>, Vec<u64>) {
    for cell in &mut cells {
        cell.contact = contacts.number(cell.contact);
    }
    let mut ids: Vec<u64> = cells.iter().map(|cell| cell.session).collect();
    ids.sort_unstable();
    ids.dedup();
    let row = |cell: &SessionCell| SessionRow {
        day: cell.day,
        contact: cell.contact,
        session: place(&ids, &cell.session),
        first: cell.first,
        last: cell.last,
    };
    let rows = fold(cells).iter().map(row).collect();
    (rows, ids)
}

/// Where an item stands in a sorted list that has it.
fn place<T: Ord>(sorted: &[T], item: &T) -> u32 {
    match sorted.binary_search(item) {
        Ok(place) | Err(place) => u32::try_from(place).unwrap_or(u32::MAX),
    }
}

/// An account's contacts: our numbers to the account's own.
struct Contacts {
    numbers: FxHashMap<u32, u32>,
    ids: Vec<ContactId>,
}

impl Contacts {
    fn number(&self, ours: u32) -> u32 {
        self.numbers.get(&ours).copied().unwrap_or(NO_CONTACT)
    }
}

/// An account's combinations of properties: our numbers to the account's own.
struct OwnDetails {
    numbers: FxHashMap<u32, u32>,
    list: Vec<Detail>,
}

/// An account's own names, sorted.
struct Dictionary<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Dictionary<'a> {
    fn new(texts: impl Iterator<Item = &'a str>) -> Self {
        let unique: FxHashSet<&str> = texts.collect();
        let mut texts: Vec<&str> = unique.into_iter().collect();
        texts.sort_unstable();
        Self { texts }
    }

    fn numbers(&self, words: &Words, used: impl Iterator<Item = u32>) -> FxHashMap<u32, u32> {
        let used: FxHashSet<u32> = used.collect();
        let own = |number: u32| place(&self.texts, &words.text(number));
        used.into_iter().map(|number| (number, own(number))).collect()
    }
}
