//! What the filters can be set to.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use perennial_board::Entry;
use perennial_health::Scorecard;

use super::{FORMER, UNSCORED};

/// All owners, tiers and bands.
pub struct Facets {
    pub owners: Vec<String>,
    pub tiers: Vec<String>,
    bands: Vec<String>,
}

impl Facets {
    pub fn of(entries: &[Arc<Entry>], scorecard: &Scorecard) -> Self {
        let distinct = |value: fn(&Entry) -> Option<&str>| {
            let all: BTreeSet<&str> = entries.iter().filter_map(|entry| value(entry)).collect();
            all.into_iter().map(str::to_owned).collect()
        };
        Self {
            owners: distinct(|entry| entry.account.owner_email.as_deref()),
            tiers: distinct(|entry| entry.account.tier.as_deref()),
            bands: scorecard.bands.iter().map(|band| band.key.clone()).collect(),
        }
    }

    /// Every band with no account in it yet.
    pub fn no_bands(&self) -> BTreeMap<String, u64> {
        self.bands
            .iter()
            .map(String::as_str)
            .chain([UNSCORED, FORMER])
            .map(|key| (key.to_owned(), 0))
            .collect()
    }
}
