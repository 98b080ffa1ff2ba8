//! Connections: one writer and many readers on SQLite, a pool on PostgreSQL.

use std::{ops::Deref, path::Path, time::Duration};

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::{Result, StoreError};

/// How long a writer waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a task waits for a connection of this process.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(60);
/// How long a server may take to answer when we first knock.
const PROBE_TIMEOUT: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Which database is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A handle to the database; clones share its connections.
#[derive(Debug, Clone)]
pub struct Db {
    backend: Backend,
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

impl Db {
    /// Opens the SQLite file, and makes it if there is none. Its folder must exist.
    ///
    /// # Errors
    /// [`StoreError::CannotOpen`].
    pub async fn sqlite(path: &Path) -> Result<Self> {
        let failed = |error: sea_orm::DbErr| StoreError::CannotOpen {
            path: path.to_owned(),
            reason: error.to_string(),
        };
        // The writer comes first: it makes the file and switches it to WAL.
        let writer = Database::connect(sqlite_options(path, 1, false)).await.map_err(failed)?;
        let reader =
            Database::connect(sqlite_options(path, SQLITE_READERS, true)).await.map_err(failed)?;
        Ok(Self { backend: Backend::Sqlite, writer, reader })
    }

    /// Connects to PostgreSQL by its URL (`postgres://user:password@host/database?sslmode=…`).
    ///
    /// # Errors
    /// [`StoreError::CannotConnect`].
    pub async fn postgres(url: &str) -> Result<Self> {
        let options = |connections, wait| {
            let mut options = ConnectOptions::new(url);
            options
                .max_connections(connections)
                .acquire_timeout(wait)
                .sqlx_logging(false)
                .connect_lazy(true);
            options
        };
        let failed =
            |error: sea_orm::DbErr| StoreError::CannotConnect { reason: error.to_string() };
        // A server that is not there is told soon; later a busy pool is worth waiting for.
        let probe = Database::connect(options(1, PROBE_TIMEOUT)).await.map_err(failed)?;
        probe.ping().await.map_err(failed)?;
        probe.close_by_ref().await.map_err(failed)?;
        let pool = Database::connect(options(POSTGRES_CONNECTIONS, ACQUIRE_TIMEOUT))
            .await
            .map_err(failed)?;
        Ok(Self { backend: Backend::Postgres, writer: pool.clone(), reader: pool })
    }

    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// For reads outside a transaction. On SQLite these connections refuse to write.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// Begins a transaction that may write. On SQLite it is the only one (`BEGIN IMMEDIATE`), so
    /// what it reads stays true until it commits.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process writes for longer than ten seconds.
    pub async fn begin(&self) -> Result<Tx> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx { inner: self.writer.begin_with_options(options).await? })
    }

    /// Begins a transaction that only reads, and sees one moment of the database throughout.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn snapshot(&self) -> Result<Tx> {
        let options = match self.backend {
            Backend::Sqlite => TransactionOptions::default(),
            Backend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(Tx { inner: self.reader.begin_with_options(options).await? })
    }

    /// Rewrites the database without its free space, so that what was deleted (an erased person)
    /// cannot be read out of the file any more. Takes as long as copying the database.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another process writes.
    pub async fn vacuum(&self) -> Result<()> {
        self.writer.execute_unprepared("VACUUM").await?;
        if self.backend == Backend::Sqlite {
            self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Closes the connections; handles that are left then fail.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn close(self) -> Result<()> {
        self.reader.close_by_ref().await?;
        Ok(self.writer.close_by_ref().await?)
    }
}

fn sqlite_options(path: &Path, connections: u32, read_only: bool) -> ConnectOptions {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let path = path.to_owned();
    let mut options = ConnectOptions::new("sqlite:perennial.db");
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .filename(&path)
                .create_if_missing(!read_only)
                .busy_timeout(BUSY_TIMEOUT)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .pragma("cache_size", "-16000")
                .pragma("temp_store", "memory")
                .pragma("query_only", if read_only { "on" } else { "off" })
        });
    options
}

/// A transaction. Dropped without [`Tx::commit`] it is rolled back.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
}

impl Tx {
    /// # Errors
    /// When the database could not make it durable; then nothing of it holds.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }

    /// # Errors
    /// When the database cannot be reached; then nothing of it holds either.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.inner.rollback().await?)
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}
