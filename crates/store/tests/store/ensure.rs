//! Bare records for whom facts name.

use perennial_testkit::both_databases;

use crate::make::{apply, ensure, group};

both_databases! {
    async fn whom_facts_name_comes_to_be_once(db: TestDb) {
        let named = [
            (Some("acme"), Some("ann")),
            (Some("acme"), None),
            (None, Some("bob")),
            (None, None),
            (Some("globex"), Some("ann")),
        ];
        let touched = ensure(&db.store, &named).await;
        assert_eq!(touched.accounts, ["acme".into(), "globex".into()]);
        assert_eq!(touched.contacts, ["ann".into(), "bob".into()]);
        let revision = db.store.revision().await.unwrap();
        assert!(ensure(&db.store, &named).await.is_empty());
        assert_eq!(db.store.revision().await.unwrap(), revision);
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.account_id, Some("acme".into()));
    }

    async fn an_account_that_is_unknown_is_filled_in_and_one_that_is_known_stays(db: TestDb) {
        ensure(&db.store, &[(None, Some("ann"))]).await;
        let touched = ensure(&db.store, &[(Some("acme"), Some("ann"))]).await;
        assert_eq!((touched.accounts, touched.contacts), (vec!["acme".into()], vec!["ann".into()]));
        assert!(!ensure(&db.store, &[(Some("globex"), Some("ann"))]).await.contacts.contains(&"ann".into()));
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.account_id, Some("acme".into()));
        // What people say wins over what facts suggest.
        apply(&db.store, &[group("globex", Some("ann"), &[], "2026-01-01")]).await;
        let ann = db.store.contact(&"ann".into()).await.unwrap().unwrap();
        assert_eq!(ann.account_id, Some("globex".into()));
    }
}
