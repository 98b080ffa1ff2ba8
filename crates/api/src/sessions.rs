//! Signed-in browsers: begin, find, end.
//!
//! A session ends `session_days` after its last use, and in any case half a year after sign-in.

use std::sync::Arc;

use perennial_model::{Micros, Session, Teammate};
use perennial_store::{Store, StoreError};

use crate::auth::{fresh_secret, hash_secret};

/// No session is older than this.
const LONGEST_DAYS: i64 = 180;
/// The last use is noted at most once in so many seconds.
const TOUCH_EVERY_SECONDS: i64 = 60;
/// Longer user agents are cut.
const LONGEST_AGENT: usize = 300;

/// Sessions, over the store.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    idle_days: u32,
    clock: Arc<dyn perennial_model::Clock>,
}

impl Sessions {
    pub fn new(store: Store, clock: Arc<dyn perennial_model::Clock>, idle_days: u32) -> Self {
        Self { store, idle_days, clock }
    }

    /// Begins a session and returns its secret, for the cookie. Clears away those that are over.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn begin(
        &self,
        teammate_id: &str,
        agent: Option<&str>,
    ) -> Result<String, StoreError> {
        let secret = fresh_secret();
        let now = self.clock.now();
        let session = Session {
            session_id: self.store.ids().next_id(),
            teammate_id: teammate_id.to_owned(),
            secret_hash: hash_secret(&secret),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus_days(LONGEST_DAYS),
            user_agent: agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()),
        };
        self.store.add_session(&session).await?;
        self.store.remove_expired_sessions().await?;
        Ok(secret)
    }

    /// The session with this secret and its teammate, and notes its use; nothing when it is over
    /// or the teammate was disabled.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn find(&self, secret: &str) -> Result<Option<(Session, Teammate)>, StoreError> {
        let now = self.clock.now();
        let found = self.store.session_by_secret_hash(&hash_secret(secret)).await?;
        let Some(session) = found.filter(|session| self.lives(session, now)) else {
            return Ok(None);
        };
        let teammate = self.store.teammate(&session.teammate_id).await?;
        let Some(teammate) = teammate.filter(|teammate| teammate.disabled_at.is_none()) else {
            return Ok(None);
        };
        if session.last_seen_at.plus_seconds(TOUCH_EVERY_SECONDS) <= now {
            // A busy database is no reason to turn somebody away.
            if let Err(error) = self.store.touch_session(&session.session_id, now).await {
                tracing::warn!(%error, "the use of a session could not be noted");
            }
        }
        Ok(Some((session, teammate)))
    }

    /// A teammate's sessions that are not over, the most recently used first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn of(&self, teammate_id: &str) -> Result<Vec<Session>, StoreError> {
        let now = self.clock.now();
        let mut all = self.store.sessions_of(teammate_id).await?;
        all.retain(|session| self.lives(session, now));
        Ok(all)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn end(&self, session_id: &str) -> Result<bool, StoreError> {
        self.store.end_session(session_id).await
    }

    fn lives(&self, session: &Session, now: Micros) -> bool {
        let idle_end = session.last_seen_at.plus_days(i64::from(self.idle_days));
        now < idle_end && now < session.expires_at
    }
}
