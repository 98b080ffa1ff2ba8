//! What our own people say: kept with all that was ever said.

use perennial_model::{AccountId, Judgement, JudgementKind, Micros};
use perennial_store::{NewJudgement, Store, write};
use perennial_testkit::{TestDb, both_databases};

use crate::make::account;

async fn known(db: &TestDb, ids: &[&str]) {
    let tx = db.store.begin().await.unwrap();
    let all: Vec<_> = ids.iter().map(|id| account(id)).collect();
    write::upsert_accounts(&tx, &all).await.unwrap();
    tx.commit().await.unwrap();
}

async fn say(store: &Store, id: &str, kind: JudgementKind, value: f64, until: Micros) -> Judgement {
    let account_id = AccountId::from(id);
    let new = NewJudgement { account_id: &account_id, kind, value, reason: "so", by: "ann", until };
    let tx = store.begin().await.unwrap();
    let made = store.judge(&tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    made
}

both_databases! {
    async fn judgements_are_kept_and_end_once(db: TestDb) {
        known(&db, &["acme"]).await;
        let store = &db.store;
        let until = store.clock().now().plus_days(90);
        let before = store.revision().await.unwrap();
        let made = say(store, "acme", JudgementKind::Pulse, 2.0, until).await;
        assert_eq!(store.revision().await.unwrap(), before + 1);
        assert!(made.holds(store.clock().now()));
        let kept = store.judgements_of(&"acme".into()).await.unwrap();
        assert_eq!(kept, std::slice::from_ref(&made));

        db.clock.advance_days(1);
        let tx = store.begin().await.unwrap();
        let ended = store.end_judgement(&tx, &"acme".into(), &made.judgement_id, "bob").await.unwrap();
        let again = store.end_judgement(&tx, &"acme".into(), &made.judgement_id, "eve").await.unwrap();
        let other = store.end_judgement(&tx, &"acme".into(), "no-such", "bob").await;
        tx.commit().await.unwrap();
        assert_eq!(ended.ended_by.as_deref(), Some("bob"));
        assert_eq!(again, ended, "the first who ends it does");
        assert!(other.unwrap_err().to_string().contains("no-such"));
        assert_eq!(store.judgements().await.unwrap(), [ended]);
    }

    async fn an_override_takes_the_place_of_the_one_that_holds(db: TestDb) {
        known(&db, &["acme", "globex"]).await;
        let store = &db.store;
        let until = store.clock().now().plus_days(30);
        say(store, "globex", JudgementKind::Override, 10.0, until).await;
        say(store, "acme", JudgementKind::Pulse, 3.0, until).await;
        say(store, "acme", JudgementKind::Override, 80.0, until).await;
        db.clock.advance_days(1);
        say(store, "acme", JudgementKind::Override, 60.0, until).await;
        let now = store.clock().now();
        let holding = |all: Vec<Judgement>| -> Vec<f64> {
            all.iter().filter(|one| one.holds(now)).map(|one| one.value).collect()
        };
        assert_eq!(holding(store.judgements_of(&"acme".into()).await.unwrap()), [3.0, 60.0]);
        assert_eq!(holding(store.judgements_of(&"globex".into()).await.unwrap()), [10.0]);
    }

    async fn they_go_where_their_account_goes(db: TestDb) {
        known(&db, &["acme", "acme-crm", "globex"]).await;
        let store = &db.store;
        let until = store.clock().now().plus_days(30);
        say(store, "acme-crm", JudgementKind::Value, 2.0, until).await;
        let tx = store.begin().await.unwrap();
        let at = store.clock().now();
        write::alias_account(&tx, &"acme-crm".into(), &"acme".into(), "import", at).await.unwrap();
        tx.commit().await.unwrap();
        let moved = store.judgements_of(&"acme".into()).await.unwrap();
        assert_eq!((moved.len(), moved[0].account_id.as_str()), (1, "acme"));
        // By an alias too, and nothing is left of an account that is forgotten.
        say(store, "acme-crm", JudgementKind::Fit, 1.0, until).await;
        let tx = store.begin().await.unwrap();
        let erased = write::erase_account(&tx, &"acme".into()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(erased.judgements, 2);
        assert_eq!(store.judgements().await.unwrap(), []);
    }
}
