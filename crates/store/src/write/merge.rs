//! Merges rows that came in with the rows that are known. Pure.

use std::collections::{HashMap, hash_map::Entry};

use super::{Upserted, rows::Row};

/// What a merge comes to.
#[derive(Debug)]
pub(crate) struct Merged<R> {
    /// The rows to write, each once, those that are new in the order in which they came.
    pub added: Vec<R>,
    pub updated: Vec<R>,
    pub counts: Upserted,
}

/// Where a key's row stands at the moment.
enum Place {
    Known(usize),
    Updated(usize),
    Added(usize),
}

/// Takes the rows one by one: the first of an unknown key is added, one that says something new
/// is an update, all others change nothing.
pub(crate) fn merge<R: Row + Clone>(known: Vec<R>, incoming: Vec<R>) -> Merged<R> {
    let mut places: HashMap<R::Key, Place> =
        known.iter().enumerate().map(|(at, row)| (row.key(), Place::Known(at))).collect();
    let mut merged = Merged { added: Vec::new(), updated: Vec::new(), counts: Upserted::default() };
    for row in incoming {
        let mut entry = match places.entry(row.key()) {
            Entry::Vacant(free) => {
                free.insert(Place::Added(merged.added.len()));
                merged.added.push(row);
                merged.counts.added += 1;
                continue;
            }
            Entry::Occupied(entry) => entry,
        };
        let before = match *entry.get() {
            Place::Known(at) => &known[at],
            Place::Updated(at) => &merged.updated[at],
            Place::Added(at) => &merged.added[at],
        };
        let mut after = before.clone();
        after.absorb(row);
        if after == *before {
            merged.counts.unchanged += 1;
            continue;
        }
        merged.counts.updated += 1;
        match *entry.get() {
            Place::Known(_) => {
                entry.insert(Place::Updated(merged.updated.len()));
                merged.updated.push(after);
            }
            Place::Updated(at) => merged.updated[at] = after,
            Place::Added(at) => merged.added[at] = after,
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use perennial_model::Contact;
    use proptest::prelude::*;

    use super::*;
    use crate::entity::contact::Model;

    fn row() -> impl Strategy<Value = Model> {
        let text = || prop::option::of("[ab]");
        ("[a-d]", text(), text(), "[xy]", 0..3_i32).prop_map(
            |(id, email, title, attribute, value)| {
                let attributes = [(attribute, value.to_string())].into();
                (&Contact { email, title, attributes, ..Contact::bare(id.into()) }).into()
            },
        )
    }

    fn rows() -> impl Strategy<Value = Vec<Model>> {
        prop::collection::vec(row(), 0..12)
    }

    /// What is on record after a merge.
    fn outcome(known: &[Model], merged: &Merged<Model>) -> BTreeMap<String, Model> {
        let written = merged.added.iter().chain(&merged.updated);
        known.iter().chain(written).map(|row| (row.key(), row.clone())).collect()
    }

    /// Each id once, as a table has it.
    fn table(rows: Vec<Model>) -> Vec<Model> {
        outcome(&[], &merge(Vec::new(), rows)).into_values().collect()
    }

    proptest! {
        #[test]
        fn every_row_is_added_updated_or_unchanged(known in rows(), incoming in rows()) {
            let merged = merge(table(known), incoming.clone());
            prop_assert_eq!(merged.counts.rows(), incoming.len() as u64);
            prop_assert_eq!(merged.counts.added, merged.added.len() as u64);
            prop_assert!(merged.updated.len() as u64 <= merged.counts.updated);
        }

        #[test]
        fn rows_at_once_are_rows_one_by_one(known in rows(), incoming in rows()) {
            let known = table(known);
            let merged = merge(known.clone(), incoming.clone());
            let mut counts = Upserted::default();
            let mut step = known.clone();
            for row in incoming {
                let one = merge(step.clone(), vec![row]);
                counts += one.counts;
                step = outcome(&step, &one).into_values().collect();
            }
            prop_assert_eq!(merged.counts, counts);
            let at_once: Vec<Model> = outcome(&known, &merged).into_values().collect();
            prop_assert_eq!(at_once, step);
        }

        #[test]
        fn what_is_known_stays_known(known in rows(), incoming in rows()) {
            let known = table(known);
            let after = outcome(&known, &merge(known.clone(), incoming));
            for before in known {
                let now = &after[&before.key()];
                prop_assert!(before.email.is_none() || now.email.is_some());
                prop_assert!(before.title.is_none() || now.title.is_some());
            }
        }

        #[test]
        fn the_same_rows_again_change_nothing(rows in rows()) {
            let known = table(rows);
            let again = merge(known.clone(), known.clone()).counts;
            let unchanged = known.len() as u64;
            prop_assert_eq!(again, Upserted { added: 0, updated: 0, unchanged });
        }
    }
}
