//! Crediting facts to accounts, and crediting them anew when identities change.

use perennial_model::{AccountId, ContactId, IdentityMap};
use rustc_hash::FxHashSet;

use super::{Owner, Rollup, cell::Cell};
use crate::{Erase, Result};

impl Rollup {
    /// The identities that it resolves by.
    pub fn identities(&self) -> &IdentityMap {
        &self.identities
    }

    /// Resolves by these identities from now on. Returns the accounts that changed, sorted: those
    /// that won or lost facts, and those of which a contact is somebody else now.
    pub fn set_identities(&mut self, identities: IdentityMap) -> Vec<AccountId> {
        let renamed = self.renamed(&identities);
        self.identities = identities;
        let mut touched = FxHashSet::default();
        self.credited.clear();
        for place in 0..self.owned.len() {
            let account = self.credit(self.owned[place].owner);
            let owned = &mut self.owned[place];
            if owned.account != account {
                touched.extend(owned.account);
                touched.extend(account);
                owned.account = account;
            } else if !renamed.is_disjoint(&owned.contacts) {
                touched.extend(account);
            }
            if let Some(account) = account {
                self.credited.entry(account).or_default().push(place);
            }
        }
        self.account_ids(touched)
    }

    /// Forgets a contact or an account, under the ids that are theirs now. Returns the accounts
    /// that changed, sorted.
    ///
    /// # Errors
    /// When somebody's facts wait in the file and that cannot be read.
    pub fn forget(&mut self, who: &Erase) -> Result<Vec<AccountId>> {
        match who {
            Erase::Contact(contact) => self.forget_contact(contact),
            Erase::Account(account) => self.forget_account(account),
        }
    }

    fn forget_contact(&mut self, contact: &ContactId) -> Result<Vec<AccountId>> {
        let own = self.identities.contact(contact).clone();
        let ids: FxHashSet<u32> = (0..self.contacts.len())
            .filter(|number| {
                let id = ContactId::from(self.contacts.text(*number));
                *self.identities.contact(&id) == own
            })
            .collect();
        self.forget_contacts(&ids)
    }

    fn forget_contacts(&mut self, ids: &FxHashSet<u32>) -> Result<Vec<AccountId>> {
        let mut touched = FxHashSet::default();
        for place in 0..self.owned.len() {
            if ids.is_disjoint(&self.owned[place].contacts) {
                continue;
            }
            self.wake(place)?;
            let owned = &mut self.owned[place];
            self.bytes -= owned.bytes();
            owned.cells.retain(|cell| !ids.contains(&cell.contact));
            owned.sessions.retain(|session| !ids.contains(&session.contact));
            owned.contacts.retain(|contact| !ids.contains(contact));
            owned.values = owned.cells.iter().map(Cell::values).sum();
            self.bytes += owned.bytes();
            let left = owned.cells.iter().map(|cell| cell.count).sum();
            self.facts -= std::mem::replace(&mut owned.facts, left) - left;
            touched.extend(owned.account);
        }
        self.drop_empty();
        self.sleep();
        Ok(self.account_ids(touched))
    }

    fn forget_account(&mut self, account: &AccountId) -> Result<Vec<AccountId>> {
        let own = self.identities.account(account).clone();
        let members: FxHashSet<u32> = (0..self.contacts.len())
            .filter(|number| {
                let id = ContactId::from(self.contacts.text(*number));
                self.identities.owner(None, Some(&id)).0 == Some(&own)
            })
            .collect();
        let number = self.accounts.find(own.as_str());
        for place in number.and_then(|number| self.credited.get(&number)).into_iter().flatten() {
            let owned = &mut self.owned[*place];
            self.facts -= std::mem::take(&mut owned.facts);
            self.bytes -= owned.bytes();
            owned.values = 0;
            owned.cells.clear();
            owned.sessions.clear();
            owned.blocks.clear();
            owned.contacts.clear();
        }
        let mut touched = self.forget_contacts(&members)?;
        touched.push(own);
        touched.sort_unstable();
        touched.dedup();
        Ok(touched)
    }

    /// Takes out owners that own nothing any more.
    fn drop_empty(&mut self) {
        self.owned.retain(|owned| owned.facts > 0);
        self.hand = 0;
        self.places.clear();
        self.credited.clear();
        for (place, owned) in self.owned.iter().enumerate() {
            self.places.insert(owned.owner, place);
            if let Some(account) = owned.account {
                self.credited.entry(account).or_default().push(place);
            }
        }
    }

    /// The account that an owner's facts are credited to.
    pub(super) fn credit(&mut self, owner: Owner) -> Option<u32> {
        let account = match owner {
            Owner::Account(number) => {
                let id = AccountId::from(self.accounts.text(number));
                self.identities.account(&id).clone()
            }
            Owner::Contact(number) => {
                let id = ContactId::from(self.contacts.text(number));
                self.identities.owner(None, Some(&id)).0?.clone()
            }
            Owner::Nobody => return None,
        };
        Some(self.accounts.number(account.as_str()))
    }

    /// Contacts that stand for somebody else under these identities.
    fn renamed(&self, identities: &IdentityMap) -> FxHashSet<u32> {
        (0..self.contacts.len())
            .filter(|number| {
                let id = ContactId::from(self.contacts.text(*number));
                self.identities.contact(&id) != identities.contact(&id)
            })
            .collect()
    }
}
