//! What `identify` and `group` do.

use perennial_testkit::both_databases;

use crate::make::{apply, at, group, identify, identify_anonymous, ticket, written};

both_databases! {
    async fn traits_become_columns_and_attributes(db: TestDb) {
        let traits = [("email", "\"ann@acme.com\""), ("name", "\"Ann\""), ("plan", "\"pro\"")];
        let about = [("name", "\"Acme\""), ("employees", "40"), ("createdAt", "\"2024-05-01\"")];
        let touched = apply(&db.store, &[
            identify("ann", &traits, "2026-01-01"),
            group("acme", Some("ann"), &about, "2026-01-01"),
        ]).await;
        assert_eq!((touched.accounts, touched.contacts), (vec!["acme".into()], vec!["ann".into()]));
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.email.as_deref(), Some("ann@acme.com"));
        assert_eq!(ann.attributes.get("plan").map(String::as_str), Some("\"pro\""));
        assert_eq!(ann.account_id, Some("acme".into()));
        let acme = db.store.account(&"acme".into()).await.unwrap().unwrap();
        assert_eq!((acme.name.as_str(), acme.employees), ("Acme", Some(40)));
        assert_eq!(acme.created_at, Some(at("2024-05-01")));
    }

    async fn the_same_call_again_touches_nobody(db: TestDb) {
        let calls = |when| [
            identify("ann", &[("name", "\"Ann\"")], when),
            group("acme", Some("ann"), &[("name", "\"Acme\"")], when),
        ];
        apply(&db.store, &calls("2026-01-01")).await;
        let revision = db.store.revision().await.unwrap();
        assert!(apply(&db.store, &calls("2026-01-01")).await.is_empty());
        assert!(apply(&db.store, &calls("2026-01-02")).await.is_empty());
        assert_eq!(db.store.revision().await.unwrap(), revision);
    }

    async fn a_call_that_comes_late_fills_gaps_only(db: TestDb) {
        apply(&db.store, &[identify("ann", &[("title", "\"CTO\"")], "2026-01-05")]).await;
        // Says the same, later: what is known is as of then.
        apply(&db.store, &[identify("ann", &[("title", "\"CTO\"")], "2026-01-10")]).await;
        let late = identify("ann", &[("title", "\"Dev\""), ("email", "\"a@b.co\"")], "2026-01-07");
        apply(&db.store, &[late]).await;
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!((ann.title.as_deref(), ann.email.as_deref()), (Some("CTO"), Some("a@b.co")));
        apply(&db.store, &[identify("ann", &[("title", "\"CEO\"")], "2026-01-11")]).await;
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.title.as_deref(), Some("CEO"));
    }

    async fn a_contact_moves_to_the_account_that_was_named_last(db: TestDb) {
        apply(&db.store, &[group("old", Some("ann"), &[], "2026-01-01")]).await;
        let touched = apply(&db.store, &[group("new", Some("ann"), &[], "2026-01-03")]).await;
        assert_eq!(touched.accounts, ["new".into(), "old".into()]);
        apply(&db.store, &[group("old", Some("ann"), &[], "2026-01-02")]).await;
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.account_id, Some("new".into()));
    }

    async fn an_anonymous_id_becomes_an_alias_and_brings_what_it_had(db: TestDb) {
        written!(db.store, upsert_tickets, &[ticket("t1", "acme", Some("anon-1"))]);
        let touched = apply(&db.store, &[identify_anonymous("ann", "anon-1", "2026-01-01")]).await;
        assert_eq!(touched.accounts, ["acme".into()]);
        assert_eq!(touched.contacts, ["ann".into(), "anon-1".into()]);
        let ann = db.store.contact(&"anon-1".into()).await.unwrap().unwrap();
        assert_eq!((ann.contact_id.as_str(), ann.account_id), ("ann", Some("acme".into())));
        assert_eq!(db.store.contacts().await.unwrap().len(), 1);
        let tickets = db.store.tickets().await.unwrap();
        assert_eq!(tickets[0].contact_id, Some("ann".into()));
        let map = db.store.identity_map().await.unwrap();
        assert_eq!(map.owner(None, Some(&"anon-1".into())), (Some(&"acme".into()), Some(&"ann".into())));
        assert!(apply(&db.store, &[identify_anonymous("ann", "anon-1", "2026-01-01")]).await.is_empty());
    }

    async fn a_shared_browser_does_not_make_two_people_one(db: TestDb) {
        apply(&db.store, &[
            identify_anonymous("ann", "anon-1", "2026-01-01"),
            identify_anonymous("bob", "anon-1", "2026-01-02"),
            // One of them typed the other's id.
            identify_anonymous("bob", "ann", "2026-01-03"),
        ]).await;
        let map = db.store.identity_map().await.unwrap();
        assert_eq!(map.contact(&"anon-1".into()).as_str(), "ann");
        assert_eq!(map.contact(&"ann".into()).as_str(), "ann");
        assert_eq!(db.store.contacts().await.unwrap().len(), 2);
    }

    async fn a_company_among_the_traits_is_the_account(db: TestDb) {
        let company = r#"{"id":"acme","name":"Acme","industry":"Gardens"}"#;
        apply(&db.store, &[identify("ann", &[("company", company)], "2026-01-01")]).await;
        let acme = db.store.account(&"acme".into()).await.unwrap().unwrap();
        assert_eq!((acme.name.as_str(), acme.industry.as_deref()), ("Acme", Some("Gardens")));
        assert_eq!(db.store.contacts_of(&"acme".into()).await.unwrap().len(), 1);
    }
}
