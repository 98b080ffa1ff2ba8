//! The outbox: once, in order, until it is over.

use perennial_model::{Channel, Clock, Delivery, Micros};
use perennial_store::{Outcome, Store, outbox};
use perennial_testkit::both_databases;

fn delivery(id: &str, key: &str, due: Micros) -> Delivery {
    Delivery {
        delivery_id: id.into(),
        dedupe_key: key.into(),
        channel: Channel::Email,
        recipient: "kim@us.example".into(),
        payload: r#"{"subject":"Usage drop"}"#.into(),
        created_at: Micros(1),
        next_attempt_at: Some(due),
        attempts: 0,
        delivered_at: None,
        failed_at: None,
        last_error: None,
    }
}

async fn enqueue(store: &Store, delivery: &Delivery) -> bool {
    let tx = store.begin().await.unwrap();
    let queued = outbox::enqueue(&tx, delivery).await.unwrap();
    tx.commit().await.unwrap();
    queued
}

fn ids(deliveries: &[Delivery]) -> Vec<&str> {
    deliveries.iter().map(|delivery| delivery.delivery_id.as_str()).collect()
}

both_databases! {
    async fn a_message_is_queued_once(db: TestDb) {
        let now = db.clock.now();
        let first = delivery("d1", "signal:a:email", now);
        assert!(enqueue(&db.store, &first).await);
        assert!(!enqueue(&db.store, &delivery("d2", "signal:a:email", now)).await);
        db.store.record_attempt("d1", &Outcome::Delivered).await.unwrap();
        assert!(!enqueue(&db.store, &delivery("d3", "signal:a:email", now)).await);
        let sent = Delivery { attempts: 1, next_attempt_at: None, delivered_at: Some(now), ..first };
        assert_eq!(db.store.deliveries(10).await.unwrap(), [sent]);
    }

    async fn what_is_due_comes_longest_due_first(db: TestDb) {
        let now = db.clock.now();
        for (id, due) in [("late", 5), ("later", 9), ("soon", -5), ("now", 0)] {
            assert!(enqueue(&db.store, &delivery(id, id, now.plus_seconds(due))).await);
        }
        assert_eq!(ids(&db.store.due_deliveries(now, 10).await.unwrap()), ["soon", "now"]);
        assert_eq!(ids(&db.store.due_deliveries(now, 1).await.unwrap()), ["soon"]);
        db.clock.advance_seconds(9);
        let due = db.store.due_deliveries(db.clock.now(), 10).await.unwrap();
        assert_eq!(ids(&due), ["soon", "now", "late", "later"]);
    }

    async fn a_failure_is_retried_until_it_is_over(db: TestDb) {
        let now = db.clock.now();
        enqueue(&db.store, &delivery("d1", "k", now)).await;
        let retry = Outcome::Retry { next_attempt_at: now.plus_seconds(60), error: "no route".into() };
        db.store.record_attempt("d1", &retry).await.unwrap();
        assert!(db.store.due_deliveries(now, 10).await.unwrap().is_empty());
        let due = db.store.due_deliveries(now.plus_seconds(60), 10).await.unwrap();
        assert_eq!((due[0].attempts, due[0].last_error.as_deref()), (1, Some("no route")));
        let failed = Outcome::Failed { error: "address unknown".into() };
        db.store.record_attempt("d1", &failed).await.unwrap();
        assert!(db.store.due_deliveries(now.plus_days(9), 10).await.unwrap().is_empty());
        let over = &db.store.deliveries(1).await.unwrap()[0];
        assert_eq!((over.attempts, over.failed_at), (2, Some(now)));
        assert_eq!((over.delivered_at, over.last_error.as_deref()), (None, Some("address unknown")));
    }

    async fn what_one_process_claims_another_leaves(db: TestDb) {
        let now = db.clock.now();
        for id in ["d1", "d2", "d3"] {
            enqueue(&db.store, &delivery(id, id, now)).await;
        }
        let other = db.open_again().await;
        let lease = now.plus_seconds(30);
        let mine = db.store.claim_deliveries(now, 2, lease).await.unwrap();
        let theirs = other.claim_deliveries(now, 2, lease).await.unwrap();
        assert_eq!((ids(&mine), ids(&theirs)), (vec!["d1", "d2"], vec!["d3"]));
        assert_eq!(other.claim_deliveries(lease, 9, lease.plus_seconds(30)).await.unwrap().len(), 3);
    }
}
