//! What is known already, for whoever reads a file: accounts, contacts, subscriptions.

use std::collections::HashMap;

use perennial_model::{Account, AccountId, Contact, ContactId, IdentityMap, Micros, Subscription};

/// Answers questions about what is known before a file comes in.
pub trait Lookup {
    /// When the account signed up: `None` for an unknown account, `Some(None)` when it is not said.
    /// Aliases work.
    fn account_created(&self, id: &AccountId) -> Option<Option<Micros>>;

    /// Whose a contact is: `None` for an unknown contact. Aliases work.
    fn contact_account(&self, id: &ContactId) -> Option<Option<&AccountId>>;

    /// The periods of a subscription by start; empty when it is unknown.
    fn subscription(&self, id: &str) -> &[Subscription];

    /// The account's own id, where `id` is an alias of it.
    fn resolve<'a>(&'a self, id: &'a AccountId) -> &'a AccountId;
}

/// An empty house: nothing is known yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Lookup for Nothing {
    fn account_created(&self, _: &AccountId) -> Option<Option<Micros>> {
        None
    }

    fn contact_account(&self, _: &ContactId) -> Option<Option<&AccountId>> {
        None
    }

    fn subscription(&self, _: &str) -> &[Subscription] {
        &[]
    }

    fn resolve<'a>(&'a self, id: &'a AccountId) -> &'a AccountId {
        id
    }
}

/// The records that are known, held for looking up.
#[derive(Debug, Clone, Default)]
pub struct Known {
    accounts: HashMap<AccountId, Option<Micros>>,
    contacts: HashMap<ContactId, Option<AccountId>>,
    subscriptions: HashMap<String, Vec<Subscription>>,
    identities: IdentityMap,
}

impl Known {
    pub fn new(
        accounts: &[Account],
        contacts: &[Contact],
        subscriptions: &[Subscription],
        identities: IdentityMap,
    ) -> Self {
        let mut by_id: HashMap<String, Vec<Subscription>> = HashMap::new();
        for period in subscriptions {
            by_id.entry(period.subscription_id.clone()).or_default().push(period.clone());
        }
        by_id.values_mut().for_each(|periods| periods.sort_by_key(|p| p.started_at));
        Self {
            accounts: accounts.iter().map(|a| (a.account_id.clone(), a.created_at)).collect(),
            contacts: contacts
                .iter()
                .map(|c| (c.contact_id.clone(), c.account_id.clone()))
                .collect(),
            subscriptions: by_id,
            identities,
        }
    }
}

impl Lookup for Known {
    fn account_created(&self, id: &AccountId) -> Option<Option<Micros>> {
        self.accounts.get(self.identities.account(id)).copied()
    }

    fn contact_account(&self, id: &ContactId) -> Option<Option<&AccountId>> {
        self.contacts.get(self.identities.contact(id)).map(Option::as_ref)
    }

    fn subscription(&self, id: &str) -> &[Subscription] {
        self.subscriptions.get(id).map_or(&[], Vec::as_slice)
    }

    fn resolve<'a>(&'a self, id: &'a AccountId) -> &'a AccountId {
        self.identities.account(id)
    }
}
