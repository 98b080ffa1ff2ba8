//! Many small flushes: files stay few, and a fact is written anew only so often.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{facts, ids, incoming, once, options, root};
use perennial_testkit::both_databases;
use perennial_timeline::{Options, Timeline};

const FLUSHES: u64 = 240;
const FACTS_EACH: u64 = 5;
const TARGET: usize = 500;
/// Seven files of each of four sizes wait to be merged; with the eighth they are.
const MOST_SMALL: u64 = 28;
/// A fact is written once, and anew for each size that its file grows out of.
const MOST_WRITES: u64 = 5;

both_databases! {
    async fn many_flushes_leave_few_files(db: TestDb) {
        let options = Options { target_rows: TARGET, ..options(&db) };
        let timeline = Timeline::open(db.store.clone(), options).await.unwrap();
        for round in 0..FLUSHES {
            let batch = facts(&db, round * FACTS_EACH..(round + 1) * FACTS_EACH);
            timeline.accept("", incoming(batch)).await.unwrap();
            timeline.flush().await.unwrap();
            timeline.compact().await.unwrap();
            let status = timeline.status().await.unwrap();
            let large = status.facts / (TARGET as u64 / 2);
            assert!(status.files <= MOST_SMALL + large, "{status:?} after {round} flushes");
        }
        let status = timeline.status().await.unwrap();
        assert_eq!(status.facts, FLUSHES * FACTS_EACH);
        assert!(status.written <= MOST_WRITES * status.facts, "{status:?}");
        assert_eq!(ids(&timeline).await, once(0..status.facts));

        // What was replaced leaves the disk after its grace.
        for _ in 0..2 {
            db.clock.advance_days(1);
            timeline.expire().await.unwrap();
        }
        let on_disk = std::fs::read_dir(root(&db).join("main/facts")).unwrap().count();
        assert_eq!(on_disk as u64, status.files);
        assert_eq!(timeline.status().await.unwrap().files_to_remove, 0);
    }
}
