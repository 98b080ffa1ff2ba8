//! The life of a key.

use perennial_model::{AccessKey, Clock, KeyPurpose, Role};
use perennial_testkit::both_databases;

use crate::make::at;

fn key(id: &str, purpose: KeyPurpose) -> AccessKey {
    AccessKey {
        key_id: id.into(),
        name: format!("key {id}"),
        purpose,
        role: (purpose == KeyPurpose::Api).then_some(Role::Csm),
        secret_hash: format!("hash of {id}"),
        prefix: "wk_".into(),
        created_at: at("2026-01-01"),
        last_used_at: None,
        revoked_at: None,
    }
}

both_databases! {
    async fn a_key_opens_its_own_door_until_it_is_revoked(db: TestDb) {
        let (write, api) = (key("k1", KeyPurpose::Write), key("k2", KeyPurpose::Api));
        db.store.add_key(&write).await.unwrap();
        db.store.add_key(&api).await.unwrap();
        assert_eq!(db.store.keys().await.unwrap(), [write.clone(), api.clone()]);
        let open = async |purpose, hash: &str| db.store.key_by_hash(purpose, hash).await.unwrap();
        assert_eq!(open(KeyPurpose::Write, "hash of k1").await, Some(write));
        assert_eq!(open(KeyPurpose::Api, "hash of k1").await, None);
        assert_eq!(open(KeyPurpose::Api, "hash of k2").await, Some(api));
        assert_eq!(open(KeyPurpose::Write, "hash of nothing").await, None);

        db.store.touch_key("k1", at("2026-01-20")).await.unwrap();
        assert!(db.store.revoke_key("k1").await.unwrap());
        assert!(!db.store.revoke_key("k1").await.unwrap());
        assert!(!db.store.revoke_key("k9").await.unwrap());
        assert_eq!(open(KeyPurpose::Write, "hash of k1").await, None);
        let known = &db.store.keys().await.unwrap()[0];
        assert_eq!(known.last_used_at, Some(at("2026-01-20")));
        assert_eq!(known.revoked_at, Some(db.clock.now()));
    }
}
