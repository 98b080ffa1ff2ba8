//! What a follower was told, or will be, and is still to come in a file.
//!
//! Our own flushes say which batches are in their files: then nobody has to look at facts. Files of
//! others may hold some of our batches, too; from then on the facts are known by their ids.

use std::sync::Arc;

use perennial_model::Fact;
use rustc_hash::FxHashMap;

use crate::fact_key::{FactKey, KeyMap};

#[derive(Default)]
pub(crate) struct Told {
    batches: FxHashMap<i64, Batch>,
    /// Ids of the facts of those batches that are known by id.
    ids: KeyMap<u32>,
}

struct Batch {
    facts: Arc<Vec<Fact>>,
    by_id: bool,
    confirmed: bool,
    published: bool,
}

impl Told {
    /// A batch is about to be committed.
    pub(crate) fn promised(&mut self, number: i64, facts: Arc<Vec<Fact>>) {
        let batch = Batch { facts, by_id: false, confirmed: false, published: false };
        self.batches.insert(number, batch);
    }

    /// The batch's facts, which are durable now.
    pub(crate) fn confirmed(&mut self, number: i64) -> Option<Arc<Vec<Fact>>> {
        let batch = self.batches.get_mut(&number)?;
        batch.confirmed = true;
        let facts = Arc::clone(&batch.facts);
        if batch.published {
            self.batches.remove(&number);
        }
        Some(facts)
    }

    pub(crate) fn aborted(&mut self, number: i64) {
        if let Some(batch) = self.batches.remove(&number) {
            self.forget_ids(&batch);
        }
    }

    /// These batches, and nothing else, are in files now. False, and nothing happened, when one of
    /// them was never told.
    pub(crate) fn published(&mut self, numbers: &[i64]) -> bool {
        if !numbers.iter().all(|number| self.batches.contains_key(number)) {
            return false;
        }
        for number in numbers {
            if let Some(mut batch) = self.batches.remove(number) {
                self.forget_ids(&batch);
                if !batch.confirmed {
                    batch.published = true;
                    batch.by_id = false;
                    self.batches.insert(*number, batch);
                }
            }
        }
        true
    }

    /// From now on facts are known by their ids.
    pub(crate) fn by_id(&mut self) {
        let batches = self.batches.values_mut().filter(|batch| !batch.by_id && !batch.published);
        for batch in batches {
            batch.by_id = true;
            for fact in batch.facts.iter() {
                *self.ids.entry(FactKey::of(&fact.fact_id)).or_default() += 1;
            }
        }
    }

    /// Whether a fact that stands in a file was told; if so it is no longer to come.
    pub(crate) fn is_published(&mut self, key: FactKey) -> bool {
        let Some(count) = self.ids.get_mut(&key) else { return false };
        *count -= 1;
        if *count == 0 {
            self.ids.remove(&key);
        }
        true
    }

    /// Lets go of batches that others put into files: a batch goes whole.
    pub(crate) fn forget_published(&mut self) {
        let ids = &self.ids;
        let is_out = |batch: &Batch| {
            let first = batch.facts.first().map(|fact| FactKey::of(&fact.fact_id));
            batch.by_id && !first.is_some_and(|first| ids.contains_key(&first))
        };
        for batch in self.batches.values_mut() {
            batch.published |= is_out(batch);
        }
        self.batches.retain(|_, batch| !(batch.published && batch.confirmed));
    }

    fn forget_ids(&mut self, batch: &Batch) {
        if batch.by_id {
            for fact in batch.facts.iter() {
                self.is_published(FactKey::of(&fact.fact_id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use perennial_model::{FactKind, Micros};

    use super::*;

    fn facts(ids: &[&str]) -> Arc<Vec<Fact>> {
        let fact = |id: &&str| Fact {
            fact_id: (*id).to_owned(),
            account_id: None,
            contact_id: None,
            kind: FactKind::Usage,
            name: String::new(),
            occurred_at: Micros(0),
            received_at: Micros(0),
            value: None,
            session_id: None,
            source: String::new(),
            properties: None,
        };
        Arc::new(ids.iter().map(fact).collect())
    }

    fn told(batches: &[(i64, &[&str])]) -> Told {
        let mut told = Told::default();
        for (number, ids) in batches {
            told.promised(*number, facts(ids));
            assert_eq!(told.confirmed(*number).unwrap().len(), ids.len());
        }
        told
    }

    #[test]
    fn our_own_flush_is_known_by_its_batches() {
        let mut told = told(&[(1, &["a", "b"]), (2, &["c"])]);
        assert!(!told.published(&[1, 7]), "somebody else's batch is among them");
        assert!(told.published(&[1, 2]));
        assert!(told.batches.is_empty() && told.ids.is_empty());
    }

    #[test]
    fn a_batch_that_is_in_a_file_before_it_is_confirmed_is_told_once() {
        let mut told = Told::default();
        told.promised(1, facts(&["a"]));
        assert!(told.published(&[1]));
        assert_eq!(told.confirmed(1).unwrap().len(), 1);
        assert!(told.batches.is_empty());
        told.promised(2, facts(&["b"]));
        told.by_id();
        assert!(told.is_published(FactKey::of("b")));
        told.forget_published();
        assert_eq!(told.confirmed(2).unwrap().len(), 1);
        assert!(told.batches.is_empty() && told.ids.is_empty());
    }

    #[test]
    fn what_others_flush_is_known_by_its_ids() {
        let mut told = told(&[(1, &["a", "b"]), (2, &["c"]), (3, &["d"])]);
        told.by_id();
        let seen = ["a", "b", "x"].map(|id| told.is_published(FactKey::of(id)));
        assert_eq!(seen, [true, true, false], "x is news");
        told.forget_published();
        assert!(told.published(&[2]));
        told.aborted(3);
        assert!(told.batches.is_empty() && told.ids.is_empty());
    }
}
