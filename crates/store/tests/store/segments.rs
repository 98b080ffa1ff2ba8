//! Segments: versions, and who was on a list when.

use perennial_model::{AccountId, Clock, Contact, Micros, Segment, SegmentRule};
use perennial_store::{
    Store, StoreError,
    segments::{add_segment, change_segment, delete_segment, known_accounts},
};
use perennial_testkit::both_databases;

use crate::make::{account, alias, apply, at, contact, written};

fn big(at: Micros) -> Segment {
    Segment {
        segment_id: "s1".into(),
        key: "big".into(),
        name: "Big customers".into(),
        description: None,
        rule: SegmentRule::Condition("arr > 50000".into()),
        created_by: "kim@us.example".into(),
        created_at: at,
        updated_by: "kim@us.example".into(),
        updated_at: at,
        version: 1,
    }
}

fn beta(at: Micros) -> Segment {
    Segment {
        segment_id: "s2".into(),
        key: "beta".into(),
        name: "Beta testers".into(),
        rule: SegmentRule::List,
        ..big(at)
    }
}

async fn add(store: &Store, segment: &Segment) {
    let tx = store.begin().await.unwrap();
    add_segment(&tx, segment).await.unwrap();
    tx.commit().await.unwrap();
}

async fn put_on(store: &Store, accounts: &[&str]) -> u64 {
    let ids: Vec<AccountId> = accounts.iter().map(|id| (*id).into()).collect();
    let tx = store.begin().await.unwrap();
    let added = store.add_to_list(&tx, "s2", &ids, "kim@us.example").await.unwrap();
    tx.commit().await.unwrap();
    added
}

async fn take_off(store: &Store, accounts: &[&str]) -> u64 {
    let ids: Vec<AccountId> = accounts.iter().map(|id| (*id).into()).collect();
    let tx = store.begin().await.unwrap();
    let removed = store.remove_from_list(&tx, "s2", &ids, "lee@us.example").await.unwrap();
    tx.commit().await.unwrap();
    removed
}

both_databases! {
    async fn a_change_is_a_version_and_those_before_are_kept(db: TestDb) {
        let now = db.clock.now();
        add(&db.store, &big(now)).await;
        assert_eq!(db.store.segment("big").await.unwrap(), Some(big(now)));
        let changed = Segment {
            rule: SegmentRule::Condition("arr > 80000".into()),
            description: Some("Those that pay most".into()),
            updated_by: "lee@us.example".into(),
            updated_at: now.plus_days(1),
            version: 2,
            ..big(now)
        };
        let tx = db.store.begin().await.unwrap();
        change_segment(&tx, &changed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(db.store.segments().await.unwrap(), vec![changed.clone()]);
        let versions = db.store.segment_versions("s1").await.unwrap();
        let told: Vec<_> = versions
            .iter()
            .map(|v| (v.version, v.condition.as_deref(), v.changed_by.as_str()))
            .collect();
        assert_eq!(told, [
            (2, Some("arr > 80000"), "lee@us.example"),
            (1, Some("arr > 50000"), "kim@us.example"),
        ]);

        // Somebody who still sees the first version does not overwrite the second.
        let tx = db.store.begin().await.unwrap();
        let late = change_segment(&tx, &changed).await;
        assert!(matches!(late, Err(StoreError::Superseded { .. })), "{late:?}");
        drop(tx);
        let tx = db.store.begin().await.unwrap();
        let gone = change_segment(&tx, &Segment { version: 2, ..beta(now) }).await;
        assert!(matches!(gone, Err(StoreError::Missing { .. })), "{gone:?}");
    }

    async fn a_key_is_there_once(db: TestDb) {
        let now = db.clock.now();
        add(&db.store, &big(now)).await;
        let tx = db.store.begin().await.unwrap();
        let again = add_segment(&tx, &Segment { segment_id: "other".into(), ..big(now) }).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
    }

    async fn a_list_keeps_who_was_on_it_when(db: TestDb) {
        let began = db.clock.now();
        add(&db.store, &beta(began)).await;
        assert_eq!(put_on(&db.store, &["acme", "globex", "acme"]).await, 2);
        assert_eq!(put_on(&db.store, &["acme"]).await, 0);
        db.clock.set(began.plus_days(3));
        assert_eq!(take_off(&db.store, &["acme", "initech"]).await, 1);
        db.clock.set(began.plus_days(5));
        assert_eq!(put_on(&db.store, &["acme"]).await, 1);
        let stays = db.store.list_stays("s2").await.unwrap();
        let told: Vec<_> = stays
            .iter()
            .map(|s| (s.account_id.as_str(), s.added_at, s.removed_at, s.removed_by.as_deref()))
            .collect();
        let (three, five) = (began.plus_days(3), began.plus_days(5));
        assert_eq!(told, [
            ("acme", began, Some(three), Some("lee@us.example")),
            ("acme", five, None, None),
            ("globex", began, None, None),
        ]);
        let now = db.store.listed_accounts("s2").await.unwrap();
        assert_eq!(now, ["acme".into(), "globex".into()].into());
        let segment = db.store.segment("beta").await.unwrap().unwrap();
        assert_eq!((segment.version, segment.updated_at), (1, five));
    }

    async fn a_deleted_segment_leaves_nothing(db: TestDb) {
        add(&db.store, &beta(db.clock.now())).await;
        put_on(&db.store, &["acme"]).await;
        let tx = db.store.begin().await.unwrap();
        assert!(delete_segment(&tx, "s2").await.unwrap());
        assert!(!delete_segment(&tx, "s2").await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(db.store.segment("beta").await.unwrap(), None);
        assert!(db.store.segment_versions("s2").await.unwrap().is_empty());
        assert!(db.store.list_stays("s2").await.unwrap().is_empty());
    }

    async fn an_account_that_becomes_another_stays_on_its_lists(db: TestDb) {
        add(&db.store, &beta(db.clock.now())).await;
        written!(db.store, upsert_accounts, &[account("acme"), account("crm-7"), account("crm-8")]);
        put_on(&db.store, &["acme", "crm-7", "crm-8"]).await;
        let made = at("2026-01-01");
        written!(db.store, alias_account, &"crm-7".into(), &"acme".into(), "crm", made);
        written!(db.store, alias_account, &"crm-8".into(), &"globex".into(), "crm", made);
        let now = db.store.listed_accounts("s2").await.unwrap();
        assert_eq!(now, ["acme".into(), "globex".into()].into());
        let named = ["crm-7", "nobody", "globex"].map(str::to_owned);
        let (known, unknown) = known_accounts(db.store.db().reader(), &named).await.unwrap();
        assert_eq!((known, unknown), (vec!["acme".into(), "globex".into()], vec!["nobody".into()]));
    }

    async fn who_is_erased_is_on_no_list_and_in_no_description(db: TestDb) {
        let now = db.clock.now();
        let ann = Contact { name: Some("Ann Lee".into()), ..contact("ann-1", "acme") };
        written!(db.store, upsert_contacts, &[ann]);
        let told = Segment { description: Some("as Ann Lee asked".into()), ..beta(now) };
        add(&db.store, &told).await;
        put_on(&db.store, &["acme", "globex"]).await;
        apply(&db.store, &[alias("anon-9", "ann-1", "2026-01-01")]).await;
        written!(db.store, erase_contact, &"ann-1".into());
        let left = db.store.segment("beta").await.unwrap().unwrap();
        assert_eq!(left.description.as_deref(), Some("as [erased] asked"));
        let versions = db.store.segment_versions("s2").await.unwrap();
        assert_eq!(versions[0].description.as_deref(), Some("as [erased] asked"));
        written!(db.store, erase_account, &"acme".into());
        let stays = db.store.list_stays("s2").await.unwrap();
        assert_eq!(stays.len(), 1);
        assert_eq!(stays[0].account_id.as_str(), "globex");
    }
}
