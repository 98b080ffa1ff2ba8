//! The folded-up pasts of accounts that are busy, so that a fact of today costs only itself.
//!
//! Bounded: when they take more memory than they may, those longest unused are dropped. A dropped
//! one costs its account one whole computation at its next fact.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use perennial_metrics::Today;
use perennial_model::{AccountId, Day};

#[derive(Debug, Default)]
pub(crate) struct Pasts {
    limit: usize,
    bytes: usize,
    clock: u64,
    by_account: HashMap<AccountId, Kept>,
    by_use: BTreeMap<u64, AccountId>,
}

#[derive(Debug)]
struct Kept {
    past: Arc<Today>,
    bytes: usize,
    used: u64,
}

impl Pasts {
    /// At most so many bytes, about.
    pub fn with_limit(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    pub fn put(&mut self, id: AccountId, past: Today) {
        self.remove(&id);
        self.clock += 1;
        let kept = Kept { bytes: past.bytes(), past: Arc::new(past), used: self.clock };
        self.bytes += kept.bytes;
        self.by_use.insert(kept.used, id.clone());
        self.by_account.insert(id, kept);
        while self.bytes > self.limit
            && let Some((_, oldest)) = self.by_use.pop_first()
        {
            self.remove(&oldest);
        }
    }

    pub fn remove(&mut self, id: &AccountId) {
        if let Some(kept) = self.by_account.remove(id) {
            self.bytes -= kept.bytes;
            self.by_use.remove(&kept.used);
        }
    }

    pub fn clear(&mut self) {
        *self = Self::with_limit(self.limit);
    }

    /// The past that today's facts of an account can be laid on, if it is kept.
    pub fn get(&self, id: &AccountId, today: Day) -> Option<Arc<Today>> {
        let kept = self.by_account.get(id)?;
        (kept.past.day() == today).then(|| Arc::clone(&kept.past))
    }

    /// These were used: they are dropped last.
    pub fn used<'a>(&mut self, ids: impl Iterator<Item = &'a AccountId>) {
        for id in ids {
            let Some(kept) = self.by_account.get_mut(id) else { continue };
            self.clock += 1;
            let before = std::mem::replace(&mut kept.used, self.clock);
            if let Some(id) = self.by_use.remove(&before) {
                self.by_use.insert(self.clock, id);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.by_account.len()
    }

    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
