//! An account's facts and records become its metric matrix: every metric on every day.
//!
//! A metric is declared ([`Definition`]): a fold over facts or records, or an expression over other
//! metrics. A [`Catalogue`] checks metrics together and computes them.
//!
//! What always holds here:
//! - A value on day d depends on nothing after d: cut the timeline at the end of d and every
//!   value up to d stays the same to the last bit. An end that lies after d (a ticket's
//!   solution, a subscription's end) counts as unknown on d.
//! - The order in which facts arrived changes nothing.
//! - One pass over the sorted rollup yields the whole history; nothing is counted again per day,
//!   so the cost grows with facts + days and not with facts × days × windows.
//! - Days begin at midnight in the company's time zone; a window of N days on day d is
//!   d−N+1 … d; `NaN` inside a column means "no value".
//! - A definition that cannot be computed is refused when it joins a catalogue, with its place.
//!
//! This crate must not know where facts are stored, who asks, or what a score is.

mod account;
mod axis;
mod batch;
mod capabilities;
mod catalogue;
mod compute;
mod definition;
mod error;
mod folding;
mod formula;
pub mod kernel;
mod limits;
mod matrix;
mod metric;
mod parallel;
mod peers;
mod plan;
mod reading;
mod selector;
mod sources;
mod stream;
mod today;
mod words;

pub use account::AccountFacts;
pub use axis::{Axis, EARLIEST};
pub use batch::matrix_schema;
pub use capabilities::{Capability, Entitled, SeatsWord, UseMeasure, capability_metrics};
pub use catalogue::{Catalogue, built_in_definitions, definitions_for};
pub use definition::{
    Definition, EmptyWord, EverWord, FirstOf, WindowWord, WrittenEarlier, WrittenEmpty,
    WrittenWindow,
};
pub use error::MetricsError;
pub use limits::{
    MAX_KEY, MAX_METRICS, MAX_PEER_SETS, MAX_PEER_VALUES, MAX_PROPERTIES, MAX_WINDOW,
};
pub use matrix::Matrix;
pub use metric::{
    Direction, Earlier, Empty, Fold, FoldKind, Group, How, Metric, Source, Unit, Window,
};
pub use peers::{
    FEWEST_PEERS, PeerBuilder, PeerReference, PeerSegments, in_words_of_metrics, segments_named,
};
pub use selector::Selector;
pub use today::{AskedToday, Today};
