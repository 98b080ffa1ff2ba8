//! The way in: a database with its tables in place, a clock and a source of ids.

use std::{fmt, sync::Arc};

use perennial_model::{Clock, IdSource};

use crate::{Db, Result, Tx, migration};

/// The records of one company. Clones share everything.
#[derive(Clone)]
pub struct Store {
    db: Db,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("backend", &self.db.backend()).finish_non_exhaustive()
    }
}

impl Store {
    /// Brings the tables up to date and takes charge of them.
    ///
    /// # Errors
    /// When the database cannot be reached, or a migration fails.
    pub async fn open(db: Db, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Result<Self> {
        migration::migrate(&db).await?;
        Ok(Self { db, clock, ids })
    }

    pub fn db(&self) -> &Db {
        &self.db
    }

    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    pub fn ids(&self) -> &Arc<dyn IdSource> {
        &self.ids
    }

    /// Begins a transaction that may write; see [`Db::begin`].
    ///
    /// # Errors
    /// As [`Db::begin`].
    pub async fn begin(&self) -> Result<Tx> {
        self.db.begin().await
    }
}
