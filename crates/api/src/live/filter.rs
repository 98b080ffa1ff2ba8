//! What a listener wants to see.

use std::collections::BTreeSet;

use perennial_model::{AccountId, Fact, FactKind};

use super::{LiveEvent, LiveStatus};

/// What a listener wants to see; what is not said fits everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Every id that the account is known by.
    pub accounts: Option<BTreeSet<String>>,
    /// Contacts whose events without an account are this account's.
    pub contacts: BTreeSet<String>,
    pub kinds: Vec<FactKind>,
    /// Part of the name, in lower case.
    pub name: Option<String>,
    pub source: Option<String>,
    pub status: Option<LiveStatus>,
}

impl Filter {
    /// Whether it fits everything.
    pub fn is_open(&self) -> bool {
        self.accounts.is_none()
            && self.kinds.is_empty()
            && self.name.is_none()
            && self.source.is_none()
            && self.status.is_none()
    }

    pub fn fits_fact(&self, fact: &Fact) -> bool {
        self.status.is_none_or(|status| status == LiveStatus::Accepted)
            && (self.kinds.is_empty() || self.kinds.contains(&fact.kind))
            && self.source.as_ref().is_none_or(|source| *source == fact.source)
            && self.fits_who(
                fact.account_id.as_ref().map(AccountId::as_str),
                fact.contact_id.as_ref().map(perennial_model::ContactId::as_str),
            )
            && self.fits_name(Some(&fact.name))
    }

    /// A call that left no fact has no kind, so one that asks for kinds does not see it.
    pub fn fits_call(&self, call: &LiveEvent) -> bool {
        self.status.is_none_or(|status| status == call.status)
            && self.kinds.is_empty()
            && self.source.as_ref().is_none_or(|source| *source == call.source)
            && self.fits_who(call.account_id.as_deref(), call.contact_id.as_deref())
            && self.fits_name(call.name.as_deref())
    }

    fn fits_who(&self, account: Option<&str>, contact: Option<&str>) -> bool {
        match (&self.accounts, account) {
            (None, _) => true,
            (Some(wanted), Some(account)) => wanted.contains(account),
            (Some(_), None) => contact.is_some_and(|contact| self.contacts.contains(contact)),
        }
    }

    fn fits_name(&self, name: Option<&str>) -> bool {
        let Some(part) = &self.name else { return true };
        name.is_some_and(|name| name.to_lowercase().contains(part.as_str()))
    }
}
