//! Exchange rates, and what teammates expect of renewals.

use perennial_model::{Currency, Day, Expects, Micros, Money, RenewalCall, Subscription};
use perennial_store::{StoreError, StoredRate, write};
use perennial_testkit::both_databases;

use crate::make::{account, at, period};

fn rate(currency: &str, from: i32, rate: &str) -> StoredRate {
    let currency = Currency::parse(currency).unwrap();
    StoredRate { currency, from: Day(from), rate: rate.to_owned() }
}

fn call(id: &str, account: &str, expects: Expects, at: i64) -> RenewalCall {
    RenewalCall {
        call_id: id.to_owned(),
        account_id: account.into(),
        subscription_id: "sub".to_owned(),
        term_end: Micros(5_000),
        expects,
        mrr: Some(Money { minor: 700, currency: Currency::USD }),
        reason: "so".to_owned(),
        made_by: "ann".to_owned(),
        made_at: Micros(at),
    }
}

both_databases! {
    async fn rates_are_kept_replaced_and_taken_out(db: TestDb) {
        let store = &db.store;
        let before = store.revision().await.unwrap();
        let tx = store.begin().await.unwrap();
        store.set_rates(&tx, &[rate("GBP", 10, "1.25"), rate("EUR", 30, "1.1")]).await.unwrap();
        store.set_rates(&tx, &[rate("EUR", 20, "1.05"), rate("EUR", 30, "1.2")]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(store.revision().await.unwrap() > before, "others hear of it");
        let kept = [rate("EUR", 20, "1.05"), rate("EUR", 30, "1.2"), rate("GBP", 10, "1.25")];
        assert_eq!(store.rates().await.unwrap(), kept);
        let tx = store.begin().await.unwrap();
        let euro = Currency::parse("EUR").unwrap();
        assert!(store.remove_rate(&tx, euro, Day(30)).await.unwrap());
        assert!(!store.remove_rate(&tx, euro, Day(31)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.rates().await.unwrap().len(), 2);
    }

    async fn a_period_is_corrected_or_taken_out(db: TestDb) {
        let store = &db.store;
        let tx = store.begin().await.unwrap();
        let first = period("sub", "acme", "2026-01-01");
        let second = Subscription { started_at: at("2026-03-01"), ..first.clone() };
        write::upsert_subscriptions(&tx, &[first.clone(), second.clone()]).await.unwrap();
        tx.commit().await.unwrap();
        let replace = async |at: Micros, with: Option<&Subscription>| {
            let tx = store.begin().await.unwrap();
            let done = store.replace_period(&tx, ("sub", at), with).await;
            if done.is_ok() {
                tx.commit().await.unwrap();
            }
            done
        };
        let corrected = Subscription { ended_at: None, seats: Some(3), ..first.clone() };
        replace(first.started_at, Some(&corrected)).await.unwrap();
        assert_eq!(store.subscriptions().await.unwrap()[0], corrected);
        let clash = replace(first.started_at, Some(&second)).await;
        assert!(matches!(clash, Err(StoreError::Taken { .. })));
        let unknown = replace(Micros(5), None).await;
        assert!(matches!(unknown, Err(StoreError::Missing { .. })));
        replace(second.started_at, None).await.unwrap();
        assert_eq!(store.subscriptions().await.unwrap(), std::slice::from_ref(&corrected));
    }

    async fn calls_stay_in_order_and_go_with_their_account(db: TestDb) {
        let store = &db.store;
        let tx = store.begin().await.unwrap();
        write::upsert_accounts(&tx, &[account("acme"), account("globex")]).await.unwrap();
        store.call_renewal(&tx, call("1", "acme", Expects::Likely, 20)).await.unwrap();
        store.call_renewal(&tx, call("2", "acme", Expects::Lost, 10)).await.unwrap();
        store.call_renewal(&tx, call("3", "globex", Expects::Commit, 30)).await.unwrap();
        tx.commit().await.unwrap();
        let tx = store.begin().await.unwrap();
        assert!(store.call_renewal(&tx, call("4", "nobody", Expects::Commit, 30)).await.is_err());
        drop(tx);
        let kept = store.renewal_calls().await.unwrap();
        let ids: Vec<&str> = kept.iter().map(|one| one.call_id.as_str()).collect();
        assert_eq!(ids, ["2", "1", "3"]);
        assert_eq!(kept[1], call("1", "acme", Expects::Likely, 20));
        let tx = store.begin().await.unwrap();
        write::erase_account(&tx, &"acme".into()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.renewal_calls().await.unwrap().len(), 1);
    }
}
