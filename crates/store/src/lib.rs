//! Records: the current state of accounts, contacts, subscriptions, tickets, surveys, signals,
//! segments, teammates, keys and the outbox, in SQLite or PostgreSQL.
//!
//! What always holds here: both databases give the same answers; whatever changes together is one
//! transaction ([`Tx`]); every change of a customer's records moves [`Store::revision`]; a merge
//! never replaces a known value by nothing; an alias works wherever an id is accepted.
//! ORM types stay inside, save the connections that the timeline runs its own SQL on.
//! This crate must not know facts, metrics, wire formats or HTTP.

mod convert;
mod entity;

pub mod audit;
pub mod db;
pub mod declarations;
pub mod error;
pub mod imports;
pub mod judgements;
pub mod keys;
pub mod mappings;
pub mod migration;
pub mod outbox;
pub mod read;
pub mod revenue;
pub mod segments;
pub mod settings;
pub mod signals;
pub mod store;
pub mod team;
pub mod webhooks;
pub mod write;

pub use audit::AuditEntry;
pub use db::{Backend, Db, Tx};
pub use error::StoreError;
pub use judgements::NewJudgement;
pub use outbox::Outcome;
pub use read::{Alias, Aliases};
pub use revenue::StoredRate;
pub use signals::{Handling, SignalFilter};
pub use store::Store;
pub use write::{ErasedRecords, Touched, Upserted};

/// What everything here returns.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
