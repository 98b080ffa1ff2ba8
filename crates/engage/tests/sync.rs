//! The stored signals follow the episodes; what people did with them stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod support;

use perennial_engage::{
    Episode,
    sync::{Synced, sync, sync_many, wake_snoozed},
};
use perennial_model::{Clock as _, Day, Severity, Signal, SignalRule, SignalStatus};
use perennial_store::{Handling, SignalFilter};
use perennial_testkit::TestDb;

/// Noon of 31 January 2026 is when the tests' clock stands.
const TODAY: Day = Day(20_484);

fn episode(opened: i32, closed: Option<i32>) -> Episode {
    Episode {
        rule: SignalRule::UsageDrop,
        severity: Severity::Warning,
        opened_on: TODAY.plus(opened),
        closed_on: closed.map(|day| TODAY.plus(day)),
        reason: "Events fell".into(),
        evidence: format!("{{\"as_of\":\"{}\"}}", TODAY.plus(-1)),
    }
}

async fn step(db: &TestDb, episodes: &[Episode]) -> Synced {
    let tx = db.store.begin().await.unwrap();
    let synced = sync(&db.store, &tx, &"acme".into(), episodes, TODAY).await.unwrap();
    tx.commit().await.unwrap();
    synced
}

async fn stored(db: &TestDb) -> Vec<Signal> {
    db.store.signals(&SignalFilter::default()).await.unwrap()
}

async fn handle(db: &TestDb, id: &str, status: SignalStatus, snooze_days: Option<i64>) {
    let handling = Handling {
        status,
        snoozed_until: snooze_days.map(|days| db.clock.now().plus_days(days)),
        by: Some("ann@example.com".into()),
        note: Some("called them".into()),
    };
    db.store.set_signal_status(id, &handling).await.unwrap().unwrap();
}

perennial_testkit::both_databases! {
    async fn a_life_of_a_signal(db: TestDb) {
        assert_eq!(TODAY.to_string(), "2026-01-31");
        let synced = step(&db, &[episode(-200, Some(-150)), episode(-1, None)]).await;
        assert_eq!((synced.written, synced.opened.len(), synced.announce.len()), (2, 1, 1));
        let id = synced.opened[0].signal_id.clone();
        // The same again writes nothing.
        assert_eq!(step(&db, &[episode(-200, Some(-150)), episode(-1, None)]).await, Synced::default());

        handle(&db, &id, SignalStatus::Acknowledged, None).await;
        let mut graver = episode(-1, None);
        graver.severity = Severity::Critical;
        let synced = step(&db, &[episode(-200, Some(-150)), graver.clone()]).await;
        assert_eq!((synced.written, synced.opened.len()), (1, 0));
        let signal = db.store.signal(&id).await.unwrap().unwrap();
        assert_eq!((signal.status, signal.severity), (SignalStatus::Acknowledged, Severity::Critical));
        assert_eq!(signal.note.as_deref(), Some("called them"));

        // The data changed: the rules see nothing there any more. Closed, not deleted.
        let synced = step(&db, &[episode(-200, Some(-150))]).await;
        assert_eq!(synced.closed.len(), 1);
        let signal = db.store.signal(&id).await.unwrap().unwrap();
        assert_eq!((signal.status, signal.closed_on), (SignalStatus::Closed, Some(TODAY)));
        assert_eq!(signal.handled_by.as_deref(), Some("ann@example.com"));
        assert_eq!(stored(&db).await.len(), 2);
    }

    async fn a_snooze_ends(db: TestDb) {
        let id = step(&db, &[episode(-1, None)]).await.opened[0].signal_id.clone();
        handle(&db, &id, SignalStatus::Snoozed, Some(3)).await;
        let wake = async || {
            let tx = db.store.begin().await.unwrap();
            let awake = wake_snoozed(&db.store, &tx, db.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            awake.len()
        };
        db.clock.advance_days(2);
        assert_eq!(wake().await, 0);
        assert_eq!(step(&db, &[episode(-1, None)]).await.written, 0);
        db.clock.advance_days(1);
        assert_eq!(wake().await, 1);
        assert_eq!(wake().await, 0);
        let signal = db.store.signal(&id).await.unwrap().unwrap();
        assert_eq!((signal.status, signal.snoozed_until), (SignalStatus::Open, None));
    }

    async fn many_accounts_in_one_go(db: TestDb) {
        let accounts: Vec<_> =
            (0..500).map(|n| (format!("account-{n}").into(), vec![episode(-1, None)])).collect();
        let all = async |accounts: &[_]| {
            let tx = db.store.begin().await.unwrap();
            let synced = sync_many(&db.store, &tx, accounts, TODAY).await.unwrap();
            tx.commit().await.unwrap();
            synced
        };
        assert_eq!(all(&accounts).await.opened.len(), 500);
        assert_eq!(all(&accounts).await.written, 0);
        let mut changed = accounts.clone();
        changed[7].1 = vec![episode(-1, Some(0))];
        let synced = all(&changed).await;
        assert_eq!((synced.written, synced.closed.len()), (1, 1));
        assert_eq!(synced.closed[0].account_id.as_str(), "account-7");
    }
}
