//! What a query promises: its answer, its bounds, and that it changes nothing.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod answers;
mod bounds;
mod errors;
mod hints;
mod read_only;
mod support;
