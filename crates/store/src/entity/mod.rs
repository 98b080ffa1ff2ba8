//! The tables as SeaORM sees them, and how their rows become the vocabulary's types.

pub(crate) mod access_key;
pub(crate) mod account;
pub(crate) mod account_alias;
pub(crate) mod audit_entry;
pub(crate) mod churn_review;
pub(crate) mod contact;
pub(crate) mod contact_alias;
pub(crate) mod declaration;
pub(crate) mod delivery;
pub(crate) mod import;
pub(crate) mod import_mapping;
pub(crate) mod invoice;
pub(crate) mod judgement;
pub(crate) mod revision;
pub(crate) mod segment;
pub(crate) mod segment_account;
pub(crate) mod segment_version;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod setup_link;
pub(crate) mod signal;
pub(crate) mod subscription;
pub(crate) mod survey;
pub(crate) mod teammate;
pub(crate) mod ticket;
pub(crate) mod webhook;
