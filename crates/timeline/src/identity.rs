//! Identities, ready to be asked both ways: whose is this id, and which ids are theirs.

use std::ops::Deref;

use perennial_model::{AccountId, ContactId, IdentityMap};
use rustc_hash::{FxHashMap, FxHashSet};

/// An identity map with its inverse, and the credits that it has outgrown.
#[derive(Debug, Default)]
pub(crate) struct Resolver {
    map: IdentityMap,
    accounts: FxHashMap<AccountId, Vec<AccountId>>,
    contacts: FxHashMap<ContactId, Vec<ContactId>>,
    contacts_of: FxHashMap<AccountId, Vec<ContactId>>,
    /// Contacts that compaction credited to an account which is not theirs (any more).
    moved: FxHashMap<ContactId, Vec<AccountId>>,
}

impl Resolver {
    pub(crate) fn new(map: IdentityMap, credits: Vec<(ContactId, AccountId)>) -> Self {
        let mut resolver = Self::default();
        for alias in map.account_aliases.keys() {
            let own = map.account(alias).clone();
            resolver.accounts.entry(own).or_default().push(alias.clone());
        }
        let known: FxHashSet<&ContactId> =
            map.contact_aliases.keys().chain(map.contact_accounts.keys()).collect();
        for contact in known {
            let own = map.contact(contact);
            if own != contact {
                resolver.contacts.entry(own.clone()).or_default().push(contact.clone());
            }
            if let (Some(account), _) = map.owner(None, Some(contact)) {
                resolver.contacts_of.entry(account.clone()).or_default().push(contact.clone());
            }
        }
        for (contact, account) in credits {
            if map.owner(None, Some(&contact)).0 != Some(&account) {
                resolver.moved.entry(contact).or_default().push(account);
            }
        }
        resolver.map = map;
        resolver
    }

    /// Every id that a source may have given for this account.
    pub(crate) fn account_ids(&self, account: &AccountId) -> FxHashSet<AccountId> {
        let own = self.map.account(account);
        let aliases = self.accounts.get(own).into_iter().flatten();
        aliases.chain([own, account]).cloned().collect()
    }

    /// Every id that a source may have given for this contact.
    pub(crate) fn contact_ids(&self, contact: &ContactId) -> FxHashSet<ContactId> {
        let own = self.map.contact(contact);
        let aliases = self.contacts.get(own).into_iter().flatten();
        aliases.chain([own, contact]).cloned().collect()
    }

    /// Every id of every contact whose facts without an account belong to this account.
    pub(crate) fn contacts_of(&self, account: &AccountId) -> &[ContactId] {
        self.contacts_of.get(self.map.account(account)).map_or(&[], Vec::as_slice)
    }

    /// Under which other accounts a contact's facts may stand in files.
    pub(crate) fn stands_under(&self, contact: &ContactId) -> &[AccountId] {
        self.moved.get(contact).map_or(&[], Vec::as_slice)
    }
}

impl Deref for Resolver {
    type Target = IdentityMap;
    fn deref(&self) -> &IdentityMap {
        &self.map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_finds_every_alias() {
        let mut map = IdentityMap::default();
        map.contact_aliases.insert("anon".into(), "ann".into());
        map.contact_accounts.insert("ann".into(), "crm-1".into());
        map.account_aliases.insert("crm-1".into(), "acme".into());
        let resolver = Resolver::new(map, vec![("anon".into(), "globex".into())]);
        let accounts = resolver.account_ids(&"acme".into());
        assert!(accounts.contains("acme") && accounts.contains("crm-1"));
        let contacts = resolver.contact_ids(&"ann".into());
        assert!(contacts.contains("ann") && contacts.contains("anon"));
        assert_eq!(resolver.contacts_of(&"crm-1".into()).len(), 2);
        assert_eq!(resolver.stands_under(&"anon".into()), [AccountId::from("globex")]);
    }
}
