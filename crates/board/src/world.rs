//! The inputs and the results, side by side under one lock.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use perennial_engage::Episode;
use perennial_metrics::{AskedToday, Today};
use perennial_model::{AccountDaily, AccountId, Day, Micros};
use perennial_timeline::{Changed, Rollup};
use rayon::prelude::*;

use crate::BoardError;
use crate::compute::{self, Made, Terms};
use crate::entry::Entry;
use crate::listed::Listed;
use crate::past;
use crate::pasts::Pasts;
use crate::records::{AccountRecords, Records};

/// Everything that numbers are made from, and the entries made from it.
#[derive(Debug)]
pub(crate) struct World {
    pub rollup: Rollup,
    pub records: Records,
    pub today: Day,
    /// Whether `today` is a past day: nothing after it is let in then.
    pub is_past: bool,
    pub pasts: Pasts,
    pub episodes: HashMap<AccountId, Vec<Episode>>,
    entries: HashMap<AccountId, Arc<Entry>>,
    /// Those whose entry is from before this program started.
    from_before: HashSet<AccountId>,
    open_signals: HashMap<AccountId, u32>,
    listed: Listed,
    is_sorted: bool,
}

/// An account's facts and records.
pub(crate) type Inputs = (AccountDaily, Arc<AccountRecords>);

/// Each account with what was computed of it; nothing where the store does not know it any more.
pub(crate) type Computed = Vec<(AccountId, Option<Made>)>;

/// Today's row of an account, with today's facts in it.
pub(crate) struct Row {
    id: AccountId,
    metrics: Vec<f64>,
    last_fact_at: Option<Micros>,
}

impl World {
    /// As of a day; `is_past` says that it stays at that one.
    pub fn new(
        mut rollup: Rollup,
        records: Records,
        (today, is_past): (Day, bool),
        pasts: Pasts,
    ) -> Self {
        rollup.set_identities(records.identities.clone());
        Self {
            rollup,
            records,
            today,
            is_past,
            pasts,
            entries: HashMap::new(),
            from_before: HashSet::new(),
            episodes: HashMap::new(),
            open_signals: HashMap::new(),
            listed: Listed::default(),
            is_sorted: false,
        }
    }

    /// One account's inputs; none where the store does not know it.
    pub fn inputs(&self, id: &AccountId) -> Result<Option<Inputs>, BoardError> {
        let Some(of) = self.records.get(id) else { return Ok(None) };
        let mut daily = self.rollup.daily(id)?;
        if self.is_past {
            daily.cut_after(self.today);
        }
        Ok(Some((daily, Arc::clone(of))))
    }

    pub fn entry(&self, id: &AccountId) -> Option<&Arc<Entry>> {
        self.entries.get(id)
    }

    /// All entries, in no order.
    pub fn all_entries(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.values()
    }

    /// How many entries are from before this program started.
    pub fn count_from_before(&self) -> usize {
        self.from_before.len()
    }

    /// Takes entries of before in, until they are computed anew.
    pub fn take_from_before(&mut self, kept: Vec<(Arc<Entry>, Vec<Episode>)>) {
        for (entry, episodes) in kept {
            self.from_before.insert(entry.id().clone());
            self.episodes.insert(entry.id().clone(), episodes);
            self.put(entry);
        }
    }

    /// Which of these accounts changed only today, and may have their row from the kept past.
    pub fn changed_today(&self, changed: &[Changed]) -> (Vec<AccountId>, Vec<AccountId>) {
        let only_today = |one: &&Changed| {
            one.first == self.today
                && one.last == self.today
                && self.entries.contains_key(&one.account_id)
                && self.pasts.get(&one.account_id, self.today).is_some()
        };
        let (today, whole): (Vec<&Changed>, Vec<&Changed>) = changed.iter().partition(only_today);
        let ids = |all: Vec<&Changed>| all.into_iter().map(|one| one.account_id.clone()).collect();
        (ids(today), ids(whole))
    }

    /// Today's rows of these accounts from their kept pasts, and the accounts where that takes a
    /// whole computation.
    pub fn rows_today(
        &self,
        terms: &Terms,
        ids: &BTreeSet<AccountId>,
    ) -> (Vec<Row>, Vec<AccountId>) {
        let input = |id: &AccountId| -> Option<(Arc<AccountRecords>, Arc<Today>, AccountDaily)> {
            let past = self.pasts.get(id, self.today)?;
            let daily = self.rollup.day(id, self.today).ok()?;
            Some((Arc::clone(self.records.get(id)?), past, daily))
        };
        let ids: Vec<&AccountId> = ids.iter().collect();
        let inputs: Vec<_> = ids.par_iter().map(|id| input(id)).collect();
        let known = inputs.iter().flatten();
        let asked: Vec<AskedToday<'_>> = known
            .map(|(of, past, daily)| AskedToday { account: &of.account, past, daily })
            .collect();
        let mut rows = terms.catalogue.rows_today(&asked, terms.peers.as_deref()).into_iter();
        let (mut found, mut whole) = (Vec::new(), Vec::new());
        for (id, input) in ids.into_iter().zip(&inputs) {
            let row = input.as_ref().and_then(|(_, _, daily)| Some((rows.next()??, daily)));
            match row {
                Some((metrics, daily)) => found.push(Row {
                    id: id.clone(),
                    metrics,
                    last_fact_at: daily.rows.iter().map(|row| row.last).max(),
                }),
                None => whole.push(id.clone()),
            }
        }
        (found, whole)
    }

    /// Takes today's rows in; the scores follow.
    pub fn put_rows(&mut self, rows: Vec<Row>) {
        self.pasts.used(rows.iter().map(|row| &row.id));
        for row in rows {
            let Some(entry) = self.entries.get(&row.id) else { continue };
            let entry = Entry {
                metrics: row.metrics,
                last_fact_at: entry.last_fact_at.max(row.last_fact_at),
                is_settled: false,
                ..(**entry).clone()
            };
            self.put(Arc::new(entry));
        }
    }

    /// Computes these accounts from their whole history.
    pub fn compute(&self, terms: &Terms, ids: &[AccountId]) -> Result<Computed, BoardError> {
        let made = |id: &AccountId| {
            let keeps_past = self.pasts.get(id, self.today).is_none();
            let was_there = |(daily, of): &Inputs| {
                !self.is_past || past::begins(terms, daily, of, self.today).is_some()
            };
            let inputs = self.inputs(id)?.filter(was_there);
            let made =
                inputs.map(|(daily, of)| compute::made(terms, &daily, &of, self.today, keeps_past));
            Ok((id.clone(), made))
        };
        ids.par_iter().map(made).collect()
    }

    /// Takes in what was computed, and tells which accounts have other signals than before.
    pub fn take(&mut self, made: Computed) -> Vec<AccountId> {
        let mut other_signals = Vec::new();
        for (id, made) in made {
            self.from_before.remove(&id);
            let Some(Made { mut entry, episodes, past }) = made else {
                self.is_sorted &= self.entries.remove(&id).is_none();
                self.episodes.remove(&id);
                self.pasts.remove(&id);
                continue;
            };
            entry.open_signals = self.open_signals.get(&id).copied().unwrap_or(0);
            self.put(Arc::new(entry));
            if let Some(past) = past {
                self.pasts.put(id.clone(), past);
            }
            if self.episodes.get(&id) != Some(&episodes) {
                self.episodes.insert(id.clone(), episodes);
                other_signals.push(id);
            }
        }
        other_signals
    }

    fn put(&mut self, entry: Arc<Entry>) {
        self.is_sorted &= self.listed.replace(&entry);
        self.entries.insert(entry.id().clone(), entry);
    }

    pub fn count_open(&mut self, open: HashMap<AccountId, u32>) {
        self.open_signals = open;
        let count = |id: &AccountId| self.open_signals.get(id).copied().unwrap_or(0);
        let others = self.entries.values().filter(|entry| entry.open_signals != count(entry.id()));
        let changed: Vec<Entry> = others
            .map(|entry| Entry { open_signals: count(entry.id()), ..(**entry).clone() })
            .collect();
        for entry in changed {
            self.put(Arc::new(entry));
        }
    }

    /// All entries in the order of their names.
    pub fn listed(&mut self) -> Arc<Vec<Arc<Entry>>> {
        if !self.is_sorted {
            self.listed.sort(self.entries.values());
            self.is_sorted = true;
        }
        self.listed.all()
    }

    /// Other rollup and records; everything made from the old ones is void.
    pub fn replace(&mut self, rollup: Rollup, records: Records) {
        self.rollup = rollup;
        self.records = records;
        self.entries.clear();
        self.from_before.clear();
        self.episodes.clear();
        self.pasts.clear();
        self.is_sorted = false;
    }
}
