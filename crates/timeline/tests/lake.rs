//! DuckDB attaches the lake and sees the same facts.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::process::Command;

use arrow::{
    array::{Array, AsArray},
    datatypes::{Float64Type, TimestampMicrosecondType},
    record_batch::RecordBatch,
};
use common::{facts, incoming, open, options, root};
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::{Erase, Timeline};
use serde_json::{Value, json};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/duckdb/read_lake.py");

/// What DuckDB says.
fn duckdb(db: &TestDb) -> Value {
    let python = std::env::var("PERENNIAL_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let catalogue = match (db.sqlite_path(), db.postgres_url()) {
        (Some(path), _) => format!("sqlite:{}", path.display()),
        (None, url) => format!("postgres:{}", url.unwrap()),
    };
    let output = Command::new(&python)
        .args([SCRIPT, &catalogue])
        .output()
        .unwrap_or_else(|error| panic!("{python} cannot be run ({error}); {HINT}"));
    assert!(
        output.status.success(),
        "DuckDB could not read the lake; {HINT}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

const HINT: &str = "install it with `pip install -r crates/timeline/tests/duckdb/requirements.txt` \
                    (PERENNIAL_PYTHON names another Python)";

/// All facts of our own scan, as the script prints them.
async fn scanned(timeline: &Timeline) -> Vec<Value> {
    let mut rows = Vec::new();
    timeline
        .scan(|batch| rows.extend((0..batch.num_rows()).map(|row| row_of(&batch, row))))
        .await
        .unwrap();
    rows.sort_by_key(|row| row[0].as_str().unwrap().to_owned());
    rows
}

fn row_of(batch: &RecordBatch, row: usize) -> Value {
    let text = |column: usize| {
        let array = batch.column(column).as_string::<i32>();
        array.is_valid(row).then(|| array.value(row))
    };
    let time =
        |column: usize| batch.column(column).as_primitive::<TimestampMicrosecondType>().value(row);
    let value = batch.column(7).as_primitive::<Float64Type>();
    json!([
        text(0),
        text(1),
        text(2),
        text(3),
        text(4),
        time(5),
        time(6),
        value.is_valid(row).then(|| value.value(row).to_bits().cast_signed()),
        text(8),
        text(9),
        text(10),
    ])
}

async fn agree(db: &TestDb, timeline: &Timeline, files: u64, step: &str) {
    timeline.flush().await.unwrap();
    let (ours, theirs) = (scanned(timeline).await, duckdb(db));
    assert_eq!(theirs["count"], ours.len(), "{step}");
    for (theirs, ours) in theirs["rows"].as_array().unwrap().iter().zip(&ours) {
        assert_eq!(theirs, ours, "{step}");
    }
    assert_eq!(theirs["differences"], json!([]), "a statistic of the catalogue is wrong, {step}");
    assert_eq!(theirs["files"], files, "{step}");
}

both_databases! {
    async fn duckdb_counts_the_same_facts(db: TestDb) {
        let timeline = open(&db).await;
        agree(&db, &timeline, 0, "empty").await;
        let mut some = facts(&db, 0..400);
        some[3].session_id = Some("o'clock \"and\" é".into());
        some[4].value = Some(f64::NAN);
        some[5].value = Some(-1e300);
        some[6].properties = None;
        timeline.append(some).await.unwrap();
        for portion in 4..11 {
            let mut facts = facts(&db, portion * 100..portion * 100 + 100);
            for fact in facts.iter_mut().filter(|fact| fact.kind == perennial_model::FactKind::Ticket) {
                fact.account_id = None;
            }
            timeline.accept("", incoming(facts)).await.unwrap();
            timeline.flush().await.unwrap();
        }
        agree_on_counts(&db, &timeline).await;
        assert!(timeline.compact().await.unwrap().files_after > 0);
        let files = timeline.status().await.unwrap().files;
        agree(&db, &timeline, files, "after compaction").await;

        timeline.erase(&Erase::Contact("contact-1-1".into())).await.unwrap();
        agree(&db, &timeline, files, "after erasure").await;
        db.clock.advance_days(1);
        timeline.expire().await.unwrap();
        agree(&db, &timeline, files, "after expiry").await;
        assert_eq!(duckdb(&db)["snapshots"], 1);

        for account in 0..7 {
            timeline.erase(&Erase::Account(format!("account-{account}").into())).await.unwrap();
        }
        agree(&db, &timeline, 0, "after everything was erased").await;
        timeline.append(facts(&db, 0..10)).await.unwrap();
        agree(&db, &timeline, 1, "after a new beginning").await;
    }

    async fn a_moved_folder_is_found(db: TestDb) {
        let timeline = open(&db).await;
        timeline.append(facts(&db, 0..10)).await.unwrap();
        drop(timeline);
        let moved = db.folder().join("moved");
        std::fs::rename(root(&db), &moved).unwrap();
        let options = perennial_timeline::Options { root: moved, ..options(&db) };
        let timeline = Timeline::open(db.open_again().await, options).await.unwrap();
        agree(&db, &timeline, 1, "moved").await;
    }
}

/// Before compaction, DuckDB sees no account where none was named, and we credit when reading.
async fn agree_on_counts(db: &TestDb, timeline: &Timeline) {
    let theirs = duckdb(db);
    assert_eq!(theirs["count"], scanned(timeline).await.len());
    assert_eq!(theirs["differences"], json!([]));
}
