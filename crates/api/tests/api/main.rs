//! What the HTTP side promises, one file per group of routes.
// Helpers of tests may stop a test; the lint's leave covers test functions only.
#![allow(clippy::unwrap_used)]

mod messages;
mod support;

mod accounts;
mod as_of;
mod backtest;
mod data;
mod errors;
mod health;
mod ingest;
mod judgements;
mod keys;
mod live;
mod metrics;
mod overview;
mod preview;
mod probes;
mod revenue;
mod roles;
mod scorecard;
mod search;
mod segments;
mod segments_past;
mod session;
mod setup;
mod signals;
#[cfg(not(feature = "sql"))]
mod sql;
mod tables;
mod team;
mod webhooks;
