//! Write keys and API keys: making them, and finding them fast.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use perennial_model::{AccessKey, Clock, IdSource, KeyPurpose, Micros, Role};
use perennial_store::{Store, StoreError};

use crate::auth::{fresh_secret, hash_secret};

/// How long an answer of the store is believed: a key that another process revoked opens so long.
const BELIEVED_SECONDS: i64 = 5;
/// The last use is noted at most once in so many seconds.
const TOUCH_EVERY_SECONDS: i64 = 300;
/// More remembered secrets than this are forgotten at once: somebody is guessing.
const MOST_REMEMBERED: usize = 10_000;

/// A new key and its secret. The secret begins with `pw_` (write) or `pa_` (API) and is kept nowhere.
pub fn new_key(
    name: &str,
    purpose: KeyPurpose,
    role: Option<Role>,
    clock: &Arc<dyn Clock>,
    ids: &Arc<dyn IdSource>,
) -> (AccessKey, String) {
    let begins = match purpose {
        KeyPurpose::Write => "pw_",
        KeyPurpose::Api => "pa_",
    };
    let secret = format!("{begins}{}", fresh_secret());
    let key = AccessKey {
        key_id: ids.next_id(),
        name: name.to_owned(),
        purpose,
        role: (purpose == KeyPurpose::Api).then_some(role.unwrap_or(Role::Viewer)),
        secret_hash: hash_secret(&secret),
        prefix: secret.chars().take(8).collect(),
        created_at: clock.now(),
        last_used_at: None,
        revoked_at: None,
    };
    (key, secret)
}

/// Looks keys up, without asking the store on every request.
#[derive(Clone)]
pub struct Keys {
    store: Store,
    clock: Arc<dyn Clock>,
    remembered: Arc<Mutex<HashMap<Slot, Remembered>>>,
}

/// Whether the ingest door is meant, and the hash of the secret.
type Slot = (bool, String);

#[derive(Clone)]
struct Remembered {
    key: Option<Arc<AccessKey>>,
    until: Micros,
    touched: Micros,
}

impl Keys {
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock, remembered: Arc::default() }
    }

    /// The key with this secret that opens this door; nothing when there is none or it was revoked.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn find(
        &self,
        secret_hash: &str,
        purpose: KeyPurpose,
    ) -> Result<Option<Arc<AccessKey>>, StoreError> {
        let now = self.clock.now();
        let slot = (purpose == KeyPurpose::Write, secret_hash.to_owned());
        let before = self.lock().get(&slot).cloned();
        if let Some(known) = before.as_ref().filter(|known| now < known.until) {
            return Ok(known.key.clone());
        }
        let key = self.store.key_by_hash(purpose, secret_hash).await?.map(Arc::new);
        let mut touched = before.map_or(Micros(0), |known| known.touched);
        if let Some(key) = &key {
            touched = touched.max(key.last_used_at.unwrap_or_default());
            if touched.plus_seconds(TOUCH_EVERY_SECONDS) <= now {
                // A busy database is no reason to turn somebody away.
                match self.store.touch_key(&key.key_id, now).await {
                    Ok(()) => touched = now,
                    Err(error) => tracing::warn!(%error, "the use of a key could not be noted"),
                }
            }
        }
        let mut remembered = self.lock();
        if remembered.len() >= MOST_REMEMBERED {
            remembered.clear();
        }
        remembered.insert(
            slot,
            Remembered { key: key.clone(), until: now.plus_seconds(BELIEVED_SECONDS), touched },
        );
        Ok(key)
    }

    /// Asks the store again from now on: a key was revoked.
    pub fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Slot, Remembered>> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
