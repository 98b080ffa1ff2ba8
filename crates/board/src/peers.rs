//! What accounts are compared with: the values of all of them on closed days.
//!
//! The reference is made in a pass over all accounts with the few metrics that are compared, and
//! given to every other computation as an input. It is made anew when a day has closed, and after
//! changes of closed days (facts that came late, other records) no more often than it is cheap:
//! until then accounts are compared with the earlier one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use perennial_metrics::{Catalogue, MetricsError, PeerBuilder, PeerReference};
use perennial_model::Day;

use crate::board::Board;
use crate::compute::{self, Terms};
use crate::parallel;

/// References that are at hand.
#[derive(Debug, Default)]
pub(crate) struct Peers {
    /// Of the metrics that are in use.
    current: Mutex<Option<Made>>,
    /// Of metrics that somebody tries out; one at a time.
    tried: Mutex<Option<Made>>,
}

#[derive(Debug, Clone)]
struct Made {
    /// The day as of which it was made.
    today: Day,
    reference: Arc<PeerReference>,
}

impl Made {
    fn fits(&self, catalogue: &Catalogue, today: Day) -> bool {
        self.today == today && self.reference.covers(catalogue)
    }
}

impl Board {
    /// How many accounts are computed at a time.
    const AT_A_TIME: usize = 128;

    /// The terms of a computation with these metrics, with what accounts are compared with. Made
    /// where it is not at hand, which takes a pass over all accounts.
    pub(crate) fn terms_for(&self, catalogue: &Catalogue) -> Terms {
        let terms = Terms { catalogue: catalogue.clone(), peers: None, ..(*self.terms()).clone() };
        if !catalogue.compares() {
            return terms;
        }
        let (today, peers) = (self.today(), self.peers());
        let fits = |made: &&Made| made.fits(catalogue, today);
        let current = lock(&peers.current).as_ref().filter(fits).map(|made| made.reference.clone());
        let reference = current.unwrap_or_else(|| {
            // Held while it is made: whoever asks for the same meanwhile waits for it.
            let mut tried = lock(&peers.tried);
            let at_hand = tried.as_ref().filter(fits).map(|made| made.reference.clone());
            at_hand.unwrap_or_else(|| {
                let reference = Arc::new(told(self.make_peers(catalogue)));
                *tried = Some(Made { today, reference: reference.clone() });
                reference
            })
        });
        Terms { peers: Some(reference), ..terms }
    }

    /// Takes these metrics into use, and what accounts are compared with under them.
    ///
    /// # Errors
    /// [`MetricsError::TooManyPeers`]; then the metrics stay as they were.
    pub(crate) fn take_up(&self, catalogue: Catalogue) -> Result<(), MetricsError> {
        let made = self.make_peers(&catalogue)?;
        self.set_catalogue(catalogue);
        self.compare_with(Arc::new(made));
        Ok(())
    }

    /// Makes the reference of the metrics in use anew; true when it is another than before.
    pub(crate) fn renew_peers(&self) -> bool {
        let terms = self.terms();
        if !terms.catalogue.compares() {
            return false;
        }
        let made = Arc::new(told(self.make_peers(&terms.catalogue)));
        let is_other = terms.peers.as_ref() != Some(&made);
        self.compare_with(made);
        is_other
    }

    fn compare_with(&self, reference: Arc<PeerReference>) {
        let made = Made { today: self.today(), reference: reference.clone() };
        *lock(&self.peers().current) = Some(made);
        *lock(&self.peers().tried) = None;
        self.set_peers(reference);
    }

    fn make_peers(&self, catalogue: &Catalogue) -> Result<PeerReference, MetricsError> {
        let Some(mut builder) = PeerBuilder::new(catalogue, self.today()) else {
            return Ok(PeerReference::default());
        };
        let compared = builder.catalogue().clone();
        let terms = Terms { catalogue: compared, peers: None, ..(*self.terms()).clone() };
        for ids in self.account_ids().chunks(Self::AT_A_TIME) {
            let computed = parallel::map(ids, |id| {
                let (daily, of, today) = self.inputs(id)?;
                Some((of.account.clone(), compute::matrix(&terms, &daily, &of, today)))
            });
            for (account, matrix) in computed.into_iter().flatten() {
                builder.add(&account, &matrix)?;
            }
        }
        builder.finish()
    }
}

fn lock(place: &Mutex<Option<Made>>) -> MutexGuard<'_, Option<Made>> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What cannot be made is said in the log and where the metrics are shown.
fn told(made: Result<PeerReference, MetricsError>) -> PeerReference {
    made.unwrap_or_else(|error| {
        tracing::error!(%error, "accounts cannot be compared with their peers");
        PeerReference::refused(error.to_string())
    })
}
