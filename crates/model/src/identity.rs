//! Who is who: aliases of accounts and contacts, and which account a contact belongs to.

use std::collections::HashMap;

use crate::{AccountId, ContactId};

/// Resolves ids as sources gave them to the accounts and contacts that we know.
///
/// Law: resolving is idempotent, and an id that nobody named stays itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentityMap {
    /// Alias → the account's own id.
    pub account_aliases: HashMap<AccountId, AccountId>,
    /// Alias (an anonymous id, a previous id) → the contact's own id.
    pub contact_aliases: HashMap<ContactId, ContactId>,
    /// Contact → its account.
    pub contact_accounts: HashMap<ContactId, AccountId>,
}

impl IdentityMap {
    pub fn contact<'a>(&'a self, id: &'a ContactId) -> &'a ContactId {
        // A chain longer than this is a cycle; the last id reached then stands for the person.
        const LONGEST_CHAIN: usize = 32;
        let mut current = id;
        for _ in 0..LONGEST_CHAIN {
            match self.contact_aliases.get(current) {
                Some(next) if next != current => current = next,
                _ => break,
            }
        }
        current
    }

    pub fn account<'a>(&'a self, id: &'a AccountId) -> &'a AccountId {
        self.account_aliases.get(id).unwrap_or(id)
    }

    /// Whose a fact is: its own account where it names one, else its contact's.
    pub fn owner<'a>(
        &'a self,
        account: Option<&'a AccountId>,
        contact: Option<&'a ContactId>,
    ) -> (Option<&'a AccountId>, Option<&'a ContactId>) {
        let contact = contact.map(|id| self.contact(id));
        let account = account
            .or_else(|| contact.and_then(|id| self.contact_accounts.get(id)))
            .map(|id| self.account(id));
        (account, contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_goes_to_its_own_account_before_its_contacts() {
        let mut map = IdentityMap::default();
        map.contact_aliases.insert("anon".into(), "ann".into());
        map.contact_accounts.insert("ann".into(), "acme".into());
        map.account_aliases.insert("crm-7".into(), "globex".into());
        let (anon, crm) = (ContactId::from("anon"), AccountId::from("crm-7"));
        assert_eq!(map.owner(None, Some(&anon)), (Some(&"acme".into()), Some(&"ann".into())));
        assert_eq!(
            map.owner(Some(&crm), Some(&anon)),
            (Some(&"globex".into()), Some(&"ann".into()))
        );
        assert_eq!(map.owner(None, None), (None, None));
    }

    #[test]
    fn a_circle_of_aliases_ends() {
        let mut map = IdentityMap::default();
        map.contact_aliases.insert("a".into(), "b".into());
        map.contact_aliases.insert("b".into(), "a".into());
        let _ = map.contact(&"a".into());
    }
}
