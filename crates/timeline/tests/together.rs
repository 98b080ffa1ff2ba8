//! Several processes on one timeline, and followers that hear of everything once.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{all, catch_up, facts, ids, incoming, once, open, open_again, options};
use perennial_model::Fact;
use perennial_testkit::both_databases;
use perennial_timeline::{Change, Erase, Rollup, Timeline};

async fn work(timeline: Timeline, batches: Vec<Vec<Fact>>) {
    for (round, batch) in batches.into_iter().enumerate() {
        if round % 4 == 3 {
            timeline.append(batch).await.unwrap();
        } else {
            timeline.accept("", incoming(batch)).await.unwrap();
        }
    }
}

async fn tidy(timeline: Timeline) {
    for _ in 0..10 {
        timeline.flush().await.unwrap();
        timeline.compact().await.unwrap();
        timeline.expire().await.unwrap();
    }
}

both_databases! {
    async fn two_processes_lose_nothing_and_double_nothing(db: TestDb) {
        let (one, two) = (open(&db).await, open_again(&db).await);
        let (mut rollup_one, mut follower_one) = one.follow(common::keep()).await.unwrap();
        let (mut rollup_two, mut follower_two) = two.follow(common::keep()).await.unwrap();
        // Both get every fact from 100 to 300: one of the two counts.
        let batches = |from: u64, until: u64| -> Vec<Vec<Fact>> {
            facts(&db, from..until).chunks(13).map(<[Fact]>::to_vec).collect()
        };
        let tasks = [
            tokio::spawn(work(one.clone(), batches(0, 300))),
            tokio::spawn(work(two.clone(), batches(100, 400))),
            tokio::spawn(tidy(one.clone())),
            tokio::spawn(tidy(two.clone())),
        ];
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(ids(&one).await, once(0..400));
        assert_eq!(ids(&two).await, once(0..400));
        one.flush().await.unwrap();
        catch_up(&db, &mut rollup_one, &mut follower_one, 400).await;
        catch_up(&db, &mut rollup_two, &mut follower_two, 400).await;
        let identities = db.store.identity_map().await.unwrap();
        rollup_one.set_identities(identities.clone());
        rollup_two.set_identities(identities.clone());
        let scratch = Rollup::from_facts(&facts(&db, 0..400), identities, common::keep(), &options(&db).zone);
        assert_eq!(all(&rollup_one), all(&scratch));
        assert_eq!(all(&rollup_two), all(&scratch));
        assert_eq!(all(&open_again(&db).await.follow(common::keep()).await.unwrap().0), all(&scratch));
    }

    async fn a_follower_hears_at_once_and_of_other_processes_when_they_publish(db: TestDb) {
        let (here, there) = (open(&db).await, open_again(&db).await);
        here.accept("", incoming(facts(&db, 0..3))).await.unwrap();
        there.accept("", incoming(facts(&db, 3..6))).await.unwrap();
        let (mut rollup, mut follower) = here.follow(common::keep()).await.unwrap();
        assert_eq!(rollup.facts(), 6);
        here.accept("", incoming(facts(&db, 6..9))).await.unwrap();
        catch_up(&db, &mut rollup, &mut follower, 9).await;
        there.accept("", incoming(facts(&db, 9..12))).await.unwrap();
        // The flusher takes everybody's batches; only the three new ones are news.
        there.flush().await.unwrap();
        catch_up(&db, &mut rollup, &mut follower, 12).await;
        here.append(facts(&db, 10..20)).await.unwrap();
        there.compact().await.unwrap();
        catch_up(&db, &mut rollup, &mut follower, 20).await;
        assert_eq!(all(&rollup), all(&there.follow(common::keep()).await.unwrap().0));
    }

    async fn a_follower_is_told_to_begin_anew_after_an_erasure(db: TestDb) {
        let (here, there) = (open(&db).await, open_again(&db).await);
        here.append(facts(&db, 0..50)).await.unwrap();
        let (_, mut near) = here.follow(common::keep()).await.unwrap();
        let (_, mut far) = there.follow(common::keep()).await.unwrap();
        here.erase(&Erase::Contact("contact-1-1".into())).await.unwrap();
        assert!(matches!(near.next().await, Some(Change::Erased)));
        assert!(matches!(far.next().await, Some(Change::Erased)));
        assert!(near.next().await.is_none());
    }

    async fn the_timeline_keeps_itself_in_shape(db: TestDb) {
        let options = perennial_timeline::Options { flush_rows: 10, ..options(&db) };
        let timeline = Timeline::open(db.store.clone(), options).await.unwrap();
        let background = timeline.start();
        timeline.accept("", incoming(facts(&db, 0..20))).await.unwrap();
        for _ in 0..200 {
            if timeline.status().await.unwrap().files > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(timeline.status().await.unwrap().inbox_rows, 0, "flushed by size");
        timeline.accept("", incoming(facts(&db, 20..25))).await.unwrap();
        background.stop().await;
        let status = timeline.status().await.unwrap();
        assert_eq!((status.facts, status.inbox_rows), (25, 0), "flushed at the end");
    }
}
