//! The records that numbers are made from, grouped by account.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_model::{
    Account, AccountId, Contact, IdentityMap, Invoice, Judgement, Subscription, SurveyResponse,
    Ticket,
};
use perennial_store::{Store, StoreError};

/// All that the store says of one account.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AccountRecords {
    pub account: Arc<Account>,
    pub contacts: Vec<Contact>,
    pub subscriptions: Vec<Subscription>,
    pub tickets: Vec<Ticket>,
    pub surveys: Vec<SurveyResponse>,
    pub invoices: Vec<Invoice>,
    pub judgements: Vec<Judgement>,
}

impl AccountRecords {
    fn new(account: Account) -> Self {
        Self {
            account: Arc::new(account),
            contacts: Vec::new(),
            subscriptions: Vec::new(),
            tickets: Vec::new(),
            surveys: Vec::new(),
            invoices: Vec::new(),
            judgements: Vec::new(),
        }
    }
}

/// The store's records as of one revision.
#[derive(Debug, Default)]
pub(crate) struct Records {
    pub revision: i64,
    pub identities: IdentityMap,
    by_account: HashMap<AccountId, Arc<AccountRecords>>,
}

impl Records {
    /// Reads everything. The revision is read first: a write in between is seen at the next look.
    pub async fn load(store: &Store) -> Result<Self, StoreError> {
        let revision = store.revision().await?;
        let identities = store.identity_map().await?;
        let mut rows: HashMap<AccountId, AccountRecords> = store
            .accounts()
            .await?
            .into_iter()
            .map(|account| (account.account_id.clone(), AccountRecords::new(account)))
            .collect();
        for contact in store.contacts().await? {
            if let Some(of) =
                contact.account_id.as_ref().and_then(|id| rows.get_mut(identities.account(id)))
            {
                of.contacts.push(contact);
            }
        }
        for subscription in store.subscriptions().await? {
            if let Some(of) = rows.get_mut(identities.account(&subscription.account_id)) {
                of.subscriptions.push(subscription);
            }
        }
        for ticket in store.tickets().await? {
            if let Some(of) = rows.get_mut(identities.account(&ticket.account_id)) {
                of.tickets.push(ticket);
            }
        }
        for survey in store.surveys().await? {
            if let Some(of) = rows.get_mut(identities.account(&survey.account_id)) {
                of.surveys.push(survey);
            }
        }
        for invoice in store.invoices().await? {
            if let Some(of) = rows.get_mut(identities.account(&invoice.account_id)) {
                of.invoices.push(invoice);
            }
        }
        for judgement in store.judgements().await? {
            if let Some(of) = rows.get_mut(identities.account(&judgement.account_id)) {
                of.judgements.push(judgement);
            }
        }
        let by_account = rows.into_iter().map(|(id, of)| (id, Arc::new(of))).collect();
        Ok(Self { revision, identities, by_account })
    }

    /// Reads one account anew; its aliases stay as they are.
    pub async fn reload(
        store: &Store,
        id: &AccountId,
    ) -> Result<Option<AccountRecords>, StoreError> {
        let Some(account) = store.account(id).await? else { return Ok(None) };
        let mut of = AccountRecords::new(account);
        of.contacts = store.contacts_of(id).await?;
        of.subscriptions = store.subscriptions_of(id).await?;
        of.tickets = store.tickets_of(id).await?;
        of.surveys = store.surveys_of(id).await?;
        of.invoices = store.invoices_of(id).await?;
        of.judgements = store.judgements_of(id).await?;
        Ok(Some(of))
    }

    pub fn get(&self, id: &AccountId) -> Option<&Arc<AccountRecords>> {
        self.by_account.get(id)
    }

    pub fn put(&mut self, id: AccountId, of: Option<AccountRecords>) {
        match of {
            Some(of) => self.by_account.insert(id, Arc::new(of)),
            None => self.by_account.remove(&id),
        };
    }

    pub fn ids(&self) -> impl Iterator<Item = &AccountId> {
        self.by_account.keys()
    }

    /// The accounts whose records differ between two readings.
    pub fn changed(&self, newer: &Self) -> Vec<AccountId> {
        let gone = self.by_account.keys().filter(|id| !newer.by_account.contains_key(*id));
        let other = newer.by_account.iter().filter(|(id, of)| self.by_account.get(*id) != Some(of));
        gone.chain(other.map(|(id, _)| id)).cloned().collect()
    }
}
