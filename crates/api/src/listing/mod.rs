//! The accounts list: search, filter, sort, over the board's snapshot in memory.
//!
//! What is the same for many requests (facets, the columns that conditions look at) is made once
//! per snapshot. A request touches each account at most a few times and copies only the page.

mod columns;
mod condition;
mod facets;
mod group;
mod labels;
mod matching;
mod order;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use perennial_board::{Board, Entry};
use perennial_expr::{Condition, Schema};
use perennial_metrics::Catalogue;

pub use columns::{Row, batch};
use condition::Conditions;
pub use condition::{ConditionError, read_condition};
use facets::Facets;
pub use group::{Group, Members, asks_for_former};
pub use labels::{ColumnKind, label};
use matching::Filter;
use order::SortKeys;

use crate::{finding::TextIndex, routes::accounts::list::AccountQuery};

/// What of the list is shown.
pub struct Listed {
    pub total: u64,
    pub matching: u64,
    pub bands: BTreeMap<String, u64>,
    pub owners: Vec<String>,
    pub tiers: Vec<String>,
    pub entries: Vec<Arc<Entry>>,
}

/// Accounts without a score count under this key.
pub const UNSCORED: &str = "unscored";

/// Customers who left count under this key, whatever their score; they are shown when it is asked for.
pub const FORMER: &str = "former";

/// Remembers what can be used again for the same snapshot.
#[derive(Default)]
pub struct Listing {
    latest: Mutex<Option<Arc<Snapshot>>>,
}

/// One snapshot of the board and what was made of it.
pub struct Snapshot {
    version: u64,
    pub entries: Arc<Vec<Arc<Entry>>>,
    facets: Facets,
    conditions: Conditions,
    texts: OnceLock<TextIndex>,
    sort_keys: SortKeys,
}

impl Snapshot {
    /// Reads a condition over accounts.
    ///
    /// # Errors
    /// When it is none.
    pub fn condition(&self, text: &str) -> Result<Condition, ConditionError> {
        self.conditions.read(text)
    }

    /// The columns that a condition can name, with their types.
    pub fn columns(&self) -> &Schema {
        self.conditions.schema()
    }

    /// The metrics that the entries have.
    pub fn catalogue(&self) -> &Catalogue {
        self.conditions.catalogue()
    }

    /// Names, ids and domains to be searched, a row for each entry.
    pub fn texts(&self) -> &TextIndex {
        self.texts.get_or_init(|| {
            let mut texts = TextIndex::default();
            for entry in self.entries.iter() {
                let account = &entry.account;
                let shown = [
                    Some(account.name.as_str()),
                    Some(account.account_id.as_str()),
                    account.domain.as_deref(),
                ];
                texts.push(shown.into_iter().flatten());
            }
            texts
        })
    }

    /// The page that a query asks for, of a segment's members where there is one. May take a while
    /// when a condition looks back in time: call it beside the async threads.
    ///
    /// # Errors
    /// When the condition is none.
    pub fn page(
        &self,
        board: &Board,
        query: &AccountQuery,
        segment: Option<&Members>,
    ) -> Result<Listed, ConditionError> {
        let chosen = match query.r#where.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(self.conditions.chosen(board, &self.entries, text)?),
            None => None,
        };
        let facets = &self.facets;
        let filter = Filter::new(query, facets, segment.is_some_and(|members| members.former));
        let mut counts = vec![0_u64; facets.bands.len()];
        let mut found = self.holding(&query.q);
        found.retain(|number| {
            let at = *number as usize;
            let belongs = |members: &Members| {
                self.entries.get(at).is_some_and(|entry| members.holds(at, entry))
            };
            let held = chosen.as_ref().is_none_or(|chosen| chosen.value(at))
                && segment.is_none_or(belongs);
            let band =
                facets.band_of.get(at).copied().filter(|_| held && filter.takes_but_for_band(at));
            let Some(band) = band else { return false };
            if let Some(count) = counts.get_mut(band as usize) {
                *count += 1;
            }
            filter.takes_band(band)
        });
        let matching = found.len() as u64;
        let shown = query.offset.saturating_add(query.limit).min(found.len());
        let dir = query.dir.unwrap_or_default();
        self.sort_keys.sort(&mut found, shown, &self.entries, query.sort, dir);
        let page = found.iter().take(shown).skip(query.offset);
        Ok(Listed {
            total: facets.customers,
            matching,
            bands: facets.bands.iter().cloned().zip(counts).collect(),
            owners: facets.owners.all.clone(),
            tiers: facets.tiers.all.clone(),
            entries: page
                .filter_map(|number| self.entries.get(*number as usize).cloned())
                .collect(),
        })
    }

    /// Numbers of the entries that hold the text; all where there is none.
    fn holding(&self, text: &str) -> Vec<u32> {
        if text.trim().is_empty() {
            return (0..).take(self.entries.len()).collect();
        }
        let mut found = Vec::new();
        self.texts().search(text, |number, _| found.push(number));
        found
    }
}

impl Listing {
    /// The board's latest snapshot, with what was made of it already.
    pub fn snapshot(&self, board: &Board) -> Arc<Snapshot> {
        let version = board.version();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = latest.as_ref().filter(|snapshot| snapshot.version == version) {
            return snapshot.clone();
        }
        let entries = board.accounts();
        // That of the entries: the board's may be about to change.
        let catalogue =
            entries.first().map_or_else(|| board.catalogue(), |entry| entry.catalogue.clone());
        let snapshot = Arc::new(Snapshot {
            version,
            facets: Facets::of(&entries, &board.scorecards()),
            conditions: Conditions::new(catalogue, board.zone()),
            texts: OnceLock::new(),
            sort_keys: SortKeys::default(),
            entries,
        });
        *latest = Some(snapshot.clone());
        snapshot
    }
}
