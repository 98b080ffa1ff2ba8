//! The ingest door: durable, once, credited.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeMap;

use common::{fact, facts, ids, incoming, once, open, open_again, options, owners};
use perennial_model::{Clock, Identity, Incoming, Micros};
use perennial_testkit::both_databases;
use perennial_timeline::{Accepted, Options, Timeline, TimelineError};

both_databases! {
    async fn what_was_acknowledged_is_there_after_a_restart(db: TestDb) {
        let timeline = open(&db).await;
        let accepted = timeline.accept("segment:web", incoming(facts(&db, 0..10))).await.unwrap();
        assert_eq!(accepted, Accepted { facts: 10, repeated: 0, identities: 0 });
        assert_eq!(ids(&open_again(&db).await).await, once(0..10));
        assert_eq!(timeline.flush().await.unwrap().facts, 10);
        assert_eq!(ids(&timeline).await, once(0..10));
        assert_eq!(ids(&open_again(&db).await).await, once(0..10));
        let status = timeline.status().await.unwrap();
        assert_eq!((status.facts, status.files, status.inbox_rows, status.inbox_bytes), (10, 1, 0, 0));
    }

    async fn a_message_id_counts_once_however_it_is_repeated(db: TestDb) {
        let timeline = open(&db).await;
        let twice = facts(&db, [1, 2, 1]);
        let accepted = timeline.accept("", incoming(twice)).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (2, 1));
        // In the inbox, in a batch of another size.
        let accepted = timeline.accept("", incoming(facts(&db, 0..5))).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (3, 2));
        timeline.flush().await.unwrap();
        // In a file.
        let accepted = timeline.accept("", incoming(facts(&db, 3..6))).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (1, 2));
        // After a restart, part in a file and part in the inbox.
        let again = open_again(&db).await;
        let accepted = again.accept("", incoming(facts(&db, 0..8))).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (2, 6));
        // In another process, which has it from this one.
        let accepted = timeline.accept("", incoming(facts(&db, 0..9))).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (1, 8));
        assert_eq!(ids(&timeline).await, once(0..9));
    }

    async fn what_another_process_flushed_or_imported_counts_once(db: TestDb) {
        let (one, two) = (open(&db).await, open_again(&db).await);
        one.accept("", incoming(facts(&db, 0..2))).await.unwrap();
        two.accept("", incoming(facts(&db, 2..4))).await.unwrap();
        one.flush().await.unwrap();
        two.append(facts(&db, 4..6)).await.unwrap();
        two.accept("", incoming(facts(&db, 6..8))).await.unwrap();
        two.flush().await.unwrap();
        one.compact().await.unwrap();
        let accepted = one.accept("", incoming(facts(&db, 0..9))).await.unwrap();
        assert_eq!((accepted.facts, accepted.repeated), (1, 8));
        assert_eq!(ids(&two).await, once(0..9));
    }

    async fn an_id_counts_again_after_seven_days(db: TestDb) {
        let first = fact(&db, 1);
        let timeline = open(&db).await;
        timeline.accept("", incoming(vec![first.clone()])).await.unwrap();
        timeline.flush().await.unwrap();
        let send = |received_at: Micros| {
            db.clock.set(received_at);
            let mut fact = first.clone();
            fact.received_at = received_at;
            let db = &db;
            async move {
                // Both a process that knows and one that has to read the files.
                let fresh = open_again(db).await;
                fresh.accept("", incoming(vec![fact])).await.unwrap().facts
            }
        };
        let edge = first.received_at.plus_days(7);
        assert_eq!(send(Micros(edge.0 - 1)).await, 0);
        assert_eq!(send(edge).await, 1);
        assert_eq!(send(Micros(edge.plus_days(7).0 - 1)).await, 0);
        assert_eq!(ids(&timeline).await, BTreeMap::from([("m-00001".to_owned(), 2)]));
    }

    async fn a_fact_is_credited_when_it_is_known_whose_it_is(db: TestDb) {
        let timeline = open(&db).await;
        let mut anonymous = fact(&db, 1);
        anonymous.account_id = None;
        anonymous.contact_id = Some("anonymous-1".into());
        timeline.accept("", incoming(vec![anonymous])).await.unwrap();
        timeline.flush().await.unwrap();
        let owner = |account: Option<&str>, contact: &str| {
            BTreeMap::from([("m-00001".to_owned(), (account.map(str::to_owned), Some(contact.to_owned())))])
        };
        assert_eq!(owners(&timeline).await, owner(None, "anonymous-1"));
        let identify = Identity::Contact {
            contact_id: "ann".into(),
            anonymous_id: Some("anonymous-1".into()),
            account_id: None,
            traits: BTreeMap::new(),
            at: db.clock.now(),
        };
        let group = Identity::Account {
            account_id: "acme".into(),
            contact_id: Some("ann".into()),
            traits: BTreeMap::new(),
            at: db.clock.now(),
        };
        let accepted = timeline
            .accept("", vec![Incoming::Identity(identify), Incoming::Identity(group)])
            .await
            .unwrap();
        assert_eq!(accepted.identities, 2);
        assert_eq!(owners(&timeline).await, owner(Some("acme"), "ann"));
        assert_eq!(owners(&open_again(&db).await).await, owner(Some("acme"), "ann"));
    }

    async fn accounts_and_contacts_that_facts_name_are_on_record(db: TestDb) {
        let timeline = open(&db).await;
        timeline.accept("", incoming(facts(&db, 0..20))).await.unwrap();
        timeline.append(facts(&db, 20..21)).await.unwrap();
        assert_eq!(db.store.accounts().await.unwrap().len(), 7);
        let contact = db.store.contact(&"contact-1-1".into()).await.unwrap().unwrap();
        assert_eq!(contact.account_id, Some("account-1".into()));
    }

    async fn a_full_inbox_refuses_and_takes_again_after_a_flush(db: TestDb) {
        let small = Options { inbox_limit_bytes: 1000, ..options(&db) };
        let timeline = Timeline::open(db.store.clone(), small).await.unwrap();
        timeline.accept("", incoming(facts(&db, 0..20))).await.unwrap();
        let refused = timeline.accept("", incoming(facts(&db, 20..30))).await;
        assert!(matches!(refused, Err(TimelineError::Full { retry_after_seconds: 1.. })));
        timeline.flush().await.unwrap();
        timeline.accept("", incoming(facts(&db, 20..30))).await.unwrap();
        assert_eq!(ids(&timeline).await, once(0..30));
    }

    async fn a_call_that_fails_takes_no_other_with_it(db: TestDb) {
        let timeline = open(&db).await;
        let calls = (0..40).map(|n| {
            let (timeline, fact) = (timeline.clone(), fact(&db, n));
            tokio::spawn(async move { timeline.accept("", incoming(vec![fact])).await })
        });
        for call in calls.collect::<Vec<_>>() {
            assert_eq!(call.await.unwrap().unwrap().facts, 1);
        }
        assert_eq!(ids(&timeline).await, once(0..40));
    }

    async fn an_import_counts_an_id_once_for_ever(db: TestDb) {
        let timeline = open(&db).await;
        timeline.accept("", incoming(facts(&db, 0..3))).await.unwrap();
        timeline.flush().await.unwrap();
        timeline.accept("", incoming(facts(&db, 3..5))).await.unwrap();
        db.clock.advance_days(400);
        let mut import = facts(&db, 0..10);
        import.push(fact(&db, 9));
        let appended = timeline.append(import).await.unwrap();
        assert_eq!((appended.added, appended.repeated), (5, 6));
        let again = open_again(&db).await.append(facts(&db, 0..10)).await.unwrap();
        assert_eq!((again.added, again.repeated), (0, 10));
        assert_eq!(ids(&timeline).await, once(0..10));
    }
}
