//! From a row to a record, one file per kind.

mod accounts;
mod churn_reviews;
mod contacts;
mod facts;
mod interactions;
mod invoices;
mod subscriptions;
mod surveys;
mod tickets;

pub(crate) use accounts::account;
pub(crate) use churn_reviews::churn_review;
pub(crate) use contacts::contact;
pub(crate) use facts::fact;
pub(crate) use interactions::interaction;
pub(crate) use invoices::invoice;
pub(crate) use subscriptions::subscription;
pub(crate) use surveys::survey;
pub(crate) use tickets::ticket;
