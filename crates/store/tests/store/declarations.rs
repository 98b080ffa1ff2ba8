//! What people declare keeps every version.

use perennial_model::DeclaredKind::Metric;
use perennial_testkit::both_databases;

both_databases! {
    async fn a_change_is_a_new_version_and_the_same_again_is_none(db: TestDb) {
        let store = &db.store;
        let before = store.revision().await.unwrap();
        let steps = [
            ("logins", Some("a"), Some(1)),
            ("logins", Some("a"), None),
            ("logins", Some("b"), Some(2)),
            ("seats", Some("c"), Some(1)),
            ("logins", None, Some(3)),
            ("logins", None, None),
            ("never_there", None, None),
        ];
        for (key, content, version) in steps {
            let tx = store.begin().await.unwrap();
            let made = store.declare(&tx, Metric, key, content, "kim@us.example").await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(made.map(|one| one.version), version, "{key} {content:?}");
        }
        assert_eq!(store.revision().await.unwrap(), before + 4);

        let latest = store.declarations(Metric).await.unwrap();
        let shown: Vec<_> =
            latest.iter().map(|one| (one.key.as_str(), one.version, one.content.as_deref())).collect();
        assert_eq!(shown, [("logins", 3, None), ("seats", 1, Some("c"))]);
        let versions = store.declaration_versions(Metric, "logins").await.unwrap();
        let contents: Vec<_> = versions.iter().map(|one| one.content.as_deref()).collect();
        assert_eq!(contents, [None, Some("b"), Some("a")]);
        assert_eq!(versions[0].changed_by, "kim@us.example");
    }
}
