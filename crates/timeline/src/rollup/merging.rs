//! Lists that are sorted by key and have each key once.

/// Something of which those with equal keys become one.
pub(crate) trait Keyed {
    type Key: Ord;

    fn key(&self) -> Self::Key;

    /// Takes in another of the same key.
    fn merge(&mut self, other: &Self);
}

/// Merges items into others; both sorted by key without repetition, and so is the result.
pub(crate) fn merge_sorted<T: Keyed>(into: &mut Vec<T>, new: Vec<T>) {
    // So few that shifting the items behind them is cheaper than making a new list.
    const FEW: usize = 8;
    let appends = match (into.last(), new.first()) {
        (Some(last), Some(first)) => last.key() < first.key(),
        _ => true,
    };
    if appends {
        into.extend(new);
    } else if new.len() <= FEW {
        for item in new {
            match into.binary_search_by_key(&item.key(), T::key) {
                Ok(found) => into[found].merge(&item),
                Err(place) => into.insert(place, item),
            }
        }
    } else {
        // What stands before the first new one stays as it is: mostly that is nearly everything.
        let first = new[0].key();
        let mut rest = into.split_off(into.partition_point(|item| item.key() < first));
        rest.extend(new);
        into.extend(fold(rest));
    }
}

/// Sorts items and merges those of the same key.
pub(crate) fn fold<T: Keyed>(mut items: Vec<T>) -> Vec<T> {
    items.sort_by_key(T::key);
    items.dedup_by(|later, kept| {
        let same = later.key() == kept.key();
        if same {
            kept.merge(later);
        }
        same
    });
    items
}
