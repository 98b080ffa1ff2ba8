//! The kernel: an account in, its whole matrix out.

use crate::{AccountFacts, Axis, Matrix, catalogue, records, supporting, usage};

/// Every metric on every day from the account's first fact, record or creation until today.
///
/// One pass over the rollup rows and one over each sort of record.
pub fn compute(facts: &AccountFacts<'_>) -> Matrix {
    let axis = Axis::of(facts);
    let mut columns = usage::columns(facts.daily, axis);
    columns.extend(records::ticket_columns(facts, axis));
    columns.extend(records::survey_columns(facts, axis));
    columns.extend(records::subscription_columns(facts, axis));
    let order = |key: &str| catalogue().iter().chain(supporting()).position(|m| m.key == key);
    columns.sort_by_key(|(key, _)| order(key));
    Matrix::of_columns(axis, columns)
}
