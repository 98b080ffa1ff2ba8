//! Comparing an account with its peers.
//!
//! What an account is on day d is held against what its peers were at the end of day d−1: a closed
//! day, so that no account's number moves because another one had a fact a moment ago, and nothing
//! that came after d is used. The values of the peers are a [`PeerReference`], made in a first pass
//! over all accounts and given to the second as an input; to an expression they are columns.

mod days;
mod need;
mod reference;
mod segments;

pub(crate) use need::{Need, PeerColumns, PeerPlan};
pub use reference::{PeerBuilder, PeerReference};
pub use segments::{in_words_of_metrics, segments_named};

use std::collections::BTreeMap;

/// Segments that peers can be told by: key → condition in the words of metrics' expressions.
pub type PeerSegments = BTreeMap<String, String>;

/// With fewer values than these there is no percentile, median or quantile.
pub const FEWEST_PEERS: u32 = 5;
