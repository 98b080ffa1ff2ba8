//! Each relation: its columns, and how its rows are laid out.

pub mod accounts;
pub mod churn_reviews;
pub mod contacts;
pub mod daily;
pub mod facts;
pub mod health;
pub mod interactions;
pub mod invoices;
pub mod judgements;
pub mod metrics;
pub mod signals;
pub mod subscriptions;
pub mod surveys;
pub mod tickets;
