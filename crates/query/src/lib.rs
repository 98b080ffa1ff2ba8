//! SQL over the relations, through DataFusion: parse, refuse what is no question, run within bounds.
//!
//! What always holds here:
//! - Nothing is written and no file is read: a statement that is no query is refused twice, by its
//!   form and by its plan, and there is no file format and no object store to reach one with.
//! - Rows flow: a relation is read batch by batch while the query runs, and no longer than somebody
//!   takes the answer.
//! - Memory, time and the number of queries at once are bounded; a bound that was reached is an
//!   error or an announced limit, never a shorter answer.
//! - An answer has few types: text, whole number, number, decimal, true or false, day and time.
//!
//! DataFusion is known here and nowhere else. This crate must not know where rows come from
//! ([`Source`] gives them): no store, no timeline, no HTTP.

mod answer;
mod ask;
mod catalog;
mod engine;
mod error;
mod json;
mod locked;
mod provider;
mod session;
mod shape;
mod source;
mod statement;
mod workers;

pub use answer::Answer;
pub use ask::Ask;
pub use engine::{Engine, Limits, Query};
pub use error::{Place, QueryError};
pub use source::{Ended, Sink, Source, SourceError, Table};
