//! Accounts: the list, one account, and what belongs to it.

mod annotations;
pub mod churn_reviews;
pub mod contacts;
mod evidence;
pub mod health;
pub mod hidden_risk;
pub mod history;
pub mod invoices;
pub mod judgements;
pub mod list;
pub mod overrides;
pub mod show;
pub mod subscriptions;
pub mod surveys;
pub mod tickets;
pub mod timeline;
