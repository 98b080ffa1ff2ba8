//! The functions that compare an account with others.

use super::{Function, FunctionInfo, table::info};

const ANY: usize = usize::MAX;

/// Functions that only formulas over accounts know whose schema allows peers
/// ([`crate::Schema::with_peers`]), in the order a help page shows them.
pub const PEER_FUNCTIONS: &[FunctionInfo] = &[
    info(
        Function::Percentile,
        "percentile",
        "percentile(metric, peers, …)",
        "where the account stands among its peers' values of the day before, 0 to 100; null with fewer than 5",
        (1, ANY),
    ),
    info(
        Function::PeerMedian,
        "peer_median",
        "peer_median(metric, peers, …)",
        "the median of its peers' values of the day before; null with fewer than 5",
        (1, ANY),
    ),
    info(
        Function::PeerQuantile,
        "peer_quantile",
        "peer_quantile(metric, share, peers, …)",
        "the value that this share of its peers' values of the day before does not exceed, interpolated; null with fewer than 5",
        (2, ANY),
    ),
    info(
        Function::PeerCount,
        "peer_count",
        "peer_count(metric, peers, …)",
        "how many of its peers had a value the day before: what the other three rest on",
        (1, ANY),
    ),
];
