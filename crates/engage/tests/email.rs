//! E-mails reach a real SMTP server, once, and what fails is there to see.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use Severity::{Critical, Info, Warning};
use perennial_engage::{
    Deliverer, DeliverySettings, NotifySettings,
    deliver::{Round, Security, SmtpSettings},
};
use perennial_model::{Delivery, Severity};
use perennial_testkit::TestDb;
use support::{
    notices::{account, put, settings, signal},
    smtp::SmtpServer,
};

fn deliverer(db: &TestDb, smtp: &SmtpSettings) -> Deliverer {
    let settings = DeliverySettings {
        smtp: Some(smtp.clone()),
        emails_per_hour: 4,
        ..DeliverySettings::default()
    };
    Deliverer::new(db.store.clone(), &settings).unwrap()
}

async fn only_delivery(db: &TestDb) -> Delivery {
    let mut all = db.store.deliveries(10).await.unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn put_one(db: &TestDb, recipient: &str) {
    put(&db.store, &[signal("s1", Warning)], &account(Some(recipient)), &settings()).await;
}

/// One e-mail through a server with this sort of encryption and a login.
async fn arrives(security: Security) {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(security, Some(("perennial", "s3cret")));
    put_one(&db, "ann@example.com").await;
    let round = deliverer(&db, &server.settings).deliver_due().await.unwrap();
    assert_eq!(round, Round { delivered: 1, ..Round::default() }, "{:?}", only_delivery(&db).await);
    let taken = server.next();
    assert_eq!(taken.encrypted, security != Security::None);
    assert_eq!(taken.login.as_deref(), Some("perennial"));
    assert_eq!(
        (taken.from.as_str(), taken.to),
        ("perennial@example.com", vec!["ann@example.com".into()])
    );
    assert!(only_delivery(&db).await.delivered_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn over_starttls_with_login() {
    arrives(Security::Starttls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_with_login() {
    arrives(Security::Tls).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_clear_on_this_machine() {
    arrives(Security::None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::Starttls, None);
    put_one(&db, "ann@example.com").await;
    let smtp = SmtpSettings { ca_file: None, ..server.settings.clone() };
    let round = deliverer(&db, &smtp).deliver_due().await.unwrap();
    assert_eq!(round, Round { retried: 1, ..Round::default() });
    let error = only_delivery(&db).await.last_error.unwrap();
    assert!(error.contains("certificate"), "{error}");
    assert_eq!(server.rest(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_told_and_tried_again() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::Starttls, Some(("perennial", "s3cret")));
    put_one(&db, "ann@example.com").await;
    let wrong = SmtpSettings { password: Some("guess".into()), ..server.settings.clone() };
    deliverer(&db, &wrong).deliver_due().await.unwrap();
    let delivery = only_delivery(&db).await;
    let error = delivery.last_error.unwrap();
    assert!(error.starts_with("the mail server refused our login"), "{error}");
    assert!(!error.contains("guess"));
    assert_eq!((delivery.attempts, delivery.failed_at), (1, None));
    // Somebody corrects it, and after the wait the e-mail goes out.
    let deliverer = deliverer(&db, &server.settings);
    assert_eq!(deliverer.deliver_due().await.unwrap(), Round::default());
    db.clock.advance_seconds(70);
    assert_eq!(deliverer.deliver_due().await.unwrap().delivered, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_message_is_readable_and_recognisable() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::None, None);
    put(&db.store, &[signal("s1", Critical)], &account(Some("Ann@Example.com")), &settings()).await;
    deliverer(&db, &server.settings).deliver_due().await.unwrap();
    let taken = server.next();
    let delivery = only_delivery(&db).await;
    assert_eq!(delivery.dedupe_key, "signal:s1:email:ann@example.com");
    assert_eq!(taken.header("Message-ID"), format!("<{}@example.com>", delivery.delivery_id));
    assert_eq!(taken.header("Date"), "Sat, 31 Jan 2026 12:00:00 +0000");
    assert_eq!(taken.header("Auto-Submitted"), "auto-generated");
    let payload: serde_json::Value = serde_json::from_str(&delivery.payload).unwrap();
    assert_eq!(payload["subject"], "Acme <Ltd> & Söhne: usage drop (critical)");
    assert_eq!(
        payload["text"],
        "Acme <Ltd> & Söhne: Usage drop (critical)\n\n\
         Events fell 62% below their usual 410 in 28 days, to 156.\n\n\
         Since 30 January 2026\nHealth 37 of 100, Critical\nARR 12000.00 USD\n\n\
         See why, and acknowledge or snooze it: https://perennial.example.com/accounts/acme\n\n\
         --\nYou get this because you own this account in Perennial."
    );
    let html = payload["html"].as_str().unwrap();
    assert!(html.contains("<h1") && html.contains("Acme &lt;Ltd&gt; &amp; Söhne"), "{html}");
    assert!(html.contains("perennial.example.com&#x2f;accounts&#x2f;acme\""), "{html}");
}

#[tokio::test]
async fn each_signal_once_per_recipient_and_nobody_is_forgotten() {
    let db = TestDb::sqlite().await;
    let signals = [signal("s1", Warning), signal("s2", Info)];
    // Not below the least severity; the list where there is no owner, each address once.
    let queued = put(&db.store, &signals, &account(None), &settings()).await;
    assert_eq!((queued.emails, queued.without_recipient), (1, 0));
    assert_eq!(only_delivery(&db).await.recipient, "team@example.com");
    let again = put(&db.store, &signals, &account(None), &settings()).await;
    assert_eq!(again.emails, 0);
    let nobody = NotifySettings { recipients: vec![], ..settings() };
    let queued = put(&db.store, &signals, &account(None), &nobody).await;
    assert_eq!((queued.emails, queued.without_recipient), (0, 1));
    let off = NotifySettings { email: false, ..settings() };
    let queued = put(&db.store, &[signal("s3", Warning)], &account(None), &off).await;
    assert_eq!(queued.emails, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_signals_at_once_make_a_few_emails_and_a_digest() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::None, None);
    let mut signals: Vec<_> = (0..20).map(|n| signal(&format!("s{n}"), Warning)).collect();
    signals[17].severity = Critical;
    put(&db.store, &signals, &account(Some("ann@example.com")), &settings()).await;
    let deliverer = deliverer(&db, &server.settings);
    let round = deliverer.deliver_due().await.unwrap();
    assert_eq!(round, Round { delivered: 20, digests: 1, ..Round::default() });
    let taken: Vec<_> = (0..4).map(|_| server.next()).collect();
    assert_eq!(server.rest(), 0);
    assert!(taken[3].header("Subject").contains("17 signals in one e-mail"));
    assert!(taken[3].message.contains("More signals opened than the 4 e-mails an hour"));
    // Within the hour nothing more goes out, also not by a process that has just started.
    put(&db.store, &[signal("late", Warning)], &account(Some("ann@example.com")), &settings())
        .await;
    assert_eq!(deliverer.deliver_due().await.unwrap().waiting, 1);
    db.clock.advance_seconds(1000);
    let restarted = self::deliverer(&db, &server.settings);
    assert_eq!(restarted.deliver_due().await.unwrap().waiting, 1);
    db.clock.advance_seconds(2700);
    assert_eq!(restarted.deliver_due().await.unwrap().delivered, 1);
    let late = db.store.deliveries(1).await.unwrap().remove(0);
    assert_eq!((late.attempts, late.last_error), (1, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_for_good_ends_it_and_one_for_now_does_not() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::None, None);
    let deliverer = deliverer(&db, &server.settings);
    put_one(&db, "nobody@example.com").await;
    assert_eq!(deliverer.deliver_due().await.unwrap().failed, 1);
    let delivery = only_delivery(&db).await;
    assert!(delivery.failed_at.is_some() && delivery.next_attempt_at.is_none());
    assert!(delivery.last_error.unwrap().contains("there is no such mailbox"));

    put(&db.store, &[signal("s2", Warning)], &account(Some("full@example.com")), &settings()).await;
    let mut rounds = 0;
    while rounds < 30 {
        db.clock.advance_seconds(9 * 3600);
        let round = deliverer.deliver_due().await.unwrap();
        rounds += 1;
        if round.failed == 1 {
            break;
        }
        assert_eq!(round, Round { retried: 1, ..Round::default() });
    }
    assert_eq!(rounds, 10);
    let full = db.store.deliveries(1).await.unwrap().remove(0);
    let error = full.last_error.unwrap();
    assert!(error.starts_with("given up after 10 attempts; the last: "), "{error}");
    assert!(error.contains("the mailbox is full"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_costs_one_attempt_and_the_rest_waits() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::None, None);
    let smtp = server.settings.clone();
    drop(server);
    for recipient in ["ann@example.com", "bob@example.com", "eve@example.com"] {
        put(&db.store, &[signal(recipient, Warning)], &account(Some(recipient)), &settings()).await;
    }
    let round = deliverer(&db, &smtp).deliver_due().await.unwrap();
    assert_eq!(round, Round { retried: 1, waiting: 2, ..Round::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_the_outbox_says_so() {
    let db = TestDb::sqlite().await;
    put_one(&db, "ann@example.com").await;
    let deliverer = Deliverer::new(db.store.clone(), &DeliverySettings::default()).unwrap();
    assert_eq!(deliverer.deliver_due().await.unwrap().retried, 1);
    let error = only_delivery(&db).await.last_error.unwrap();
    assert_eq!(error, "no mail server is configured; set smtp.host and smtp.from");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loop_sends_when_woken_and_stops_when_told() {
    let db = TestDb::sqlite().await;
    let server = SmtpServer::start(Security::None, None);
    let settings = DeliverySettings {
        smtp: Some(server.settings.clone()),
        poll_seconds: 3600,
        ..DeliverySettings::default()
    };
    let running = Deliverer::new(db.store.clone(), &settings).unwrap().start();
    put_one(&db, "ann@example.com").await;
    running.wake();
    assert_eq!(server.next().to, ["ann@example.com"]);
    running.stop().await;
    // The round was finished: what was sent is recorded.
    assert!(only_delivery(&db).await.delivered_at.is_some());
}
