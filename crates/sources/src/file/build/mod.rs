//! From a row to a record, one file per kind.

mod accounts;
mod contacts;
mod facts;
mod interactions;
mod subscriptions;
mod surveys;
mod tickets;

pub(crate) use accounts::account;
pub(crate) use contacts::contact;
pub(crate) use facts::fact;
pub(crate) use interactions::interaction;
pub(crate) use subscriptions::subscription;
pub(crate) use surveys::survey;
pub(crate) use tickets::ticket;
