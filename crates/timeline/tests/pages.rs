//! One account's facts, newest first.

// Helpers of tests may stop a test as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{facts, incoming, open};
use perennial_model::{AccountId, Fact, FactKind};
use perennial_store::write;
use perennial_testkit::{TestDb, both_databases};
use perennial_timeline::{PageQuery, Timeline};

/// All pages of a query, one after the other.
async fn pages(timeline: &Timeline, mut query: PageQuery) -> Vec<Fact> {
    let mut all: Vec<Fact> = Vec::new();
    loop {
        let page = timeline.page(query.clone()).await.unwrap();
        let Some(last) = page.last() else { return all };
        assert!(page.len() <= query.limit);
        query.before = Some((last.occurred_at, last.fact_id.clone()));
        all.extend(page);
    }
}

fn newest_first(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by(|a, b| (b.occurred_at, &b.fact_id).cmp(&(a.occurred_at, &a.fact_id)));
    facts
}

async fn belongs(db: &TestDb, contact: &str, account: &str) {
    let tx = db.store.begin().await.unwrap();
    let identity = perennial_model::Identity::Account {
        account_id: account.into(),
        contact_id: Some(contact.into()),
        traits: std::collections::BTreeMap::new(),
        at: perennial_model::Clock::now(db.clock.as_ref()),
    };
    db.clock.advance_seconds(1);
    write::apply_identities(&tx, &[identity]).await.unwrap();
    tx.commit().await.unwrap();
}

both_databases! {
    async fn pages_give_every_fact_of_an_account_in_order(db: TestDb) {
        let timeline = open(&db).await;
        let mut every = facts(&db, 0..900);
        // Many at the same moment: the id decides.
        for fact in &mut every[100..200] {
            fact.occurred_at = perennial_model::Micros(fact.received_at.0 - 5_000_000);
        }
        timeline.append(every[..300].to_vec()).await.unwrap();
        for portion in every[300..800].chunks(50) {
            timeline.accept("", incoming(portion.to_vec())).await.unwrap();
            timeline.flush().await.unwrap();
        }
        timeline.accept("", incoming(every[800..].to_vec())).await.unwrap();
        let of = |test: &dyn Fn(&Fact) -> bool| {
            newest_first(every.iter().filter(|fact| test(fact)).cloned().collect())
        };
        for round in 0..2 {
            let account = AccountId::from("account-3");
            let mine = of(&|fact| fact.account_id.as_ref() == Some(&account));
            for limit in [1000, 128, 10, 1] {
                let got = pages(&timeline, PageQuery::of(account.clone(), limit)).await;
                assert_eq!(got, mine, "limit {limit}, round {round}");
            }
            let mut query = PageQuery::of(account.clone(), 7);
            query.kinds = vec![FactKind::Ticket];
            let tickets = of(&|f| f.account_id.as_ref() == Some(&account) && f.kind == FactKind::Ticket);
            assert_eq!(pages(&timeline, query.clone()).await, tickets);
            query.kinds.clear();
            query.contact = Some("contact-3-1".into());
            let hers = of(&|f| f.contact_id.as_ref().is_some_and(|id| id.as_str() == "contact-3-1"));
            assert_eq!(pages(&timeline, query).await, hers);
            timeline.compact().await.unwrap();
        }
        assert!(timeline.page(PageQuery::of("nobody".into(), 10)).await.unwrap().is_empty());
    }

    async fn a_fact_moves_with_its_contact_also_after_it_was_credited_in_a_file(db: TestDb) {
        let timeline = open(&db).await;
        let mut anonymous = facts(&db, 0..80);
        for fact in &mut anonymous {
            fact.account_id = None;
        }
        for portion in anonymous.chunks(10) {
            timeline.append(portion.to_vec()).await.unwrap();
        }
        belongs(&db, "contact-1-1", "acme").await;
        let hers = newest_first(
            anonymous
                .iter()
                .filter(|f| f.contact_id.as_ref().is_some_and(|id| id.as_str() == "contact-1-1"))
                .cloned()
                .collect(),
        );
        let page = |account: &'static str| {
            let timeline = timeline.clone();
            async move {
                let facts = pages(&timeline, PageQuery::of(account.into(), 3)).await;
                facts.into_iter().map(|fact| fact.fact_id).collect::<Vec<_>>()
            }
        };
        let expected: Vec<_> = hers.into_iter().map(|fact| fact.fact_id).collect();
        assert!(!expected.is_empty());
        assert_eq!(page("acme").await, expected, "credited when read");
        let before = common::all(&timeline.follow(common::keep()).await.unwrap().0);
        assert_eq!(timeline.compact().await.unwrap().files_before, 8);
        assert_eq!(page("acme").await, expected, "credited in the file");
        assert_eq!(common::all(&timeline.follow(common::keep()).await.unwrap().0), before);

        belongs(&db, "contact-1-1", "globex").await;
        assert_eq!(page("globex").await, expected, "moved");
        assert!(page("acme").await.is_empty());
        belongs(&db, "contact-2-2", "acme").await;
        assert!(!page("acme").await.is_empty(), "known later than the file");
    }
}
