//! Who asks to be forgotten is gone.

use perennial_model::{Contact, Day, Severity, Signal, SignalRule, SignalStatus};
use perennial_store::{Store, signals::upsert_signals};
use perennial_testkit::both_databases;

use crate::make::{
    account, alias, apply, at, contact, invoice, period, review, survey, ticket, written,
};

async fn two_people(store: &Store) {
    let ann = Contact {
        name: Some("Ann \"A.\" Lee".into()),
        email: Some("ann@acme.com".into()),
        ..contact("ann-1", "acme")
    };
    written!(store, upsert_contacts, &[ann, contact("bob-1", "acme")]);
    apply(store, &[alias("anon-9", "ann-1", "2026-01-01")]).await;
    let tickets = [ticket("t1", "acme", Some("ann-1")), ticket("t2", "acme", Some("bob-1"))];
    written!(store, upsert_tickets, &tickets);
    written!(store, upsert_surveys, &[survey("r1", "acme", Some("anon-9"))]);
    written!(store, upsert_subscriptions, &[period("s1", "acme", "2025-01-01")]);
    written!(store, upsert_invoices, &[invoice("i1", "acme")]);
    written!(store, upsert_churn_reviews, &[review("acme", "2026-02-01")]);
    let tx = store.begin().await.unwrap();
    let left = Signal {
        signal_id: "sig".into(),
        account_id: "acme".into(),
        rule: SignalRule::ContactsLeaving,
        severity: Severity::Warning,
        opened_on: Day(20_000),
        closed_on: None,
        reason: "Ann \"A.\" Lee has not been seen for 40 days".into(),
        evidence: r#"{"gone":["ann-1"],"names":["Ann \"A.\" Lee"]}"#.into(),
        status: SignalStatus::Open,
        snoozed_until: None,
        handled_by: None,
        handled_at: None,
        note: None,
        created_at: at("2026-01-01"),
    };
    upsert_signals(&tx, &[left]).await.unwrap();
    tx.commit().await.unwrap();
}

both_databases! {
    async fn a_contact_is_gone_and_the_others_are_not(db: TestDb) {
        two_people(&db.store).await;
        let revision = db.store.revision().await.unwrap();
        let erased = written!(db.store, erase_contact, &"anon-9".into());
        assert_eq!(erased.contact_ids, ["anon-9".into(), "ann-1".into()]);
        assert_eq!((erased.tickets, erased.surveys, erased.subscriptions), (1, 1, 0));
        assert!(erased.account_ids.is_empty());
        assert!(db.store.revision().await.unwrap() > revision);

        assert_eq!(db.store.contact(&"ann-1".into()).await.unwrap(), None);
        assert_eq!(db.store.contact(&"anon-9".into()).await.unwrap(), None);
        assert!(db.store.aliases().await.unwrap().contacts.is_empty());
        assert!(db.store.contact(&"bob-1".into()).await.unwrap().is_some());
        let tickets = db.store.tickets().await.unwrap();
        assert_eq!((&tickets[0].contact_id, &tickets[0].subject, &tickets[0].body), (&None, &None, &None));
        assert_eq!(tickets[1], ticket("t2", "acme", Some("bob-1")));
        let surveys = db.store.surveys().await.unwrap();
        assert_eq!((&surveys[0].contact_id, &surveys[0].comment), (&None, &None));
        assert!((surveys[0].score - 9.0).abs() < f64::EPSILON);
        let signal = db.store.signal("sig").await.unwrap().unwrap();
        assert_eq!(signal.reason, "[erased] has not been seen for 40 days");
        assert_eq!(signal.evidence, r#"{"gone":["[erased]"],"names":["[erased]"]}"#);

        assert!(written!(db.store, erase_contact, &"ann-1".into()).is_empty());
    }

    async fn an_account_goes_with_everybody_in_it(db: TestDb) {
        two_people(&db.store).await;
        written!(db.store, alias_account, &"crm-7".into(), &"acme".into(), "crm", at("2026-01-01"));
        let mut child = account("child");
        child.parent_account_id = Some("acme".into());
        written!(db.store, upsert_accounts, &[child]);
        let erased = written!(db.store, erase_account, &"crm-7".into());
        assert_eq!(erased.account_ids, ["crm-7".into(), "acme".into()]);
        assert_eq!(erased.contact_ids, ["anon-9".into(), "ann-1".into(), "bob-1".into()]);
        assert_eq!((erased.tickets, erased.surveys, erased.subscriptions), (2, 1, 1));
        assert_eq!((erased.invoices, erased.churn_reviews), (1, 1));
        assert!(db.store.invoices().await.unwrap().is_empty());
        assert!(db.store.churn_reviews().await.unwrap().is_empty());
        assert_eq!(db.store.accounts().await.unwrap(), [account("child")]);
        assert!(db.store.contacts().await.unwrap().is_empty());
        assert!(db.store.tickets().await.unwrap().is_empty());
        assert!(db.store.surveys().await.unwrap().is_empty());
        assert!(db.store.subscriptions().await.unwrap().is_empty());
        assert!(db.store.signal("sig").await.unwrap().is_none());
        assert_eq!(db.store.identity_map().await.unwrap(), perennial_model::IdentityMap::default());
    }

    async fn after_a_vacuum_the_sqlite_file_holds_no_trace(db: TestDb) {
        two_people(&db.store).await;
        written!(db.store, erase_contact, &"ann-1".into());
        db.store.db().vacuum().await.unwrap();
        let Some(path) = db.sqlite_path() else { return };
        let wal = path.with_extension("db-wal");
        for file in [path, wal] {
            let bytes = std::fs::read(&file).unwrap_or_default();
            for words in ["ann-1", "ann@acme.com", "anon-9", "Lee"] {
                let found = bytes.windows(words.len()).any(|window| window == words.as_bytes());
                assert!(!found, "{words} stands in {}", file.display());
            }
        }
    }
}
