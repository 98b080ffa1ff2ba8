//! Many accounts on all cores.

use rayon::prelude::*;

use crate::{AccountFacts, Matrix, compute};

/// The matrix of each account, in the given order.
pub fn compute_many(accounts: &[AccountFacts<'_>]) -> Vec<Matrix> {
    map_many(accounts, |_, matrix| matrix)
}

/// Computes each account's matrix and hands it on at once, with the account's place in the list,
/// so that a caller who needs a few numbers of each keeps no matrices. Results in the given order.
pub fn map_many<R: Send>(
    accounts: &[AccountFacts<'_>],
    then: impl Fn(usize, Matrix) -> R + Sync,
) -> Vec<R> {
    accounts.par_iter().enumerate().map(|(place, facts)| then(place, compute(facts))).collect()
}
