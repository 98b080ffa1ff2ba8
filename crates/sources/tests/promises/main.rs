//! What `perennial-sources` promises.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on may say so")]

mod contradictions;
mod files;
mod guessing;
mod laws;
mod segment;
mod support;
