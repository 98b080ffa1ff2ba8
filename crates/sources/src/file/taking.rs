//! Rows on their way in: an id that was here before is a repetition or a contradiction.

use std::{collections::HashMap, hash::Hash};

/// The rows that are in, by key.
pub(crate) struct Taking<K, T> {
    pub rows: Vec<(u64, T)>,
    places: HashMap<K, usize>,
    pub repeated: u64,
}

/// What became of a row.
pub(crate) enum Outcome {
    New,
    /// An earlier row says the same; its line.
    Repeats(u64),
    /// An earlier row with the same key says something else; its line.
    Contradicts(u64),
}

impl<K: Hash + Eq, T: PartialEq> Taking<K, T> {
    pub fn new() -> Self {
        Self { rows: Vec::new(), places: HashMap::new(), repeated: 0 }
    }

    pub fn take(&mut self, line: u64, key: K, row: T) -> Outcome {
        let earlier = self.places.get(&key).and_then(|place| self.rows.get(*place));
        match earlier {
            None => {
                self.places.insert(key, self.rows.len());
                self.rows.push((line, row));
                Outcome::New
            }
            Some((first, same)) if *same == row => {
                self.repeated += 1;
                Outcome::Repeats(*first)
            }
            Some((first, _)) => Outcome::Contradicts(*first),
        }
    }
}
