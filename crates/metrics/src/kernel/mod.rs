//! The folds: what the matrix is made of, with no metric's name in it.
//!
//! A fold turns things that happened on numbered days (0 is the first day of the history) into
//! one value per day. Each costs its inputs plus its days, whatever the window. Numbers below 0
//! lie before the history, numbers past its end after it; neither needs to be cut off first.
//! `NaN` in a result means "no value".

mod as_of;
mod distinct;
mod frequent;
mod fresh;
mod gaps;
mod journeys;
mod quantiles;
mod reach;
mod share;
mod spans;
mod sums;

pub use as_of::{edge_value, last_as_of};
pub use distinct::{Band, Distinct};
pub use frequent::frequent;
pub use fresh::{Before, fresh};
pub use gaps::longest_gap;
pub use journeys::{first_journey, journeys};
pub use quantiles::{interpolated, quantile_of, quantiles};
pub use reach::Reach;
pub use share::top_share;
pub use spans::{Span, first_covering, open_count, sum_over};
pub use sums::{ExactSums, Running, windowed_counts, windowed_sums};

/// Something that happened on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    pub day: i32,
    /// Number of the contact; [`perennial_model::NO_CONTACT`] where none is known.
    pub contact: u32,
    /// Number of what is told apart besides: a fact's name, a ticket's topic.
    pub name: u32,
    /// How many facts.
    pub count: u32,
}
