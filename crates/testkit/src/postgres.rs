//! Fresh PostgreSQL databases, copied from a template that has the tables already.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::UNIX_EPOCH,
};

use perennial_store::{Db, Store};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};

use crate::{FixedClock, SeqIds, cluster::Cluster};

/// A database that goes when this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    pub url: String,
    name: String,
}

impl Drop for Database {
    fn drop(&mut self) {
        let sql = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        apart(async move {
            // What is left over goes with the cluster.
            if let Ok(server) = Server::connect().await {
                let _ = server.run(&sql).await;
            }
        });
    }
}

/// The URL of a fresh, empty PostgreSQL database, for tests that bring their own tables. It stays
/// until the cluster goes.
pub fn postgres_database() -> String {
    let database = create(false);
    let url = database.url.clone();
    std::mem::forget(database);
    url
}

/// Makes a database, with the store's tables or empty.
pub(crate) fn create(with_tables: bool) -> Database {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    let name = format!("t{}_{}_{count}", std::process::id(), built());
    let url = cluster().url(&name);
    let made = name.clone();
    apart(async move {
        let server = Server::connect().await.unwrap();
        let template = if with_tables { server.template().await } else { "template1".to_owned() };
        server.run(&format!("CREATE DATABASE {made} TEMPLATE {template}")).await.unwrap();
        server.close().await;
    });
    Database { url, name }
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::running)
}

/// One connection, for what is done to the server as a whole.
struct Server(DatabaseConnection);

impl Server {
    async fn connect() -> Result<Self, DbErr> {
        let mut options = ConnectOptions::new(cluster().url("postgres"));
        options.max_connections(1).sqlx_logging(false);
        Ok(Self(sea_orm::Database::connect(options).await?))
    }

    async fn run(&self, sql: &str) -> Result<(), DbErr> {
        self.0.execute_unprepared(sql).await.map(drop)
    }

    async fn has(&self, database: &str) -> bool {
        let sql = format!("SELECT 1 AS one FROM pg_database WHERE datname = '{database}'");
        let query = Statement::from_string(DbBackend::Postgres, sql);
        self.0.query_one_raw(query).await.unwrap().is_some()
    }

    async fn close(self) {
        self.0.close().await.unwrap();
    }

    /// The database with the tables of this test binary, made by whichever process comes first.
    /// Its name holds the binary's time stamp, so that a change of the tables makes a new one.
    async fn template(&self) -> String {
        let name = format!("template_{}", built());
        if self.has(&name).await {
            return name;
        }
        let lock = cluster().lock();
        if !self.has(&name).await {
            // A name of its own until it is whole: a process may be stopped half way.
            let draft = format!("draft_{}_{}", std::process::id(), built());
            self.run(&format!("CREATE DATABASE {draft}")).await.unwrap();
            migrate(&cluster().url(&draft)).await;
            self.run(&format!("ALTER DATABASE {draft} RENAME TO {name}")).await.unwrap();
        }
        drop(lock);
        name
    }
}

async fn migrate(url: &str) {
    let db = Db::postgres(url).await.unwrap();
    let (clock, ids) = (Arc::new(FixedClock::default()), Arc::new(SeqIds::default()));
    let store = Store::open(db, clock, ids).await.unwrap();
    store.db().clone().close().await.unwrap();
}

/// Runs database work on a thread and a runtime of its own, from inside or outside of another.
fn apart(work: impl Future<Output = ()> + Send + 'static) {
    let done = thread::spawn(|| {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
    });
    done.join().expect("the PostgreSQL server of the tests did what it was asked for");
}

/// When this test binary was built, as hexadecimal seconds and nanoseconds.
fn built() -> String {
    let built =
        std::env::current_exe().and_then(std::fs::metadata).and_then(|data| data.modified());
    let since = built.unwrap().duration_since(UNIX_EPOCH).unwrap();
    format!("{:x}_{:x}", since.as_secs(), since.subsec_nanos())
}
