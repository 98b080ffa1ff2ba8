//! Signals and what people do with them.

use perennial_model::{Clock, Day, Micros, Severity, Signal, SignalRule, SignalStatus};
use perennial_store::{Handling, SignalFilter, Store, Upserted, signals};
use perennial_testkit::both_databases;

fn signal(id: &str, account: &str, rule: SignalRule, opened: i32) -> Signal {
    Signal {
        signal_id: id.into(),
        account_id: account.into(),
        rule,
        severity: Severity::Warning,
        opened_on: Day(opened),
        closed_on: None,
        reason: "Usage fell by half".into(),
        evidence: r#"{"ratio":0.5}"#.into(),
        status: SignalStatus::Open,
        snoozed_until: None,
        handled_by: None,
        handled_at: None,
        note: None,
        created_at: Micros(1),
    }
}

async fn upsert(store: &Store, rows: &[Signal]) -> Upserted {
    let tx = store.begin().await.unwrap();
    let counts = signals::upsert_signals(&tx, rows).await.unwrap();
    tx.commit().await.unwrap();
    counts
}

async fn ids(store: &Store, filter: SignalFilter) -> Vec<String> {
    store.signals(&filter).await.unwrap().into_iter().map(|s| s.signal_id).collect()
}

both_databases! {
    async fn account_rule_and_day_name_a_signal(db: TestDb) {
        let drop = signal("a", "acme", SignalRule::UsageDrop, 100);
        let rows = [drop.clone(), signal("b", "acme", SignalRule::UsageDrop, 130)];
        assert_eq!(upsert(&db.store, &rows).await, Upserted { added: 2, updated: 0, unchanged: 0 });
        let mut again = signal("other id", "acme", SignalRule::UsageDrop, 100);
        again.created_at = Micros(9);
        assert_eq!(upsert(&db.store, &[again.clone()]).await.unchanged, 1);
        again.closed_on = Some(Day(110));
        again.status = SignalStatus::Closed;
        assert_eq!(upsert(&db.store, &[again]).await.updated, 1);
        let known = db.store.signal("a").await.unwrap().unwrap();
        let closed = Signal { closed_on: Some(Day(110)), status: SignalStatus::Closed, ..drop };
        assert_eq!(known, closed);
        assert_eq!(db.store.signals(&SignalFilter::default()).await.unwrap().len(), 2);
        let tx = db.store.begin().await.unwrap();
        let held = signals::signals_of(&tx, &"acme".into()).await.unwrap();
        assert_eq!(held[0], closed);
    }

    async fn filters_narrow_and_the_newest_comes_first(db: TestDb) {
        let mut critical = signal("c", "globex", SignalRule::RenewalAtRisk, 120);
        critical.severity = Severity::Critical;
        upsert(&db.store, &[
            signal("a", "acme", SignalRule::UsageDrop, 100),
            signal("b", "acme", SignalRule::ContactsLeaving, 110),
            critical,
        ]).await;
        let all = SignalFilter::default();
        assert_eq!(ids(&db.store, all.clone()).await, ["c", "b", "a"]);
        assert_eq!(ids(&db.store, SignalFilter { limit: Some(2), ..all.clone() }).await, ["c", "b"]);
        let of_acme = SignalFilter { account_id: Some("acme".into()), ..all.clone() };
        assert_eq!(ids(&db.store, of_acme).await, ["b", "a"]);
        let drops = SignalFilter { rule: Some(SignalRule::UsageDrop), ..all.clone() };
        assert_eq!(ids(&db.store, drops).await, ["a"]);
        let critical = SignalFilter { severity: Some(Severity::Critical), ..all.clone() };
        assert_eq!(ids(&db.store, critical).await, ["c"]);
        let closed = SignalFilter { statuses: vec![SignalStatus::Closed], ..all };
        assert!(ids(&db.store, closed).await.is_empty());
    }

    async fn people_acknowledge_snooze_and_reopen(db: TestDb) {
        upsert(&db.store, &[signal("a", "acme", SignalRule::UsageDrop, 100)]).await;
        let until = db.clock.now().plus_days(7);
        let handle = async |status, note: Option<&str>| {
            let handling = Handling {
                status,
                snoozed_until: Some(until),
                by: Some("kim@us.example".into()),
                note: note.map(Into::into),
            };
            db.store.set_signal_status("a", &handling).await.unwrap().unwrap()
        };
        let snoozed = handle(SignalStatus::Snoozed, Some("on holiday")).await;
        assert_eq!((snoozed.status, snoozed.snoozed_until), (SignalStatus::Snoozed, Some(until)));
        assert_eq!(snoozed.handled_at, Some(db.clock.now()));
        let open = handle(SignalStatus::Open, None).await;
        assert_eq!((open.snoozed_until, open.note.as_deref()), (None, Some("on holiday")));
        let done = handle(SignalStatus::Acknowledged, Some("called them")).await;
        assert_eq!(db.store.signal("a").await.unwrap(), Some(done));
        let waiting = SignalFilter { statuses: vec![SignalStatus::Open], ..SignalFilter::default() };
        assert!(ids(&db.store, waiting).await.is_empty());
        let nobody = Handling { status: SignalStatus::Open, snoozed_until: None, by: None, note: None };
        assert_eq!(db.store.set_signal_status("none", &nobody).await.unwrap(), None);
    }
}
