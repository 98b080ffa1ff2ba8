//! Exchange rates, and what teammates expect of renewals.

use perennial_model::{Currency, Day, Expects, Micros, Money, RenewalCall};
use perennial_store::{StoredRate, write};
use perennial_testkit::both_databases;

use crate::make::account;

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
