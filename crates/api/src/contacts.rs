//! Finding contacts by a few letters, in memory.
//!
//! The index is read from the store when its records have changed. Where reading takes long, the
//! older index answers meanwhile, and reading takes at most one part in twenty of the time.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use perennial_model::{AccountId, ContactId, Micros};
use perennial_store::{Store, StoreError};

use crate::{AppState, finding::TextIndex};

/// Reading that took no longer is done while somebody waits.
const QUICK: Duration = Duration::from_millis(100);
const REST: u32 = 20;

/// A contact as search shows it.
#[derive(Debug, Clone)]
pub struct IndexedContact {
    pub contact_id: ContactId,
    pub account_id: Option<AccountId>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub created_at: Option<Micros>,
}

/// All contacts, and their names, e-mail addresses and ids to be searched.
#[derive(Debug, Default)]
pub struct IndexedContacts {
    pub rows: Vec<IndexedContact>,
    pub texts: TextIndex,
    places: HashMap<ContactId, usize>,
}

impl IndexedContacts {
    /// A contact by its own id.
    pub fn get(&self, id: &str) -> Option<&IndexedContact> {
        self.rows.get(*self.places.get(id)?)
    }
}

#[derive(Default)]
struct Latest {
    revision: i64,
    contacts: Arc<IndexedContacts>,
    read: Option<(Instant, Duration)>,
}

/// The index of contacts.
#[derive(Default)]
pub struct ContactIndex {
    latest: Mutex<Latest>,
    reading: AtomicBool,
}

impl ContactIndex {
    /// All contacts, as of now or (where reading takes long) of a little while ago.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn all(state: &AppState) -> Result<Arc<IndexedContacts>, StoreError> {
        let index = &state.contacts;
        let revision = state.store.revision().await?;
        let (known, read) = {
            let latest = index.latest.lock().unwrap_or_else(PoisonError::into_inner);
            if latest.read.is_some() && latest.revision == revision {
                return Ok(latest.contacts.clone());
            }
            (latest.contacts.clone(), latest.read)
        };
        match read {
            Some((at, took)) if took > QUICK => {
                let rested = at.elapsed() > took * REST;
                if rested && !index.reading.swap(true, Ordering::AcqRel) {
                    let state = state.clone();
                    tokio::spawn(async move {
                        if let Err(error) = state.contacts.read(&state.store, revision).await {
                            tracing::warn!(%error, "the index of contacts stays as it was");
                        }
                        state.contacts.reading.store(false, Ordering::Release);
                    });
                }
                Ok(known)
            }
            _ => index.read(&state.store, revision).await,
        }
    }

    async fn read(&self, store: &Store, revision: i64) -> Result<Arc<IndexedContacts>, StoreError> {
        let began = Instant::now();
        let contacts = store.contacts().await?;
        let mut indexed = IndexedContacts::default();
        for contact in contacts {
            let texts = [
                contact.name.as_deref(),
                contact.email.as_deref(),
                Some(contact.contact_id.as_str()),
            ];
            indexed.texts.push(texts.into_iter().flatten());
            indexed.places.insert(contact.contact_id.clone(), indexed.rows.len());
            indexed.rows.push(IndexedContact {
                contact_id: contact.contact_id,
                account_id: contact.account_id,
                name: contact.name,
                email: contact.email,
                created_at: contact.created_at,
            });
        }
        let contacts = Arc::new(indexed);
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        *latest = Latest {
            revision,
            contacts: contacts.clone(),
            read: Some((Instant::now(), began.elapsed())),
        };
        Ok(contacts)
    }
}
