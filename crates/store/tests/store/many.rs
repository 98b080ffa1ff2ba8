//! Many rows at once: more than a statement holds.

use std::time::Instant;

use perennial_model::Account;
use perennial_store::{Upserted, write};
use perennial_testkit::both_databases;

use crate::make::{apply, at, attributes, contact, group, identify};

const ROWS: u64 = 25_000;

fn row(number: u64) -> Account {
    Account {
        name: format!("Company {number}"),
        domain: Some(format!("c{number}.example")),
        employees: i64::try_from(number).ok(),
        created_at: Some(at("2024-01-01")),
        attributes: attributes(&[("region", "\"emea\""), ("score", "12.5")]),
        ..Account::bare(format!("account-{number}").into())
    }
}

both_databases! {
    async fn twenty_five_thousand_accounts(db: TestDb) {
        let mut rows: Vec<Account> = (0..ROWS).map(row).collect();
        let upsert = async |rows: &[Account]| {
            let started = Instant::now();
            let tx = db.store.begin().await.unwrap();
            let counts = write::upsert_accounts(&tx, rows).await.unwrap();
            tx.commit().await.unwrap();
            println!("{counts:?} in {:?}", started.elapsed());
            counts
        };
        assert_eq!(upsert(&rows).await, Upserted { added: ROWS, updated: 0, unchanged: 0 });
        assert_eq!(upsert(&rows).await, Upserted { added: 0, updated: 0, unchanged: ROWS });
        for row in rows.iter_mut().step_by(5) {
            row.tier = Some("gold".into());
        }
        let fifth = ROWS / 5;
        assert_eq!(upsert(&rows).await, Upserted { added: 0, updated: fifth, unchanged: ROWS - fifth });
        let started = Instant::now();
        let known = db.store.accounts().await.unwrap();
        println!("read in {:?}", started.elapsed());
        assert_eq!(known, rows);
    }

    async fn thousands_of_contacts_and_calls(db: TestDb) {
        let contacts: Vec<_> =
            (0..5000).map(|n| contact(&format!("c{n}"), &format!("a{}", n % 50))).collect();
        let tx = db.store.begin().await.unwrap();
        assert_eq!(write::upsert_contacts(&tx, &contacts).await.unwrap().added, 5000);
        tx.commit().await.unwrap();
        let mut calls = Vec::new();
        for n in 0..2500 {
            calls.push(identify(&format!("c{n}"), &[("title", "\"CTO\"")], "2026-01-01"));
            calls.push(group(&format!("a{}", n % 60), Some(&format!("c{n}")), &[], "2026-01-01"));
        }
        let started = Instant::now();
        let touched = apply(&db.store, &calls).await;
        println!("{} calls in {:?}", calls.len(), started.elapsed());
        assert_eq!((touched.accounts.len(), touched.contacts.len()), (60, 2500));
    }
}
