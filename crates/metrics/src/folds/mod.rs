//! The folds: what the kernel is made of, with no metric's name in it.
//!
//! A fold turns things that happened on numbered days (0 is the first day of the history) into
//! one value per day. Each costs its inputs plus its days, whatever the window. Numbers below 0
//! lie before the history, numbers past its end after it; neither needs to be cut off first.

mod as_of;
mod distinct;
mod rolling;
mod spans;

pub use as_of::{days_since, last_as_of};
pub use distinct::{AgeBand, Distinct};
pub use rolling::{change_against, rolling_sum};
pub use spans::{Span, first_covering, open_count, sum_over};
