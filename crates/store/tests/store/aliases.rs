//! Ids that stand for others, and records that become one.

use perennial_model::{Contact, Identity};
use perennial_testkit::both_databases;

use crate::make::{
    account, alias, apply, at, attributes, contact, group, invoice, period, review, survey, ticket,
    written,
};

both_databases! {
    async fn two_contacts_become_one_and_nothing_is_lost(db: TestDb) {
        let old = Contact {
            email: Some("ann@old.com".into()),
            title: Some("CTO".into()),
            created_at: Some(at("2024-01-01")),
            attributes: attributes(&[("a", "1"), ("b", "1")]),
            ..contact("old", "acme")
        };
        let new = Contact {
            email: Some("ann@new.com".into()),
            created_at: Some(at("2025-01-01")),
            attributes: attributes(&[("b", "2")]),
            ..Contact::bare("new".into())
        };
        written!(db.store, upsert_contacts, &[old, new]);
        written!(db.store, upsert_surveys, &[survey("r1", "acme", Some("old"))]);
        let touched = apply(&db.store, &[alias("old", "new", "2026-01-01")]).await;
        assert_eq!(touched.contacts, ["new".into(), "old".into()]);
        assert_eq!(touched.accounts, ["acme".into()]);
        let ann = db.store.contact(&"old".into()).await.unwrap().unwrap();
        assert_eq!(ann, Contact {
            email: Some("ann@new.com".into()),
            title: Some("CTO".into()),
            created_at: Some(at("2024-01-01")),
            attributes: attributes(&[("a", "1"), ("b", "2")]),
            ..contact("new", "acme")
        });
        assert_eq!(db.store.surveys().await.unwrap()[0].contact_id, Some("new".into()));
        let made = db.store.aliases().await.unwrap().contacts;
        assert_eq!((made[0].alias.as_str(), made[0].stands_for.as_str()), ("old", "new"));
        assert_eq!((made[0].made_at, made[0].made_by.as_str()), (at("2026-01-01"), "alias"));
    }

    async fn a_chain_of_aliases_ends_at_the_last(db: TestDb) {
        let calls = [
            group("acme", Some("a"), &[], "2026-01-01"),
            alias("a", "b", "2026-01-01"),
            alias("b", "c", "2026-01-02"),
        ];
        // In one call, and over several, come to the same.
        apply(&db.store, &calls).await;
        apply(&db.store, &[alias("c", "d", "2026-01-03")]).await;
        let map = db.store.identity_map().await.unwrap();
        for id in ["a", "b", "c", "d"] {
            assert_eq!(map.contact(&id.into()).as_str(), "d", "{id}");
            let own = db.store.contact(&id.into()).await.unwrap().unwrap();
            assert_eq!((own.contact_id.as_str(), own.account_id), ("d", Some("acme".into())));
        }
        assert_eq!(db.store.contacts().await.unwrap().len(), 1);
    }

    async fn a_circle_changes_nothing(db: TestDb) {
        apply(&db.store, &[alias("a", "b", "2026-01-01")]).await;
        assert!(apply(&db.store, &[alias("b", "a", "2026-01-02")]).await.is_empty());
        assert!(apply(&db.store, &[alias("b", "b", "2026-01-02")]).await.is_empty());
        assert_eq!(db.store.contact(&"a".into()).await.unwrap().unwrap().contact_id.as_str(), "b");
    }

    async fn what_names_an_alias_reaches_the_record(db: TestDb) {
        apply(&db.store, &[alias("old", "new", "2026-01-01")]).await;
        written!(db.store, upsert_tickets, &[ticket("t1", "acme", Some("old"))]);
        let mut known = contact("old", "acme");
        known.title = Some("CTO".into());
        let counts = written!(db.store, upsert_contacts, &[known]);
        assert_eq!((counts.added, counts.updated), (0, 1));
        apply(&db.store, &[Identity::Account {
            account_id: "globex".into(),
            contact_id: Some("old".into()),
            traits: attributes(&[]),
            at: at("2026-01-02"),
        }]).await;
        let contacts = db.store.contacts().await.unwrap();
        assert_eq!(contacts.len(), 1);
        assert_eq!(contacts[0].account_id, Some("globex".into()));
        assert_eq!(db.store.tickets().await.unwrap()[0].contact_id, Some("new".into()));
    }

    async fn invoices_and_churn_reviews_of_both_become_the_one_that_stays(db: TestDb) {
        let mut theirs = review("crm-7", "2026-02-01");
        theirs.reason = Some("support".into());
        theirs.comment = Some("slow answers".into());
        let reviews = [review("acme", "2026-02-01"), theirs, review("crm-7", "2026-05-01")];
        written!(db.store, upsert_churn_reviews, &reviews);
        written!(db.store, upsert_invoices, &[invoice("i1", "crm-7")]);
        let when = at("2026-06-01");
        written!(db.store, alias_account, &"crm-7".into(), &"acme".into(), "crm", when);
        let invoices = db.store.invoices_of(&"acme".into()).await.unwrap();
        assert_eq!(invoices.len(), 1);
        let told: Vec<_> = db.store.churn_reviews().await.unwrap().into_iter().map(|review| {
            (review.account_id.to_string(), review.reason.unwrap(), review.comment)
        }).collect();
        let acme = || "acme".to_owned();
        assert_eq!(told, [
            (acme(), "price".to_owned(), Some("slow answers".to_owned())),
            (acme(), "price".to_owned(), None),
        ]);
    }

    async fn two_accounts_become_one(db: TestDb) {
        let mut crm = account("crm-7");
        crm.name = "Acme Inc.".into();
        crm.industry = Some("Gardens".into());
        let mut child = account("child");
        child.parent_account_id = Some("crm-7".into());
        written!(db.store, upsert_accounts, &[account("acme"), crm, child]);
        written!(db.store, upsert_contacts, &[contact("ann", "crm-7")]);
        written!(db.store, upsert_subscriptions, &[period("s1", "crm-7", "2025-01-01")]);
        let at = at("2026-01-01");
        let touched = written!(db.store, alias_account, &"crm-7".into(), &"acme".into(), "crm", at);
        assert_eq!(touched.accounts, ["acme".into(), "crm-7".into()]);
        let acme = db.store.account(&"crm-7".into()).await.unwrap().unwrap();
        assert_eq!((acme.account_id.as_str(), acme.name.as_str()), ("acme", "Acme Inc."));
        assert_eq!(acme.industry.as_deref(), Some("Gardens"));
        assert_eq!(db.store.contacts_of(&"crm-7".into()).await.unwrap().len(), 1);
        assert_eq!(db.store.subscriptions_of(&"acme".into()).await.unwrap().len(), 1);
        let child = db.store.account(&"child".into()).await.unwrap().unwrap();
        assert_eq!(child.parent_account_id, Some("acme".into()));
        let counts = written!(db.store, upsert_accounts, &[account("crm-7")]);
        assert_eq!(counts.unchanged, 1);
        let again = written!(db.store, alias_account, &"crm-7".into(), &"acme".into(), "crm", at);
        assert!(again.is_empty());
        let map = db.store.identity_map().await.unwrap();
        assert_eq!(map.account(&"crm-7".into()).as_str(), "acme");
    }
}
