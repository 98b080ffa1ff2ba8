//! The list of all accounts, by name, as readers get it.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_model::AccountId;

use crate::entry::Entry;

/// Entries in the order of their names. A changed entry takes its old place; the list is sorted
/// anew only when an account is new, gone or has another name.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    entries: Vec<Arc<Entry>>,
    places: HashMap<AccountId, usize>,
}

impl Listed {
    /// Takes a changed entry in; false when the list has to be sorted anew.
    pub fn replace(&mut self, entry: &Arc<Entry>) -> bool {
        let Some(place) = self.places.get(entry.id()) else { return false };
        if self.entries[*place].name_key != entry.name_key {
            return false;
        }
        self.entries[*place] = Arc::clone(entry);
        true
    }

    pub fn sort<'a>(&mut self, all: impl Iterator<Item = &'a Arc<Entry>>) {
        self.entries = all.cloned().collect();
        self.entries.sort_unstable_by(|a, b| (&a.name_key, a.id()).cmp(&(&b.name_key, b.id())));
        let places = self.entries.iter().enumerate();
        self.places = places.map(|(place, entry)| (entry.id().clone(), place)).collect();
    }

    pub fn all(&self) -> Arc<Vec<Arc<Entry>>> {
        Arc::new(self.entries.clone())
    }
}
