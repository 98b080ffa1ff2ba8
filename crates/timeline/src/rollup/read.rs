//! What the rollup answers.

use perennial_model::{AccountDaily, AccountId, ContactId, FactKind, NO_CONTACT};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Owned, Rollup, Seen,
    cell::{Cell, fold},
    words::Words,
};

impl Rollup {
    /// Every account that has facts, sorted.
    pub fn accounts(&self) -> Vec<AccountId> {
        self.account_ids(self.credited.keys().copied())
    }

    /// How many facts were applied.
    pub fn facts(&self) -> u64 {
        self.facts
    }

    /// How many facts no account is known for.
    pub fn unassigned(&self) -> u64 {
        let nobodys = self.owned.iter().filter(|owned| owned.account.is_none());
        nobodys.flat_map(|owned| &owned.cells).map(|cell| cell.count).sum()
    }

    /// An account's whole rollup; empty for an account without facts. An alias works too.
    pub fn daily(&self, account_id: &AccountId) -> AccountDaily {
        let mut cells: Vec<Cell> =
            self.of(account_id).flat_map(|owned| &owned.cells).cloned().collect();
        let contacts = self.resolved_contacts(&cells);
        let names = Dictionary::new(cells.iter().map(|cell| self.names.text(cell.name)));
        let own_names = names.numbers(&self.names, cells.iter().map(|cell| cell.name));
        for cell in &mut cells {
            cell.contact = contacts.numbers.get(&cell.contact).copied().unwrap_or(NO_CONTACT);
            cell.name = own_names.get(&cell.name).copied().unwrap_or_default();
        }
        AccountDaily {
            rows: fold(cells).iter().map(Cell::row).collect(),
            contacts: contacts.ids,
            names: names.texts.into_iter().map(str::to_owned).collect(),
        }
    }

    /// When each contact of an account was first and last seen using the product, by contact.
    pub fn seen(&self, account_id: &AccountId) -> Vec<Seen> {
        let mut seen: FxHashMap<&ContactId, Seen> = FxHashMap::default();
        let cells: Vec<&Cell> = self.of(account_id).flat_map(|owned| &owned.cells).collect();
        let ids: FxHashMap<u32, ContactId> = cells
            .iter()
            .filter(|cell| cell.contact != NO_CONTACT)
            .map(|cell| (cell.contact, self.contacts.text(cell.contact).into()))
            .collect();
        for cell in cells.into_iter().filter(|cell| cell.kind == FactKind::Usage) {
            let Some(raw) = ids.get(&cell.contact) else { continue };
            let id = self.identities.contact(raw);
            let entry = seen.entry(id).or_insert_with(|| Seen {
                contact_id: id.clone(),
                first: cell.first,
                last: cell.last,
            });
            entry.first = entry.first.min(cell.first);
            entry.last = entry.last.max(cell.last);
        }
        let mut seen: Vec<Seen> = seen.into_values().collect();
        seen.sort_by(|a, b| a.contact_id.cmp(&b.contact_id));
        seen
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
        let place = |id: &ContactId| match ids.binary_search(id) {
            Ok(place) | Err(place) => u32::try_from(place).unwrap_or(NO_CONTACT),
        };
        let numbers = resolved.iter().map(|(number, id)| (*number, place(id))).collect();
        Contacts { numbers, ids }
    }
}

/// An account's contacts: our numbers to the account's own.
struct Contacts {
    numbers: FxHashMap<u32, u32>,
    ids: Vec<ContactId>,
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
        let place = |number: u32| match self.texts.binary_search(&words.text(number)) {
            Ok(place) | Err(place) => u32::try_from(place).unwrap_or_default(),
        };
        used.into_iter().map(|number| (number, place(number))).collect()
    }
}
