//! Several connections and processes on one database.

use std::{sync::Arc, time::Duration};

use perennial_store::{Backend, Db, Store, StoreError, write};
use perennial_testkit::{FixedClock, SeqIds, both_databases};
use sea_orm::ConnectionTrait;

use crate::make::{account, ensure, written};

both_databases! {
    async fn another_process_sees_the_revision_move(db: TestDb) {
        let other = db.open_again().await;
        let before = other.revision().await.unwrap();
        written!(db.store, upsert_accounts, &[account("acme")]);
        assert_eq!(other.revision().await.unwrap(), before + 1);
        assert_eq!(other.accounts().await.unwrap().len(), 1);
        written!(other, upsert_accounts, &[account("globex")]);
        assert_eq!(db.store.revision().await.unwrap(), before + 2);
        written!(db.store, bump_revision);
        assert_eq!(other.revision().await.unwrap(), before + 3);
    }

    async fn what_is_not_committed_is_not_seen(db: TestDb) {
        let tx = db.store.begin().await.unwrap();
        write::upsert_accounts(&tx, &[account("acme")]).await.unwrap();
        assert!(db.store.accounts().await.unwrap().is_empty());
        assert_eq!(db.store.revision().await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(db.store.accounts().await.unwrap().len(), 1);
    }

    async fn a_snapshot_stays_at_its_moment(db: TestDb) {
        let snapshot = db.store.db().snapshot().await.unwrap();
        let count = async || {
            let map = perennial_store::read::identity_map(&*snapshot).await.unwrap();
            map.contact_accounts.len()
        };
        assert_eq!(count().await, 0);
        ensure(&db.store, &[(Some("acme"), Some("ann"))]).await;
        assert_eq!(count().await, 0);
        let map = db.store.identity_map().await.unwrap();
        assert_eq!(map.contact_accounts.len(), 1);
    }

    async fn a_writer_waits_for_the_other_processes_writer(db: TestDb) {
        let other = db.open_again().await;
        let tx = db.store.begin().await.unwrap();
        write::upsert_accounts(&tx, &[account("acme")]).await.unwrap();
        let waiting = tokio::spawn(async move { written!(other, upsert_accounts, &[account("acme")]) });
        tokio::time::sleep(Duration::from_millis(150)).await;
        assert!(!waiting.is_finished());
        tx.commit().await.unwrap();
        assert_eq!(waiting.await.unwrap().unchanged, 1);
    }

    async fn writers_at_once_lose_nothing(db: TestDb) {
        let other = db.open_again().await;
        let mut writers = tokio::task::JoinSet::new();
        for writer in 0..8 {
            let store = if writer % 2 == 0 { db.store.clone() } else { other.clone() };
            writers.spawn(async move {
                for row in 0..10 {
                    let mut shared = account("shared");
                    shared.attributes.insert(format!("w{writer}r{row}"), "1".into());
                    let own = account(&format!("own-{writer}-{row}"));
                    written!(store, upsert_accounts, &[own, shared]);
                }
            });
        }
        while let Some(done) = writers.join_next().await {
            done.unwrap();
        }
        let shared = db.store.account(&"shared".into()).await.unwrap().unwrap();
        assert_eq!(shared.attributes.len(), 80);
        assert_eq!(db.store.accounts().await.unwrap().len(), 81);
        assert_eq!(db.store.revision().await.unwrap(), 80);
    }

    async fn opening_at_once_migrates_once(db: TestDb) {
        let (one, two, three) = tokio::join!(db.open_again(), db.open_again(), db.open_again());
        for store in [one, two, three] {
            assert_eq!(store.revision().await.unwrap(), 0);
        }
    }
}

#[test]
fn fresh_databases_migrate_once_under_several_openers() {
    perennial_testkit::run(Backend::Sqlite, |db| async move {
        let path = db.folder().join("fresh.db");
        openers(|| Db::sqlite(&path)).await;
    });
    perennial_testkit::run(Backend::Sqlite, |_| async move {
        let url = perennial_testkit::postgres_database();
        openers(|| Db::postgres(&url)).await;
    });
}

async fn openers<F: Future<Output = perennial_store::Result<Db>>>(connect: impl Fn() -> F) {
    let open = async || {
        let db = connect().await?;
        Store::open(db, Arc::new(FixedClock::default()), Arc::new(SeqIds::default())).await
    };
    let (one, two, three) = tokio::join!(open(), open(), open());
    for store in [one.unwrap(), two.unwrap(), three.unwrap()] {
        assert_eq!(store.revision().await.unwrap(), 0);
    }
}

#[test]
fn the_readers_of_sqlite_refuse_to_write() {
    perennial_testkit::run(Backend::Sqlite, |db| async move {
        let refused = db.store.db().reader().execute_unprepared("DELETE FROM accounts").await;
        assert!(refused.is_err());
    });
}

#[test]
fn what_cannot_be_opened_says_so() {
    perennial_testkit::run(Backend::Sqlite, |db| async move {
        let nowhere = Db::sqlite(&db.folder().join("no/such/folder/perennial.db")).await;
        assert!(matches!(nowhere, Err(StoreError::CannotOpen { .. })));
        let nobody = Db::postgres("postgres://nobody@127.0.0.1:1/none").await;
        assert!(matches!(nobody, Err(StoreError::CannotConnect { .. })));
    });
}
