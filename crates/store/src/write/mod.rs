//! Changes of customers' records. All of it takes a [`Tx`], so that it commits together with
//! whatever else belongs to it (facts in the inbox, an import's summary, an audit entry).
//!
//! Law of every upsert: `rows given = added + updated + unchanged`.

mod contents;
mod ensure;
mod erase;
mod identities;
mod link;
mod merge;
mod people;
mod prepare;
mod quotes;
mod resolve;
mod revision;
mod rows;
mod traits;
mod upsert;
mod weigh;

use perennial_model::{AccountId, ContactId};

pub use ensure::ensure;
pub use erase::{ErasedRecords, erase_account, erase_contact};
pub use identities::apply_identities;
pub use link::alias_account;
pub use revision::bump_revision;
pub use upsert::{
    upsert_accounts, upsert_churn_reviews, upsert_contacts, upsert_invoices, upsert_subscriptions,
    upsert_surveys, upsert_tickets,
};

pub(crate) use contents::{distinct, load, save};
pub(crate) use resolve::{account_aliases, own_account, own_contact};
pub(crate) use revision::{lock_records, read as read_revision};

/// What an upsert did with the rows it was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Upserted {
    pub added: u64,
    pub updated: u64,
    /// Rows that said nothing new.
    pub unchanged: u64,
}

impl Upserted {
    /// All rows.
    pub fn rows(self) -> u64 {
        self.added + self.updated + self.unchanged
    }
}

impl std::ops::AddAssign for Upserted {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
    }
}

/// Whose records, or whose identity, changed. Sorted, each once; empty when nothing changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    pub accounts: Vec<AccountId>,
    /// Records and aliases alike.
    pub contacts: Vec<ContactId>,
}

impl Touched {
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.contacts.is_empty()
    }

    /// Takes in another's ids.
    pub fn merge(&mut self, other: Self) {
        self.accounts.extend(other.accounts);
        self.contacts.extend(other.contacts);
        self.accounts.sort();
        self.accounts.dedup();
        self.contacts.sort();
        self.contacts.dedup();
    }
}
