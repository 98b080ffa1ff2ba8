//! Upserts of accounts: what is added, updated, unchanged, and what a merge keeps.

use perennial_model::Account;
use perennial_store::Upserted;
use perennial_testkit::both_databases;

use crate::make::{account, at, attributes, written};

fn full() -> Account {
    Account {
        account_id: "acme".into(),
        name: "Acme \"GmbH\" & Söhne 🪴".into(),
        parent_account_id: Some("holding".into()),
        domain: Some("acme.com".into()),
        industry: Some("Gardens".into()),
        country: Some("SE".into()),
        employees: Some(250),
        tier: Some("enterprise".into()),
        stage: Some("live".into()),
        owner_email: Some("kim@us.example".into()),
        created_at: Some(at("2020-02-29T10:00:00.000001Z")),
        attributes: attributes(&[("nps_team", "\"eu\""), ("seats", "12"), ("deep", "{\"a\":[1]}")]),
    }
}

const ADDED: Upserted = Upserted { added: 1, updated: 0, unchanged: 0 };
const UPDATED: Upserted = Upserted { added: 0, updated: 1, unchanged: 0 };
const UNCHANGED: Upserted = Upserted { added: 0, updated: 0, unchanged: 1 };

both_databases! {
    async fn an_account_reads_back_as_it_was_written(db: TestDb) {
        assert_eq!(written!(db.store, upsert_accounts, &[full()]), ADDED);
        assert_eq!(db.store.accounts().await.unwrap(), [full()]);
        assert_eq!(db.store.account(&"acme".into()).await.unwrap(), Some(full()));
        assert_eq!(db.store.account(&"none".into()).await.unwrap(), None);
    }

    async fn the_same_again_changes_nothing(db: TestDb) {
        written!(db.store, upsert_accounts, &[full()]);
        let before = db.store.revision().await.unwrap();
        assert_eq!(written!(db.store, upsert_accounts, &[full()]), UNCHANGED);
        assert_eq!(db.store.revision().await.unwrap(), before);
    }

    async fn nothing_never_erases_something(db: TestDb) {
        written!(db.store, upsert_accounts, &[full()]);
        assert_eq!(written!(db.store, upsert_accounts, &[account("acme")]), UNCHANGED);
        assert_eq!(db.store.accounts().await.unwrap(), [full()]);
    }

    async fn what_is_new_wins_and_attributes_merge_by_name(db: TestDb) {
        written!(db.store, upsert_accounts, &[full()]);
        let mut news = account("acme");
        news.tier = Some("smb".into());
        news.attributes = attributes(&[("seats", "13"), ("x", "true")]);
        assert_eq!(written!(db.store, upsert_accounts, &[news]), UPDATED);
        let known = db.store.account(&"acme".into()).await.unwrap().unwrap();
        assert_eq!(known.tier.as_deref(), Some("smb"));
        assert_eq!(known.name, full().name);
        let expected = [("nps_team", "\"eu\""), ("seats", "13"), ("deep", "{\"a\":[1]}"), ("x", "true")];
        assert_eq!(known.attributes, attributes(&expected));
    }

    async fn a_key_twice_in_one_call_counts_twice(db: TestDb) {
        let mut second = account("acme");
        second.industry = Some("Gardens".into());
        let rows = [account("acme"), second.clone(), second, account("globex")];
        let counts = written!(db.store, upsert_accounts, &rows);
        assert_eq!(counts, Upserted { added: 2, updated: 1, unchanged: 1 });
        assert_eq!(counts.rows(), 4);
        let known = db.store.account(&"acme".into()).await.unwrap().unwrap();
        assert_eq!(known.industry.as_deref(), Some("Gardens"));
    }

    async fn the_list_keeps_the_order_in_which_accounts_became_known(db: TestDb) {
        written!(db.store, upsert_accounts, &[account("zeta"), account("alpha")]);
        written!(db.store, upsert_accounts, &[account("mid"), account("zeta")]);
        let mut renamed = account("zeta");
        renamed.name = "Zeta AG".into();
        written!(db.store, upsert_accounts, &[renamed]);
        let ids: Vec<String> =
            db.store.accounts().await.unwrap().iter().map(|a| a.account_id.to_string()).collect();
        assert_eq!(ids, ["zeta", "alpha", "mid"]);
    }

    async fn a_transaction_that_is_dropped_leaves_nothing(db: TestDb) {
        let tx = db.store.begin().await.unwrap();
        perennial_store::write::upsert_accounts(&tx, &[full()]).await.unwrap();
        drop(tx);
        assert!(db.store.accounts().await.unwrap().is_empty());
        assert_eq!(db.store.revision().await.unwrap(), 0);
        assert_eq!(written!(db.store, upsert_accounts, &[full()]), ADDED);
    }

    async fn the_character_nul_is_left_out(db: TestDb) {
        let mut odd = account("acme");
        odd.industry = Some("Gar\0dens".into());
        written!(db.store, upsert_accounts, &[odd]);
        let known = db.store.account(&"acme".into()).await.unwrap().unwrap();
        assert_eq!(known.industry.as_deref(), Some("Gardens"));
    }
}
