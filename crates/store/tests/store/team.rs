//! Teammates, sessions and set-up links.

use perennial_model::{Clock, Role, Session, SetupLink, Teammate};
use perennial_store::{Store, StoreError};
use perennial_testkit::both_databases;

use crate::make::at;

fn teammate(id: &str, email: &str) -> Teammate {
    Teammate {
        teammate_id: id.into(),
        email: email.into(),
        name: Some("Kim".into()),
        role: Role::Leader,
        password_hash: None,
        created_at: at("2026-01-01"),
        disabled_at: None,
    }
}

async fn session(store: &Store, id: &str, teammate: &str) -> Session {
    let now = store.clock().now();
    let session = Session {
        session_id: id.into(),
        teammate_id: teammate.into(),
        secret_hash: format!("hash of {id}"),
        created_at: now,
        last_seen_at: now,
        expires_at: now.plus_days(14),
        user_agent: Some("Firefox".into()),
    };
    store.add_session(&session).await.unwrap();
    session
}

both_databases! {
    async fn a_teammate_is_found_by_address_in_any_case(db: TestDb) {
        db.store.add_teammate(&teammate("m1", "Kim@Us.Example ")).await.unwrap();
        let kim = teammate("m1", "kim@us.example");
        assert_eq!(db.store.teammate_by_email("KIM@us.example").await.unwrap(), Some(kim.clone()));
        assert_eq!(db.store.teammate("m1").await.unwrap(), Some(kim.clone()));
        let taken = db.store.add_teammate(&teammate("m2", "kim@us.example")).await;
        assert!(matches!(taken, Err(StoreError::Taken { what: "teammate", .. })));
        let changed = Teammate { role: Role::Admin, password_hash: Some("$argon2id$…".into()), ..kim };
        db.store.update_teammate(&changed).await.unwrap();
        assert_eq!(db.store.teammates().await.unwrap(), [changed]);
    }

    async fn a_session_lives_until_it_expires_or_is_ended(db: TestDb) {
        db.store.add_teammate(&teammate("m1", "kim@us.example")).await.unwrap();
        let first = session(&db.store, "s1", "m1").await;
        let found = async |hash: &str| db.store.session_by_secret_hash(hash).await.unwrap();
        assert_eq!(found("hash of s1").await, Some(first));
        assert_eq!(found("hash of nothing").await, None);

        db.clock.advance_days(1);
        session(&db.store, "s2", "m1").await;
        session(&db.store, "s3", "m1").await;
        db.clock.advance_seconds(60);
        db.store.touch_session("s1", db.clock.now()).await.unwrap();
        let ids = async || -> Vec<String> {
            db.store.sessions_of("m1").await.unwrap().into_iter().map(|s| s.session_id).collect()
        };
        assert_eq!(ids().await, ["s1", "s2", "s3"]);

        assert!(db.store.end_session("s2").await.unwrap());
        assert!(!db.store.end_session("s2").await.unwrap());
        db.clock.advance_days(13);
        assert_eq!(found("hash of s1").await, None);
        assert_eq!(ids().await, ["s3"]);
        assert_eq!(db.store.remove_expired_sessions().await.unwrap(), 1);
        session(&db.store, "s4", "m1").await;
        assert_eq!(db.store.end_sessions("m1", Some("s4")).await.unwrap(), 1);
        assert_eq!(ids().await, ["s4"]);
        assert_eq!(db.store.end_sessions("m1", None).await.unwrap(), 1);
    }

    async fn who_is_disabled_is_signed_out(db: TestDb) {
        let kim = teammate("m1", "kim@us.example");
        db.store.add_teammate(&kim).await.unwrap();
        session(&db.store, "s1", "m1").await;
        let gone = Teammate { disabled_at: Some(db.clock.now()), ..kim };
        db.store.update_teammate(&gone).await.unwrap();
        assert_eq!(db.store.session_by_secret_hash("hash of s1").await.unwrap(), None);
    }

    async fn a_setup_link_works_once_and_not_too_late(db: TestDb) {
        let link = |id: &str| SetupLink {
            link_id: id.into(),
            secret_hash: format!("hash of {id}"),
            teammate_id: None,
            role: Role::Admin,
            created_at: db.clock.now(),
            expires_at: db.clock.now().plus_days(2),
            used_at: None,
        };
        db.store.add_setup_link(&link("l1")).await.unwrap();
        db.store.add_setup_link(&link("l2")).await.unwrap();
        assert_eq!(db.store.setup_link_by_hash("hash of l1").await.unwrap(), Some(link("l1")));
        let (one, two) = tokio::join!(db.store.use_setup_link("l1"), db.store.use_setup_link("l1"));
        assert!(one.unwrap() != two.unwrap());
        assert_eq!(db.store.setup_link_by_hash("hash of l1").await.unwrap(), None);
        db.clock.advance_days(2);
        assert_eq!(db.store.setup_link_by_hash("hash of l2").await.unwrap(), None);
        assert!(!db.store.use_setup_link("l2").await.unwrap());
    }
}
