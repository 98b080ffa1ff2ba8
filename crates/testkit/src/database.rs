//! A fresh database for a test.

use std::{
    future::Future,
    path::{Path, PathBuf},
    sync::Arc,
};

use perennial_model::{Clock, IdSource};
use perennial_store::{Backend, Db, Store};
use tempfile::TempDir;

use crate::{FixedClock, SeqIds, postgres, postgres::Database};

/// A store of its own for one test, with the clock and the ids that it uses.
#[derive(Debug)]
pub struct TestDb {
    pub store: Store,
    pub clock: Arc<FixedClock>,
    pub ids: Arc<SeqIds>,
    folder: TempDir,
    database: Option<Database>,
}

impl TestDb {
    /// A fresh SQLite file.
    pub async fn sqlite() -> Self {
        Self::new(None).await
    }

    /// A fresh PostgreSQL database.
    pub async fn postgres() -> Self {
        Self::new(Some(postgres::create(true))).await
    }

    async fn new(database: Option<Database>) -> Self {
        let folder = tempfile::Builder::new().prefix("perennial-test-").tempdir().unwrap();
        let (clock, ids) = (Arc::new(FixedClock::default()), Arc::new(SeqIds::default()));
        let db = connect(folder.path(), database.as_ref()).await;
        let store = open(db, clock.clone(), ids.clone()).await;
        Self { store, clock, ids, folder, database }
    }

    pub fn backend(&self) -> Backend {
        self.store.db().backend()
    }

    /// A folder of this test, which goes with it. The SQLite file lies here as `perennial.db`.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The SQLite file.
    pub fn sqlite_path(&self) -> Option<PathBuf> {
        self.database.is_none().then(|| self.folder.path().join(SQLITE_FILE))
    }

    /// The URL of the PostgreSQL database.
    pub fn postgres_url(&self) -> Option<&str> {
        self.database.as_ref().map(|database| database.url.as_str())
    }

    /// The same database through connections of its own, as another process has it.
    pub async fn open_again(&self) -> Store {
        let db = connect(self.folder.path(), self.database.as_ref()).await;
        open(db, self.clock.clone(), self.ids.clone()).await
    }
}

const SQLITE_FILE: &str = "perennial.db";

async fn connect(folder: &Path, database: Option<&Database>) -> Db {
    match database {
        None => Db::sqlite(&folder.join(SQLITE_FILE)).await.unwrap(),
        Some(database) => Db::postgres(&database.url).await.unwrap(),
    }
}

async fn open(db: Db, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Store {
    Store::open(db, clock, ids).await.unwrap()
}

/// Runs a test on a fresh database of this kind.
pub fn run<T, F>(backend: Backend, test: T)
where
    T: FnOnce(TestDb) -> F,
    F: Future<Output = ()>,
{
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let db = match backend {
            Backend::Sqlite => TestDb::sqlite().await,
            Backend::Postgres => TestDb::postgres().await,
        };
        test(db).await;
    });
}
