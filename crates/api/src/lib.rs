//! HTTP: the product API, the ingest door, sign-in and roles. One file per endpoint.
//!
//! What always holds here: a handler parses, authorises, calls one use case and maps the result;
//! every error is a problem document with a stable code; nothing is answered 200 at the ingest
//! door before it is durable; no secret is stored in clear or logged.
//! This crate must not know SQL, file formats of sources, nor how a number is computed.

pub mod as_of;
mod audit;
pub mod auth;
pub mod config;
mod contacts;
pub mod dto;
pub mod extract;
mod failure;
mod finding;
pub mod ingest;
pub mod keys;
mod listing;
pub mod live;
mod metrics;
pub mod openapi;
mod overview;
mod probes;
pub mod problem;
pub mod revenue;
mod router;
pub mod routes;
mod rows;
pub mod segments;
mod sessions;
pub mod sql;
mod state;
pub mod tables;
pub mod team;
pub mod telemetry;

pub use config::ApiConfig;
pub use problem::Problem;
pub use router::router;
pub use state::{AppState, Parts};
