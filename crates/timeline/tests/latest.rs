//! The facts that came in last, and hearing of those that come.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{fact, facts, incoming, open};
use perennial_model::Fact;
use perennial_testkit::both_databases;
use perennial_timeline::Change;

both_databases! {
    async fn the_latest_are_found_wherever_they_stand(db: TestDb) {
        let timeline = open(&db).await;
        let mut every: Vec<Fact> = Vec::new();
        for part in 0..6_u64 {
            db.clock.advance_seconds(60);
            let some = facts(&db, part * 100..(part + 1) * 100);
            match part {
                0 | 3 => drop(timeline.append(some.clone()).await.unwrap()),
                _ => drop(timeline.accept("", incoming(some.clone())).await.unwrap()),
            }
            if part == 2 || part == 4 {
                timeline.flush().await.unwrap();
            }
            every.extend(some);
        }
        every.sort_by_key(|fact| std::cmp::Reverse((fact.received_at, fact.occurred_at)));
        for most in [0, 1, 150, 450, 10_000] {
            let latest = timeline.latest(most).await.unwrap();
            assert_eq!(latest, every[..most.min(600)], "the latest {most}");
        }
        timeline.compact().await.unwrap();
        assert_eq!(timeline.latest(250).await.unwrap(), every[..250], "after merging files");
    }

    async fn a_listener_hears_each_later_fact_once(db: TestDb) {
        let timeline = open(&db).await;
        timeline.accept("", incoming(facts(&db, 0..5))).await.unwrap();
        let mut follower = timeline.listen().await.unwrap();
        timeline.flush().await.unwrap();
        timeline.accept("", incoming(vec![fact(&db, 7)])).await.unwrap();
        timeline.append(vec![fact(&db, 8)]).await.unwrap();
        timeline.flush().await.unwrap();
        let mut heard = Vec::new();
        while heard.len() < 2 {
            let next = tokio::time::timeout(std::time::Duration::from_secs(20), follower.next());
            if let Some(Change::Facts(facts)) = next.await.unwrap() {
                heard.extend(facts.iter().map(|fact| fact.fact_id.clone()));
            }
        }
        assert_eq!(heard, ["m-00007", "m-00008"]);
    }
}
