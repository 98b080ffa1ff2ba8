//! Killed at any point: no acknowledged fact is lost, none counts twice, nothing is left lying.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::sync::Arc;

use common::{facts, ids, incoming, once, open, options, root};
use perennial_model::{Clock, SystemClock};
use perennial_store::Store;
use perennial_testkit::both_databases;
use perennial_timeline::{Erase, Options, Timeline, TimelineError};

async fn dying(db: &perennial_testkit::TestDb, at: &'static str) -> Timeline {
    let options = Options { stop_at: Some(at), ..options(db) };
    Timeline::open(db.open_again().await, options).await.unwrap()
}

fn files(db: &perennial_testkit::TestDb) -> usize {
    std::fs::read_dir(root(db).join("main/facts")).unwrap().count()
}

both_databases! {
    async fn killed_while_accepting(db: TestDb) {
        for (round, at) in ["accept.before_commit", "accept.after_commit"].into_iter().enumerate() {
            let from = round as u64 * 10;
            let timeline = dying(&db, at).await;
            let result = timeline.accept("", incoming(facts(&db, from..from + 10))).await;
            assert!(matches!(result, Err(TimelineError::Stopped(_))));
            drop(timeline);
            // The sender heard nothing, so it sends again: to a new process, in other portions.
            let timeline = open(&db).await;
            timeline.accept("", incoming(facts(&db, from..from + 5))).await.unwrap();
            timeline.accept("", incoming(facts(&db, from + 3..from + 10))).await.unwrap();
            assert_eq!(ids(&timeline).await, once(0..from + 10));
        }
    }

    async fn killed_while_flushing(db: TestDb) {
        let timeline = open(&db).await;
        timeline.accept("", incoming(facts(&db, 0..50))).await.unwrap();
        for at in ["flush.files_written", "flush.before_commit", "flush.committed"] {
            let dying = dying(&db, at).await;
            assert!(matches!(dying.flush().await, Err(TimelineError::Stopped(_))));
            assert_eq!(ids(&timeline).await, once(0..50), "after {at}");
            drop(dying);
            let fresh = open(&db).await;
            assert_eq!(ids(&fresh).await, once(0..50), "after {at} and a restart");
            let repeated = fresh.accept("", incoming(facts(&db, 0..50))).await.unwrap().repeated;
            assert_eq!(repeated, 50, "after {at}");
        }
        timeline.flush().await.unwrap();
        assert_eq!(ids(&timeline).await, once(0..50));
    }

    async fn killed_while_importing(db: TestDb) {
        for at in ["append.files_written", "append.before_commit"] {
            let dying = dying(&db, at).await;
            assert!(matches!(dying.append(facts(&db, 0..50)).await, Err(TimelineError::Stopped(_))));
            assert!(ids(&open(&db).await).await.is_empty(), "an import is taken whole or not at all");
        }
        let appended = open(&db).await.append(facts(&db, 0..50)).await.unwrap();
        assert_eq!((appended.added, appended.repeated), (50, 0));
        assert_eq!(ids(&open(&db).await).await, once(0..50));
    }

    async fn killed_while_merging_and_clearing(db: TestDb) {
        let timeline = open(&db).await;
        for portion in 0..8 {
            timeline.append(facts(&db, portion * 10..portion * 10 + 10)).await.unwrap();
        }
        for at in ["compact.files_written", "compact.before_commit"] {
            let dying = dying(&db, at).await;
            assert!(matches!(dying.compact().await, Err(TimelineError::Stopped(_))));
            assert_eq!(ids(&open(&db).await).await, once(0..80), "after {at}");
        }
        assert_eq!(timeline.compact().await.unwrap().files_after, 1);
        db.clock.advance_days(1);
        timeline.expire().await.unwrap();
        db.clock.advance_days(1);
        let dying = dying(&db, "expire.files_removed").await;
        assert!(matches!(dying.expire().await, Err(TimelineError::Stopped(_))));
        assert_eq!(timeline.expire().await.unwrap().files, 8, "removed a second time without harm");
        assert_eq!(ids(&open(&db).await).await, once(0..80));
    }

    async fn killed_while_erasing(db: TestDb) {
        let timeline = open(&db).await;
        timeline.append(facts(&db, 0..70)).await.unwrap();
        timeline.accept("", incoming(facts(&db, 70..140))).await.unwrap();
        let who = Erase::Account("account-0".into());
        let left = || once((0..140).filter(|n| n % 7 != 0));
        for at in ["erase.files_written", "erase.before_commit"] {
            let dying = dying(&db, at).await;
            assert!(matches!(dying.erase(&who).await, Err(TimelineError::Stopped(_))));
            assert_eq!(ids(&open(&db).await).await, once(0..140), "after {at}");
        }
        let dying = dying(&db, "erase.committed").await;
        assert!(matches!(dying.erase(&who).await, Err(TimelineError::Stopped(_))));
        assert_eq!(ids(&open(&db).await).await, left());
        open(&db).await.erase(&who).await.unwrap();
        assert_eq!(ids(&open(&db).await).await, left());
    }

    async fn files_that_a_crash_left_are_removed_when_they_are_old(db: TestDb) {
        db.clock.set(SystemClock.now());
        let timeline = open(&db).await;
        timeline.accept("", incoming(facts(&db, 0..10))).await.unwrap();
        timeline.flush().await.unwrap();
        timeline.accept("", incoming(facts(&db, 10..20))).await.unwrap();
        let crashed = dying(&db, "flush.files_written").await.flush().await;
        assert!(matches!(crashed, Err(TimelineError::Stopped(_))));
        open(&db).await;
        assert_eq!(files(&db), 2, "it may be somebody's who is about to publish it");
        db.clock.advance_days(1);
        let fresh = open(&db).await;
        assert_eq!(files(&db), 1);
        fresh.flush().await.unwrap();
        assert_eq!(ids(&fresh).await, once(0..20));
    }

    async fn ids_given_twice_overwrite_no_file(db: TestDb) {
        open(&db).await.append(facts(&db, 0..10)).await.unwrap();
        // A process whose ids begin anew.
        let ids_anew = Arc::new(perennial_testkit::SeqIds::default());
        let store = Store::open(db.store.db().clone(), db.clock.clone(), ids_anew).await.unwrap();
        let other = Timeline::open(store, options(&db)).await.unwrap();
        other.append(facts(&db, 10..20)).await.unwrap();
        assert_eq!(ids(&other).await, once(0..20));
    }
}
