//! What the filters can be set to, and which account has what.

use std::{collections::HashMap, sync::Arc};

use perennial_board::Entry;
use perennial_health::Scorecards;

use super::{FORMER, UNSCORED};

/// A word's place; [`NOTHING`] for an account without one.
pub type Place = u32;
pub const NOTHING: Place = Place::MAX;

/// The words of one column: all there are, in order, and each account's by its place.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    pub all: Vec<String>,
    pub of: Vec<Place>,
}

impl Words {
    fn of_entries(entries: &[Arc<Entry>], word: fn(&Entry) -> Option<&str>) -> Self {
        Self::new(entries.iter().map(|entry| word(entry)))
    }

    fn new<'a>(words: impl Iterator<Item = Option<&'a str>>) -> Self {
        let mut places: HashMap<&str, Place> = HashMap::new();
        let mut of = Vec::new();
        for word in words {
            let next = Place::try_from(places.len()).unwrap_or(NOTHING);
            of.push(word.map_or(NOTHING, |word| *places.entry(word).or_insert(next)));
        }
        let mut sorted: Vec<(&str, Place)> = places.into_iter().collect();
        sorted.sort_unstable();
        let mut moved = vec![NOTHING; sorted.len()];
        for (to, (_, from)) in (0..).zip(&sorted) {
            if let Some(slot) = moved.get_mut(*from as usize) {
                *slot = to;
            }
        }
        for place in &mut of {
            *place = moved.get(*place as usize).copied().unwrap_or(NOTHING);
        }
        Self { all: sorted.into_iter().map(|(word, _)| word.to_owned()).collect(), of }
    }

    /// The place of a word.
    pub fn place(&self, word: &str) -> Option<Place> {
        let found = self.all.binary_search_by(|known| known.as_str().cmp(word)).ok()?;
        Place::try_from(found).ok()
    }
}

/// Owners, tiers and bands of all accounts.
pub struct Facets {
    pub owners: Words,
    pub tiers: Words,
    /// The best band first, then [`UNSCORED`] and [`FORMER`].
    pub bands: Vec<String>,
    /// Each account's place in `bands`.
    pub band_of: Vec<Place>,
    /// Accounts that have not left.
    pub customers: u64,
}

impl Facets {
    pub fn of(entries: &[Arc<Entry>], scorecards: &Scorecards) -> Self {
        let keys = scorecards.bands().into_iter().map(|band| band.key.as_str());
        let bands: Vec<String> = keys.chain([UNSCORED, FORMER]).map(str::to_owned).collect();
        let band_of = |entry: &Arc<Entry>| {
            let key = match entry.left_on {
                Some(_) => FORMER,
                None => entry.band.as_deref().unwrap_or(UNSCORED),
            };
            let place = bands.iter().position(|band| band == key);
            place.and_then(|place| Place::try_from(place).ok()).unwrap_or(NOTHING)
        };
        Self {
            band_of: entries.iter().map(band_of).collect(),
            customers: entries.iter().filter(|entry| entry.left_on.is_none()).count() as u64,
            owners: Words::of_entries(entries, |entry| entry.account.owner_email.as_deref()),
            tiers: Words::of_entries(entries, |entry| entry.account.tier.as_deref()),
            bands,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_each_account_keeps_its_own() {
        let words = Words::new([Some("b"), None, Some("a"), Some("b")].into_iter());
        assert_eq!(words.all, ["a", "b"]);
        assert_eq!(words.of, [1, NOTHING, 0, 1]);
        assert_eq!((words.place("b"), words.place("c")), (Some(1), None));
    }
}
