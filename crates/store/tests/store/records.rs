//! Contacts, subscriptions, tickets, surveys, invoices and churn reviews.

use std::slice::from_ref;

use perennial_model::{Contact, Currency, Money};
use perennial_store::Upserted;
use perennial_testkit::both_databases;

use crate::make::{at, attributes, contact, invoice, period, review, survey, ticket, written};

fn upserted(added: u64, updated: u64, unchanged: u64) -> Upserted {
    Upserted { added, updated, unchanged }
}

both_databases! {
    async fn contacts_read_back_and_bring_their_account(db: TestDb) {
        let ann = Contact {
            email: Some("ann@acme.com".into()),
            name: Some("Ann".into()),
            title: Some("CTO".into()),
            role: Some("champion".into()),
            created_at: Some(at("2025-03-01")),
            attributes: attributes(&[("phone", "\"+1\"")]),
            ..contact("ann", "acme")
        };
        let bob = Contact::bare("bob".into());
        let rows = [bob.clone(), ann.clone()];
        assert_eq!(written!(db.store, upsert_contacts, &rows), upserted(2, 0, 0));
        assert_eq!(written!(db.store, upsert_contacts, &rows), upserted(0, 0, 2));
        assert_eq!(db.store.contacts().await.unwrap(), [ann.clone(), bob]);
        assert_eq!(db.store.contacts_of(&"acme".into()).await.unwrap(), [ann]);
        assert_eq!(db.store.accounts().await.unwrap().len(), 1);
        let map = db.store.identity_map().await.unwrap();
        assert_eq!(map.contact_accounts.get("ann"), Some(&"acme".into()));
        assert!(!map.contact_accounts.contains_key("bob"));
    }

    async fn a_period_is_named_by_subscription_and_start(db: TestDb) {
        let first = period("s1", "acme", "2025-01-01");
        let mut second = period("s1", "acme", "2026-01-01");
        second.mrr = Some(Money { minor: 5, currency: Currency::parse("JPY").unwrap() });
        let rows = [second.clone(), first.clone()];
        assert_eq!(written!(db.store, upsert_subscriptions, &rows), upserted(2, 0, 0));
        let mut ended = first.clone();
        ended.ended_at = Some(at("2026-01-01"));
        ended.mrr = None;
        let rows = [ended, second.clone()];
        assert_eq!(written!(db.store, upsert_subscriptions, &rows), upserted(0, 1, 1));
        let known = db.store.subscriptions().await.unwrap();
        assert_eq!(known[0].ended_at, Some(at("2026-01-01")));
        assert_eq!(known[0].mrr, first.mrr);
        assert_eq!(known[1], second);
        assert_eq!(db.store.subscriptions_of(&"acme".into()).await.unwrap(), known);
    }

    async fn invoices_and_churn_reviews_read_back_and_bring_their_account(db: TestDb) {
        let (open, left) = (invoice("i1", "acme"), review("acme", "2026-02-01"));
        assert_eq!(written!(db.store, upsert_invoices, from_ref(&open)), upserted(1, 0, 0));
        assert_eq!(written!(db.store, upsert_churn_reviews, from_ref(&left)), upserted(1, 0, 0));
        assert_eq!(db.store.invoices().await.unwrap(), from_ref(&open));
        assert_eq!(db.store.churn_reviews_of(&"acme".into()).await.unwrap(), from_ref(&left));
        assert!(db.store.account(&"acme".into()).await.unwrap().is_some());

        let mut paid = open.clone();
        paid.paid_at = Some(at("2026-02-03"));
        paid.status = None;
        assert_eq!(db.store.weigh_invoices(from_ref(&paid)).await.unwrap(), upserted(0, 1, 0));
        assert_eq!(written!(db.store, upsert_invoices, from_ref(&paid)), upserted(0, 1, 0));
        assert_eq!(written!(db.store, upsert_invoices, from_ref(&paid)), upserted(0, 0, 1));
        paid.status = open.status;
        assert_eq!(db.store.invoices_of(&"acme".into()).await.unwrap(), [paid]);

        // Who came back can leave again.
        let again = review("acme", "2026-09-01");
        let rows = [again.clone(), left.clone()];
        assert_eq!(db.store.weigh_churn_reviews(&rows).await.unwrap(), upserted(1, 0, 1));
        assert_eq!(written!(db.store, upsert_churn_reviews, &rows), upserted(1, 0, 1));
        assert_eq!(db.store.churn_reviews().await.unwrap(), [left, again]);
    }

    async fn tickets_and_surveys_read_back_and_bring_whom_they_name(db: TestDb) {
        let (slow, nps) = (ticket("t1", "acme", Some("ann")), survey("r1", "acme", Some("bob")));
        assert_eq!(written!(db.store, upsert_tickets, from_ref(&slow)), upserted(1, 0, 0));
        assert_eq!(written!(db.store, upsert_surveys, from_ref(&nps)), upserted(1, 0, 0));
        assert_eq!(db.store.tickets().await.unwrap(), from_ref(&slow));
        assert_eq!(db.store.surveys_of(&"acme".into()).await.unwrap(), from_ref(&nps));
        assert_eq!(db.store.contacts_of(&"acme".into()).await.unwrap().len(), 2);

        let mut solved = ticket("t1", "acme", None);
        solved.solved_at = Some(at("2026-01-09T08:00:00Z"));
        solved.csat = Some(4.5);
        assert_eq!(written!(db.store, upsert_tickets, from_ref(&solved)), upserted(0, 1, 0));
        assert_eq!(written!(db.store, upsert_tickets, from_ref(&solved)), upserted(0, 0, 1));
        solved.contact_id = slow.contact_id;
        assert_eq!(db.store.tickets_of(&"acme".into()).await.unwrap(), [solved]);
    }
}
