//! Webhooks reach a receiver, signed so that somebody else's code can check it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use perennial_engage::{
    Deliverer, DeliverySettings,
    deliver::{AddressPolicy, Round, WebhookSettings, signing::secret_of},
    notify::queue_webhook_test,
};
use perennial_model::{Delivery, Severity, Webhook};
use perennial_testkit::TestDb;
use support::{
    http::{Receiver, Request},
    notices::{account, put, settings, signal},
};

async fn hook(db: &TestDb, id: &str, url: &str) -> Webhook {
    let webhook = Webhook {
        webhook_id: id.into(),
        url: url.into(),
        secret: secret_of(&[id.len() as u8; 32]),
        created_at: perennial_model::Micros(0),
        disabled_at: None,
    };
    db.store.add_webhook(&webhook).await.unwrap();
    webhook
}

fn deliverer(db: &TestDb, allow_loopback: bool) -> Deliverer {
    let settings = DeliverySettings {
        webhooks: WebhookSettings {
            addresses: AddressPolicy { allow_loopback, ..AddressPolicy::default() },
            timeout_seconds: 5,
        },
        ..DeliverySettings::default()
    };
    Deliverer::new(db.store.clone(), &settings).unwrap()
}

async fn put_one(db: &TestDb, id: &str) {
    let settings = perennial_engage::NotifySettings { email: false, ..settings() };
    let signal = signal(id, Severity::Warning);
    put(&db.store, &[signal], &account(Some("ann@example.com")), &settings).await;
}

async fn delivery(db: &TestDb) -> Delivery {
    db.store.deliveries(1).await.unwrap().remove(0)
}

/// What Python's hmac says the signature is.
fn signed_by_python(secret: &str, request: &Request) -> String {
    let mut python = Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign_webhook.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the webhook tests need Python 3: apt-get install python3");
    let message = serde_json::json!({
        "secret": secret,
        "id": request.headers["webhook-id"],
        "timestamp": request.headers["webhook-timestamp"],
        "body": request.body,
    });
    python.stdin.take().unwrap().write_all(message.to_string().as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

perennial_testkit::both_databases! {
    async fn a_signal_arrives_signed(db: TestDb) {
        let receiver = Receiver::answering(&[]);
        let hook = hook(&db, "wh-1", &receiver.url).await;
        put_one(&db, "s1").await;
        let round = deliverer(&db, true).deliver_due().await.unwrap();
        assert_eq!(round, Round { delivered: 1, ..Round::default() });
        let request = receiver.next();
        assert_eq!(request.line, "POST /hook?from=perennial HTTP/1.1");
        assert_eq!(request.headers["content-type"], "application/json");
        assert_eq!(request.headers["webhook-id"], delivery(&db).await.delivery_id);
        assert_eq!(request.headers["webhook-timestamp"], "1769860800");
        assert_eq!(request.headers["webhook-signature"], signed_by_python(&hook.secret, &request));
        let body: serde_json::Value = serde_json::from_str(&request.body).unwrap();
        assert_eq!(body["type"], "signal.opened");
        assert_eq!(body["timestamp"], "2026-01-31T12:00:00Z");
        assert_eq!(body["data"]["signal_id"], "s1");
        assert_eq!(body["data"]["rule"], "usage_drop");
        assert_eq!(body["data"]["evidence"]["drop"], 0.62);
        assert_eq!(body["data"]["arr"]["minor"], 1_200_000);
        assert_eq!(body["data"]["url"], "https://perennial.example.com/accounts/acme");
    }

    async fn one_process_at_a_time_sends_a_message(db: TestDb) {
        let receiver = Receiver::answering(&[]);
        hook(&db, "wh-1", &receiver.url).await;
        for n in 0..10 {
            put_one(&db, &format!("s{n}")).await;
        }
        let (a, b) = (deliverer(&db, true), deliverer(&db, true));
        let (a, b) = tokio::join!(a.deliver_due(), b.deliver_due());
        assert_eq!(a.unwrap().delivered + b.unwrap().delivered, 10);
        assert_eq!(receiver.rest(), 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_fails_is_tried_again_with_the_same_id() {
    let db = TestDb::sqlite().await;
    let receiver = Receiver::answering(&[500, 0, 302]);
    let hook = hook(&db, "wh-1", &receiver.url).await;
    put_one(&db, "s1").await;
    let deliverer = deliverer(&db, true);
    let mut ids = Vec::new();
    for expect in ["the receiver answered 500", "", "redirects are not followed"] {
        let round = deliverer.deliver_due().await.unwrap();
        assert_eq!(round, Round { retried: 1, ..Round::default() });
        let error = delivery(&db).await.last_error.unwrap();
        assert!(error.contains(expect), "{error}");
        ids.push(receiver.next().headers["webhook-id"].clone());
        // Not before its time.
        assert_eq!(deliverer.deliver_due().await.unwrap(), Round::default());
        db.clock.advance_seconds(700);
    }
    assert_eq!(deliverer.deliver_due().await.unwrap().delivered, 1);
    let last = receiver.next();
    ids.push(last.headers["webhook-id"].clone());
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(last.headers["webhook-signature"], signed_by_python(&hook.secret, &last));
    assert_eq!(delivery(&db).await.attempts, 4);
    assert_eq!(receiver.rest(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_gone_is_turned_off() {
    let db = TestDb::sqlite().await;
    let receiver = Receiver::answering(&[410]);
    hook(&db, "wh-1", &receiver.url).await;
    put_one(&db, "s1").await;
    put_one(&db, "s2").await;
    let round = deliverer(&db, true).deliver_due().await.unwrap();
    assert_eq!(round, Round { failed: 2, ..Round::default() });
    assert!(db.store.webhook("wh-1").await.unwrap().unwrap().disabled_at.is_some());
    put_one(&db, "s3").await;
    assert_eq!(db.store.deliveries(10).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_or_absent_receiver_holds_up_nobody_else() {
    let db = TestDb::sqlite().await;
    let good = Receiver::answering(&[]);
    hook(&db, "wh-1", &good.url).await;
    // Nobody listens on the discard port of this machine.
    hook(&db, "wh-22", "http://127.0.0.1:9/").await;
    put_one(&db, "s1").await;
    put_one(&db, "s2").await;
    let round = deliverer(&db, true).deliver_due().await.unwrap();
    assert_eq!(round, Round { delivered: 2, retried: 1, waiting: 1, ..Round::default() });
    assert_eq!(good.rest(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_this_machine_only_when_allowed() {
    let db = TestDb::sqlite().await;
    let receiver = Receiver::answering(&[]);
    hook(&db, "wh-1", &receiver.url).await;
    hook(&db, "wh-22", &receiver.url.replace("127.0.0.1", "LocalHost")).await;
    put_one(&db, "s1").await;
    let round = deliverer(&db, false).deliver_due().await.unwrap();
    assert_eq!(round, Round { failed: 2, ..Round::default() });
    for delivery in db.store.deliveries(10).await.unwrap() {
        let error = delivery.last_error.unwrap();
        assert!(error.contains("is an address of this machine"), "{error}");
    }
    assert_eq!(receiver.rest(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_can_try_a_webhook() {
    let db = TestDb::sqlite().await;
    let receiver = Receiver::answering(&[]);
    let hook = hook(&db, "wh-1", &receiver.url).await;
    let tx = db.store.begin().await.unwrap();
    let first = queue_webhook_test(&db.store, &tx, &hook).await.unwrap();
    let second = queue_webhook_test(&db.store, &tx, &hook).await.unwrap();
    tx.commit().await.unwrap();
    assert_ne!(first.dedupe_key, second.dedupe_key);
    assert_eq!(deliverer(&db, true).deliver_due().await.unwrap().delivered, 2);
    let body: serde_json::Value = serde_json::from_str(&receiver.next().body).unwrap();
    assert_eq!(body["type"], "webhook.test");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_whose_sender_died_goes_out_again_under_the_same_id() {
    let db = TestDb::sqlite().await;
    let receiver = Receiver::answering(&[]);
    hook(&db, "wh-1", &receiver.url).await;
    put_one(&db, "s1").await;
    // Claimed by a process that is never heard of again.
    let now = perennial_model::Clock::now(&*db.clock);
    let claimed = db.store.claim_deliveries(now, 10, now.plus_seconds(900)).await.unwrap();
    let deliverer = deliverer(&db, true);
    assert_eq!(deliverer.deliver_due().await.unwrap(), Round::default());
    db.clock.advance_seconds(901);
    assert_eq!(deliverer.deliver_due().await.unwrap().delivered, 1);
    assert_eq!(receiver.next().headers["webhook-id"], claimed[0].delivery_id);
}
