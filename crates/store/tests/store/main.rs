//! What the records promise, on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod accounts;
mod aliases;
mod connections;
mod declarations;
mod ensure;
mod erasure;
mod identities;
mod judgements;
mod keys;
mod laws;
mod make;
mod many;
mod outbox;
mod records;
mod revenue;
mod segments;
mod sendable;
mod signals;
mod team;
mod workspace;
