//! Several scorecards, and which of them scores an account.

use std::sync::Arc;

use perennial_metrics::{Catalogue, Matrix, Selector};
use perennial_model::{Account, Zone};

use crate::{Band, HealthError, Scorecard};

/// The key of the scorecard that takes everybody whom no other takes.
pub const DEFAULT_KEY: &str = "default";

/// Scorecards in order of precedence. The first whose condition an account meets scores it; the last
/// takes everybody else.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecards {
    ranked: Vec<Ranked>,
}

/// One of several scorecards.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    pub key: String,
    pub card: Arc<Scorecard>,
    /// Nothing for the default.
    selector: Option<Selector>,
}

impl Scorecards {
    /// The one scorecard that scores everybody, whatever it says of itself.
    pub fn only(card: Scorecard) -> Self {
        let key = DEFAULT_KEY.to_owned();
        Self { ranked: vec![Ranked { key, card: Arc::new(card), selector: None }] }
    }

    /// These, each with its key, before the default.
    ///
    /// # Errors
    /// When one does not say whom it scores, or says so in a way that cannot be asked.
    pub fn new(
        before: impl IntoIterator<Item = (String, Scorecard)>,
        default: Scorecard,
        known: &Catalogue,
        zone: &Zone,
    ) -> Result<Self, HealthError> {
        let rank = |(key, card): (String, Scorecard)| {
            let selector = Some(card.selector(known, zone)?);
            Ok(Ranked { key, card: Arc::new(card), selector })
        };
        let mut ranked = before.into_iter().map(rank).collect::<Result<Vec<_>, HealthError>>()?;
        ranked.extend(Self::only(default).ranked);
        Ok(Self { ranked })
    }

    /// With another scorecard of that key: in its place, or first where there is none. The default
    /// scores whoever is left, whatever it says of itself.
    ///
    /// # Errors
    /// As [`Scorecards::new`].
    pub fn with(
        &self,
        key: &str,
        card: Scorecard,
        known: &Catalogue,
        zone: &Zone,
    ) -> Result<Self, HealthError> {
        let is_default = key == DEFAULT_KEY;
        let selector = if is_default { None } else { Some(card.selector(known, zone)?) };
        let new = Ranked { key: key.to_owned(), card: Arc::new(card), selector };
        let mut ranked = self.ranked.clone();
        match ranked.iter_mut().find(|one| one.key == key) {
            Some(there) => *there = new,
            None => ranked.insert(0, new),
        }
        Ok(Self { ranked })
    }

    /// In order of precedence, the default last.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Ranked> {
        self.ranked.iter()
    }

    /// How many there are; one at least.
    #[allow(clippy::len_without_is_empty)] // it never is
    pub fn len(&self) -> usize {
        self.ranked.len()
    }

    pub fn get(&self, key: &str) -> Option<&Ranked> {
        self.ranked.iter().find(|one| one.key == key)
    }

    /// The one at that place.
    pub fn at(&self, place: usize) -> &Ranked {
        &self.ranked[place.min(self.ranked.len() - 1)]
    }

    /// Every band that one of them has, the best first; of one key the default's stands for all.
    pub fn bands(&self) -> Vec<&Band> {
        let mut bands: Vec<&Band> = Vec::new();
        for band in self.ranked.iter().rev().flat_map(|one| &one.card.bands) {
            if !bands.iter().any(|known| known.key == band.key) {
                bands.push(band);
            }
        }
        bands.sort_by(|a, b| b.from.total_cmp(&a.from));
        bands
    }

    /// The one that takes everybody whom no other takes.
    pub fn default_card(&self) -> &Arc<Scorecard> {
        &self.at(usize::MAX).card
    }

    /// The place of the one that scores an account, by the last day of its matrix.
    pub fn place_for(&self, account: &Account, matrix: &Matrix) -> usize {
        let takes = |one: &Ranked| match &one.selector {
            Some(selector) => selector.holds(account, matrix),
            None => true,
        };
        self.ranked.iter().position(takes).unwrap_or(self.ranked.len() - 1)
    }

    /// The one that scores an account.
    pub fn for_account(&self, account: &Account, matrix: &Matrix) -> &Ranked {
        self.at(self.place_for(account, matrix))
    }

    /// The metrics that they read, to score and to choose; sorted.
    pub fn metrics(&self) -> Vec<&str> {
        let chosen = self.ranked.iter().filter_map(|one| one.selector.as_ref());
        let chosen = chosen.flat_map(|one| one.metrics().iter().map(String::as_str));
        let mut names: Vec<&str> = self.ranked.iter().flat_map(|one| one.card.metrics()).collect();
        names.extend(chosen);
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether they choose alike and [read the same](Scorecard::reads_as).
    pub fn reads_as(&self, other: &Self) -> bool {
        self.ranked.len() == other.ranked.len()
            && self
                .ranked
                .iter()
                .zip(&other.ranked)
                .all(|(a, b)| a.selector == b.selector && a.card.reads_as(&b.card))
    }
}

impl Scorecard {
    /// Whom it scores.
    fn selector(&self, known: &Catalogue, zone: &Zone) -> Result<Selector, HealthError> {
        let refused = |problem: String| HealthError::Invalid { key: "applies_to".into(), problem };
        let text = self.applies_to.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let missing =
            "it is missing; write whom this scorecard scores, such as tier = 'enterprise'";
        Selector::new(text.ok_or_else(|| refused(missing.to_owned()))?, known, zone)
            .map_err(refused)
    }
}
