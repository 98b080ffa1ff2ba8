//! The values of all accounts on past days, sorted: what an account is compared with.

use std::{collections::HashMap, sync::Arc};

use perennial_model::{Account, Day};

use super::{
    days::{Gathering, PeerDays},
    need::Need,
};
use crate::{Catalogue, Matrix, MetricsError, limits::MAX_PEER_VALUES};

/// The accounts that are alike, by what they are alike in.
pub(crate) type Groups = HashMap<Vec<String>, PeerDays>;

/// What accounts are compared with, for every comparison of a catalogue. Cheap to share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeerReference {
    /// By the fingerprint of the comparison.
    sets: HashMap<Arc<str>, Groups>,
    /// Why there is none, where it could not be made.
    refused: Option<String>,
}

impl PeerReference {
    /// One that says why nothing can be compared.
    pub fn refused(why: String) -> Self {
        Self { sets: HashMap::new(), refused: Some(why) }
    }

    /// Whether it has what these metrics compare with, or says why not.
    pub fn covers(&self, catalogue: &Catalogue) -> bool {
        self.refused.is_some()
            || catalogue.peer_needs().iter().all(|need| self.sets.contains_key(&need.fingerprint))
    }

    pub(crate) fn why_refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    pub(crate) fn groups(&self, need: &Need) -> Option<&Groups> {
        self.sets.get(&need.fingerprint)
    }
}

/// Makes a reference from every account's matrix.
#[derive(Debug)]
pub struct PeerBuilder {
    catalogue: Catalogue,
    needs: Vec<(Need, HashMap<Vec<String>, Gathering>)>,
    /// The last day that counts.
    last: Day,
    kept: usize,
}

impl PeerBuilder {
    /// For what these metrics compare, as of `today`; nothing where they compare nothing.
    pub fn new(catalogue: &Catalogue, today: Day) -> Option<Self> {
        let needs = catalogue.peer_needs().iter().cloned();
        Some(Self {
            catalogue: catalogue.of_peers()?.clone(),
            needs: needs.map(|need| (need, HashMap::new())).collect(),
            last: today.plus(-1),
            kept: 0,
        })
    }

    /// The metrics that accounts are to be computed with: the few that are compared.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Takes in an account.
    ///
    /// # Errors
    /// [`MetricsError::TooManyPeers`] when more would have to be kept than can be.
    pub fn add(&mut self, account: &Account, matrix: &Matrix) -> Result<(), MetricsError> {
        for (need, groups) in &mut self.needs {
            let Some((group, values)) = need.group_of(account).zip(matrix.column(&need.column))
            else {
                continue;
            };
            let days = groups.entry(group).or_default();
            let before = days.kept;
            let known =
                (0..).zip(values).map(|(place, value)| (matrix.first().plus(place), *value));
            for (day, value) in known.filter(|(day, value)| *day <= self.last && !value.is_nan()) {
                days.add(day, value);
            }
            self.kept += days.kept - before;
        }
        if self.kept > MAX_PEER_VALUES {
            return Err(MetricsError::TooManyPeers(self.kept, MAX_PEER_VALUES));
        }
        Ok(())
    }

    /// # Errors
    /// As [`PeerBuilder::add`].
    pub fn finish(self) -> Result<PeerReference, MetricsError> {
        let sets: HashMap<Arc<str>, Groups> = self
            .needs
            .into_iter()
            .map(|(need, groups)| {
                let days = groups.into_iter().map(|(group, days)| (group, days.finish()));
                (need.fingerprint, days.collect())
            })
            .collect();
        let kept = sets.values().flat_map(HashMap::values).map(PeerDays::len).sum();
        if kept > MAX_PEER_VALUES {
            return Err(MetricsError::TooManyPeers(kept, MAX_PEER_VALUES));
        }
        Ok(PeerReference { sets, refused: None })
    }
}
