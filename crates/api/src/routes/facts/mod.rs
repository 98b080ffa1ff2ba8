//! Facts of all accounts.

pub mod live;
