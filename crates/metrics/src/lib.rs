//! An account's facts and records become its metric matrix: every metric on every day.
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
//!
//! This crate must not know where facts are stored, who asks, or what a score is.

mod account;
mod axis;
mod batch;
mod catalogue;
mod compute;
mod error;
pub mod folds;
mod matrix;
mod parallel;
mod records;
mod usage;

pub use account::AccountFacts;
pub use axis::{Axis, EARLIEST};
pub use catalogue::{Direction, Metric, Unit, catalogue, is_known, metric, supporting};
pub use compute::compute;
pub use error::MetricsError;
pub use matrix::Matrix;
pub use parallel::{compute_many, map_many};
