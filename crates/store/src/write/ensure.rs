//! Bare records for the accounts and contacts that facts name.

use std::collections::{HashMap, HashSet};

use perennial_model::{Account, AccountId, Contact, ContactId};

use super::{
    Touched, bump_revision,
    contents::{load, save},
    lock_records,
    resolve::{account_aliases, contact_aliases},
    rows::Row,
    upsert::number,
};
use crate::{
    Result, Tx,
    entity::{account, contact},
};

/// Makes sure that the accounts and contacts that facts name are on record. A contact whose
/// account is unknown gets the account that stands beside it; one that has an account keeps it.
///
/// # Errors
/// When the database refuses.
pub async fn ensure(tx: &Tx, named: &[(Option<AccountId>, Option<ContactId>)]) -> Result<Touched> {
    if Missing::find(tx, named).await?.is_empty() {
        return Ok(Touched::default());
    }
    lock_records(tx).await?;
    let touched = ensure_locked(tx, named).await?;
    if !touched.is_empty() {
        bump_revision(tx).await?;
    }
    Ok(touched)
}

/// As [`ensure`], for callers that hold the lock and move the revision themselves.
pub(super) async fn ensure_locked(
    tx: &Tx,
    named: &[(Option<AccountId>, Option<ContactId>)],
) -> Result<Touched> {
    let mut missing = Missing::find(tx, named).await?;
    number(tx, &mut missing.accounts).await?;
    save(&**tx, &missing.accounts).await?;
    save(&**tx, &missing.contacts).await?;
    let contacts = missing.contacts.iter().map(|row| row.contact_id.as_str().into()).collect();
    let mut touched = Touched { accounts: Vec::new(), contacts };
    let owners = missing.contacts.iter().filter_map(|row| row.account_id.as_deref());
    let accounts = missing.accounts.iter().map(|row| row.account_id.as_str()).chain(owners);
    touched.merge(Touched { accounts: accounts.map(Into::into).collect(), contacts: Vec::new() });
    Ok(touched)
}

/// What is to be written.
#[derive(Debug, Default)]
struct Missing {
    accounts: Vec<account::Model>,
    /// New ones, and known ones that got an account.
    contacts: Vec<contact::Model>,
}

impl Missing {
    fn is_empty(&self) -> bool {
        self.accounts.is_empty() && self.contacts.is_empty()
    }

    async fn find(tx: &Tx, named: &[(Option<AccountId>, Option<ContactId>)]) -> Result<Self> {
        let pairs: HashSet<(Option<&str>, Option<&str>)> = named
            .iter()
            .map(|(a, c)| (a.as_ref().map(AccountId::as_str), c.as_ref().map(ContactId::as_str)))
            .collect();
        let own_accounts =
            account_aliases(&**tx, pairs.iter().filter_map(|pair| pair.0).collect()).await?;
        let own_contacts =
            contact_aliases(&**tx, pairs.iter().filter_map(|pair| pair.1).collect()).await?;
        // In the order in which they were named, so that lists come out the same every time.
        let mut seen = HashSet::new();
        let pairs: Vec<(Option<String>, Option<String>)> = named
            .iter()
            .map(|(a, c)| (a.as_ref().map(AccountId::as_str), c.as_ref().map(ContactId::as_str)))
            .filter(|pair| seen.insert(*pair))
            .map(|(a, c)| (a.map(|id| own_accounts.own(id)), c.map(|id| own_contacts.own(id))))
            .collect();
        let accounts =
            load(&**tx, pairs.iter().filter_map(|pair| pair.0.as_deref()).collect()).await?;
        let contacts =
            load(&**tx, pairs.iter().filter_map(|pair| pair.1.as_deref()).collect()).await?;
        Ok(Self::compare(&pairs, &accounts, contacts))
    }

    fn compare(
        pairs: &[(Option<String>, Option<String>)],
        accounts: &[account::Model],
        contacts: Vec<contact::Model>,
    ) -> Self {
        let mut known_accounts: HashSet<&str> = accounts.iter().map(Row::lookup).collect();
        let mut known: HashMap<String, contact::Model> =
            contacts.into_iter().map(|row| (row.contact_id.clone(), row)).collect();
        let mut missing = Self::default();
        let mut changed: Vec<&str> = Vec::new();
        let mut is_changed: HashSet<&str> = HashSet::new();
        for (account, contact) in pairs {
            if let Some(id) = account.as_deref()
                && known_accounts.insert(id)
            {
                missing.accounts.push((&Account::bare(id.into())).into());
            }
            let Some(id) = contact.as_deref() else { continue };
            let is_new = !known.contains_key(id);
            let row =
                known.entry(id.to_owned()).or_insert_with(|| (&Contact::bare(id.into())).into());
            let gets_account = row.account_id.is_none() && account.is_some();
            if gets_account {
                row.account_id.clone_from(account);
            }
            if (is_new || gets_account) && is_changed.insert(id) {
                changed.push(id);
            }
        }
        missing.contacts = changed.into_iter().filter_map(|id| known.remove(id)).collect();
        missing
    }
}
