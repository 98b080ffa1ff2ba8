//! The inputs and the results, side by side under one lock.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_engage::Episode;
use perennial_model::{AccountDaily, AccountId, Day};
use perennial_timeline::Rollup;
use rayon::prelude::*;

use crate::compute::{self, Terms};
use crate::entry::Entry;
use crate::past;
use crate::records::{AccountRecords, Records};

/// Everything that numbers are made from, and the entries made from it.
#[derive(Debug)]
pub(crate) struct World {
    pub rollup: Rollup,
    pub records: Records,
    pub today: Day,
    /// Whether `today` is a past day: nothing after it is let in then.
    pub is_past: bool,
    pub entries: HashMap<AccountId, Arc<Entry>>,
    pub episodes: HashMap<AccountId, Vec<Episode>>,
    pub open_signals: HashMap<AccountId, u32>,
}

impl World {
    pub fn new(mut rollup: Rollup, records: Records, today: Day, is_past: bool) -> Self {
        rollup.set_identities(records.identities.clone());
        Self {
            rollup,
            records,
            today,
            is_past,
            entries: HashMap::new(),
            episodes: HashMap::new(),
            open_signals: HashMap::new(),
        }
    }

    /// One account's inputs; none where the store does not know it.
    pub fn inputs(&self, id: &AccountId) -> Option<(AccountDaily, Arc<AccountRecords>)> {
        let of = self.records.get(id)?;
        let mut daily = self.rollup.daily(id);
        if self.is_past {
            daily.cut_after(self.today);
        }
        Some((daily, of.clone()))
    }

    /// Computes these accounts anew and tells which of them have other signals than before.
    pub fn bring_up_to_date(&mut self, terms: &Terms, accounts: &[AccountId]) -> Vec<AccountId> {
        let today = self.today;
        let made: Vec<_> = accounts
            .par_iter()
            .map(|id| {
                let made = self.inputs(id).and_then(|(daily, of)| {
                    if self.is_past && past::begins(terms, &daily, &of, today).is_none() {
                        return None;
                    }
                    Some(compute::entry(terms, &daily, &of, today))
                });
                (id, made)
            })
            .collect();
        let mut other_signals = Vec::new();
        for (id, made) in made {
            let Some((mut entry, episodes)) = made else {
                self.entries.remove(id);
                self.episodes.remove(id);
                continue;
            };
            entry.open_signals = self.open_signals.get(id).copied().unwrap_or(0);
            self.entries.insert(id.clone(), Arc::new(entry));
            if self.episodes.get(id) != Some(&episodes) {
                self.episodes.insert(id.clone(), episodes);
                other_signals.push(id.clone());
            }
        }
        other_signals
    }

    pub fn count_open(&mut self, open: HashMap<AccountId, u32>) {
        self.open_signals = open;
        for (id, entry) in &mut self.entries {
            let count = self.open_signals.get(id).copied().unwrap_or(0);
            if entry.open_signals != count {
                Arc::make_mut(entry).open_signals = count;
            }
        }
    }
}
