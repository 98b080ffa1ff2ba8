//! Many accounts on all cores.

use rayon::prelude::*;

use crate::{AccountFacts, Catalogue, Matrix};

impl Catalogue {
    /// Computes each account's matrix and hands it on at once, with the account's place in the
    /// list, so that a caller who needs a few numbers of each keeps no matrices. Results in the
    /// given order.
    pub fn map_many<R: Send>(
        &self,
        accounts: &[AccountFacts<'_>],
        then: impl Fn(usize, Matrix) -> R + Sync,
    ) -> Vec<R> {
        let one = |(place, facts): (usize, &AccountFacts<'_>)| then(place, self.compute(facts));
        accounts.par_iter().enumerate().map(one).collect()
    }
}
