//! The accounts list: search, filter, sort, over the board's snapshot in memory.
//!
//! What is the same for many requests (facets, the columns that conditions look at) is made once
//! per snapshot. A request touches each account at most a few times and copies only the page.

mod columns;
mod condition;
mod facets;
mod matching;
mod order;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use perennial_board::{Board, Entry};

pub use condition::ConditionError;
use condition::Conditions;
use facets::Facets;
use matching::Filter;

use crate::routes::accounts::list::AccountQuery;

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
struct Snapshot {
    version: u64,
    entries: Arc<Vec<Arc<Entry>>>,
    facets: Facets,
    conditions: Conditions,
}

impl Listing {
    /// The page that a query asks for. May take a while when its condition looks back in time:
    /// call it beside the async threads.
    ///
    /// # Errors
    /// When the condition is none.
    pub fn page(&self, board: &Board, query: &AccountQuery) -> Result<Listed, ConditionError> {
        let snapshot = self.snapshot(board);
        let chosen = match query.r#where.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Some(text) => Some(snapshot.conditions.chosen(board, &snapshot.entries, text)?),
            None => None,
        };
        let filter = Filter::new(query);
        let mut bands = snapshot.facets.no_bands();
        let mut found: Vec<u32> = Vec::new();
        for (number, entry) in (0_u32..).zip(snapshot.entries.iter()) {
            let held = chosen.as_ref().is_none_or(|chosen| chosen.value(number as usize));
            if !(held && filter.takes_but_for_band(entry)) {
                continue;
            }
            let band = match entry.left_on {
                Some(_) => FORMER,
                None => entry.band.as_deref().unwrap_or(UNSCORED),
            };
            if let Some(count) = bands.get_mut(band) {
                *count += 1;
            }
            if filter.takes_band(band) {
                found.push(number);
            }
        }
        order::sort(&mut found, &snapshot.entries, query.sort, query.dir.unwrap_or_default());
        let page = found.iter().skip(query.offset).take(query.limit);
        Ok(Listed {
            total: snapshot.entries.iter().filter(|entry| entry.left_on.is_none()).count() as u64,
            matching: found.len() as u64,
            bands,
            owners: snapshot.facets.owners.clone(),
            tiers: snapshot.facets.tiers.clone(),
            entries: page
                .filter_map(|number| snapshot.entries.get(*number as usize).cloned())
                .collect(),
        })
    }

    fn snapshot(&self, board: &Board) -> Arc<Snapshot> {
        let version = board.version();
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = latest.as_ref().filter(|snapshot| snapshot.version == version) {
            return snapshot.clone();
        }
        let entries = board.accounts();
        let snapshot = Arc::new(Snapshot {
            version,
            facets: Facets::of(&entries, board.scorecard()),
            conditions: Conditions::new(board.zone()),
            entries,
        });
        *latest = Some(snapshot.clone());
        snapshot
    }
}
