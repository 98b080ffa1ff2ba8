//! Who asks to be forgotten is gone.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{facts, ids, incoming, open, open_again, root};
use perennial_model::Clock;
use perennial_store::{Backend, write};
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::{Erase, Timeline};
use sea_orm::{ConnectionTrait, Statement};

/// Tables of the lake that still have this text in any column, and files that have it.
async fn traces(db: &TestDb, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root(db).join("main/facts")).unwrap() {
        let path = entry.unwrap().path();
        if contains(&path, text) {
            found.push(path.display().to_string());
        }
    }
    let tables = match db.backend() {
        Backend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Backend::Postgres => {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
        }
    };
    let reader = db.store.db().reader();
    let query = |sql: String| Statement::from_string(reader.get_database_backend(), sql);
    for row in reader.query_all_raw(query(tables.to_owned())).await.unwrap() {
        let table: String = row.try_get_by_index(0).unwrap();
        if !(table.starts_with("ducklake_") || table.starts_with("lake_") || table == "inbox") {
            continue;
        }
        let sql = match (db.backend(), table.as_str()) {
            (Backend::Sqlite, "inbox") => {
                format!("SELECT COUNT(*) FROM inbox WHERE INSTR(body, CAST('{text}' AS BLOB)) > 0")
            }
            (Backend::Postgres, "inbox") => {
                format!("SELECT COUNT(*) FROM inbox WHERE POSITION('{text}'::bytea IN body) > 0")
            }
            (Backend::Postgres, _) => {
                format!("SELECT COUNT(*) FROM {table} t WHERE t::text LIKE '%{text}%'")
            }
            (Backend::Sqlite, _) => {
                let columns = reader
                    .query_all_raw(query(format!("SELECT name FROM pragma_table_info('{table}')")))
                    .await
                    .unwrap();
                let any: Vec<String> = columns
                    .iter()
                    .map(|row| row.try_get_by_index::<String>(0).unwrap())
                    .map(|column| format!("\"{column}\" LIKE '%{text}%'"))
                    .collect();
                format!("SELECT COUNT(*) FROM {table} WHERE {}", any.join(" OR "))
            }
        };
        let count: i64 =
            reader.query_one_raw(query(sql)).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        if count > 0 {
            found.push(table);
        }
    }
    found
}

/// Whether a Parquet file has the text: in its bytes (footer, indexes) or in its values.
fn contains(path: &std::path::Path, text: &str) -> bool {
    let bytes = std::fs::read(path).unwrap();
    let in_bytes = bytes.windows(text.len()).any(|window| window == text.as_bytes());
    let reader = parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(
        std::fs::File::open(path).unwrap(),
    );
    let mut in_values = false;
    for batch in reader.unwrap().build().unwrap() {
        in_values |= format!("{:?}", batch.unwrap()).contains(text);
    }
    in_bytes || in_values
}

/// A timeline with everything in it: files, merged files, replaced files, an inbox.
async fn lived_in(db: &TestDb) -> Timeline {
    let timeline = open(db).await;
    for portion in 0..8 {
        timeline.append(facts(db, portion * 50..portion * 50 + 50)).await.unwrap();
    }
    timeline.compact().await.unwrap();
    let mut anonymous = facts(db, 400..440);
    for fact in &mut anonymous {
        fact.account_id = None;
    }
    timeline.accept("", incoming(anonymous)).await.unwrap();
    timeline.flush().await.unwrap();
    timeline.accept("", incoming(facts(db, 440..470))).await.unwrap();
    timeline
}

both_databases! {
    async fn nothing_of_a_contact_is_left(db: TestDb) {
        let timeline = lived_in(&db).await;
        let tx = db.store.begin().await.unwrap();
        let alias = perennial_model::Identity::Alias {
            previous_id: "contact-2-2".into(),
            contact_id: "contact-1-1".into(),
            at: db.clock.now(),
        };
        write::apply_identities(&tx, &[alias]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!traces(&db, "contact-1-1").await.is_empty());

        let before: usize = ids(&timeline).await.len();
        let (mut rollup, _) = timeline.follow(common::keep()).await.unwrap();
        let who = Erase::Contact("contact-2-2".into());
        let erased = timeline.erase(&who).await.unwrap();
        let tx = db.store.begin().await.unwrap();
        write::erase_contact(&tx, &"contact-2-2".into()).await.unwrap();
        tx.commit().await.unwrap();

        // By its alias, and under every id that is theirs.
        assert_eq!(traces(&db, "contact-1-1").await, Vec::<String>::new());
        assert_eq!(traces(&db, "contact-2-2").await, Vec::<String>::new());
        let hers = (0_u64..470).filter(|n| matches!((n % 7, n % 3), (1, 1) | (2, 2))).count();
        assert_eq!(erased.facts, hers as u64);
        assert_eq!(ids(&timeline).await.len(), before - hers);
        rollup.forget(&who).unwrap();
        rollup.set_identities(db.store.identity_map().await.unwrap());
        assert_eq!(common::all(&rollup), common::all(&timeline.follow(common::keep()).await.unwrap().0));
        assert_eq!(timeline.status().await.unwrap().files_to_remove, 0);
        // It goes on.
        timeline.flush().await.unwrap();
        assert_eq!(ids(&open_again(&db).await).await.len(), before - hers);
    }

    async fn nothing_of_an_account_is_left(db: TestDb) {
        let timeline = lived_in(&db).await;
        // Facts without an account are credited to it in a file by now.
        for portion in 0..8 {
            timeline.append(facts(&db, 500 + portion..501 + portion)).await.unwrap();
        }
        timeline.compact().await.unwrap();
        let (mut rollup, _) = timeline.follow(common::keep()).await.unwrap();
        let who = Erase::Account("account-3".into());
        timeline.erase(&who).await.unwrap();
        for text in ["account-3", "contact-3-0", "contact-3-1", "contact-3-2"] {
            assert_eq!(traces(&db, text).await, Vec::<String>::new(), "{text}");
        }
        assert!(!traces(&db, "contact-4-1").await.is_empty());
        rollup.forget(&who).unwrap();
        assert_eq!(common::all(&rollup), common::all(&timeline.follow(common::keep()).await.unwrap().0));
    }

    async fn a_flush_that_was_under_way_does_not_bring_them_back(db: TestDb) {
        let timeline = lived_in(&db).await;
        let other = open_again(&db).await;
        let who = Erase::Contact("contact-1-1".into());
        let (erased, flushed, merged) =
            tokio::join!(timeline.erase(&who), other.flush(), other.compact());
        erased.unwrap();
        flushed.unwrap();
        merged.unwrap();
        // Whichever came first.
        assert!(ids(&other).await.keys().all(|id| {
            let n: u64 = id[2..].parse().unwrap();
            n % 7 != 1 || n % 3 != 1
        }));
    }
}
