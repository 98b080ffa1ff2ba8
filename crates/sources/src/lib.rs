//! The doors: files that people have and calls that their programs make, understood and told in
//! the vocabulary of `perennial-model`.
//!
//! - [`file`] reads CSV and XLSX with a column mapping; every row is either in or refused with a reason.
//! - [`guess`] says what a file that nobody described seems to be, and how sure that is.
//! - [`check`] finds what contradicts itself in a file, or contradicts what is already known.
//! - [`segment`] understands the calls of the Segment HTTP tracking API.
//!
//! What always holds here: nothing is dropped silently (rows read = rows taken + rows repeated +
//! rows refused), the same input gives the same ids, time and fresh ids are parameters.
//! This crate must not know how anything is stored, counted or shown.

pub mod check;
pub mod file;
pub mod guess;
pub mod lookup;
pub mod segment;

pub use file::{FileError, Kind, Mapping, Options, Parsed, Rows, read, read_bytes};
pub use guess::{Guess, guess};
pub use lookup::{Known, Lookup, Nothing};
