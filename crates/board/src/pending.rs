//! Which accounts wait to be computed whole, in which order.

use std::collections::{HashSet, VecDeque};

use perennial_model::AccountId;

/// Those whose row is not current come first, then those whose score follows it; each in the order
/// in which they came.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    rows: Queue,
    scores: Queue,
}

impl Pending {
    /// Nothing of these accounts is current.
    pub fn rows(&mut self, ids: impl IntoIterator<Item = AccountId>) {
        for id in ids {
            self.scores.waiting.remove(&id);
            self.rows.push(id);
        }
    }

    /// The metrics of these accounts are current, their scores are not.
    pub fn scores(&mut self, ids: impl IntoIterator<Item = AccountId>) {
        for id in ids {
            if !self.rows.waiting.contains(&id) {
                self.scores.push(id);
            }
        }
    }

    /// The next accounts, at most so many. Each is taken out.
    pub fn next(&mut self, most: usize) -> Vec<AccountId> {
        let mut next = Vec::new();
        while next.len() < most
            && let Some(id) = self.rows.pop().or_else(|| self.scores.pop())
        {
            next.push(id);
        }
        next
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    pub fn is_empty(&self) -> bool {
        self.rows.waiting.is_empty() && self.scores.waiting.is_empty()
    }

    /// How many wait for their row, and how many for their score only.
    pub fn counts(&self) -> (usize, usize) {
        (self.rows.waiting.len(), self.scores.waiting.len())
    }
}

/// First in, first out, each once. What was taken out of `waiting` is skipped.
#[derive(Debug, Default)]
struct Queue {
    order: VecDeque<AccountId>,
    waiting: HashSet<AccountId>,
}

impl Queue {
    fn push(&mut self, id: AccountId) {
        if self.waiting.insert(id.clone()) {
            self.order.push_back(id);
        }
    }

    fn pop(&mut self) -> Option<AccountId> {
        while let Some(id) = self.order.pop_front() {
            if self.waiting.remove(&id) {
                return Some(id);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<AccountId> {
        names.iter().map(|name| AccountId::from(*name)).collect()
    }

    #[test]
    fn rows_come_before_scores_and_nobody_twice() {
        let mut pending = Pending::default();
        pending.scores(ids(&["a", "b", "a"]));
        pending.rows(ids(&["c", "b"]));
        pending.scores(ids(&["c"]));
        assert_eq!(pending.counts(), (2, 1));
        assert_eq!(pending.next(2), ids(&["c", "b"]));
        assert_eq!(pending.next(9), ids(&["a"]));
        assert!(pending.is_empty());
    }
}
