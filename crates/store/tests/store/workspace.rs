//! Imports, settings, webhooks and the audit log.

use perennial_model::{Clock, Finding, ImportRun, RowNote, Webhook};
use perennial_testkit::both_databases;

use crate::make::at;

fn run(id: &str, started: &str) -> ImportRun {
    let note =
        RowNote { line: 7, column: Some("mrr".into()), reason: "\"x\" is not an amount".into() };
    ImportRun {
        import_id: id.into(),
        kind: "accounts".into(),
        file: "accounts.csv".into(),
        started_at: at(started),
        finished_at: at(started).plus_seconds(3),
        rows: 10,
        added: 4,
        updated: 3,
        unchanged: 2,
        refused: 1,
        refusals: vec![note.clone()],
        findings: vec![Finding {
            code: "duplicate_id".into(),
            message: "an id stands twice".into(),
            rows: 2,
            examples: vec![note],
        }],
        rejected_file: Some("accounts.csv.rejected.csv".into()),
        by: Some("kim@us.example".into()),
    }
}

both_databases! {
    async fn imports_read_back_newest_first(db: TestDb) {
        for import in [run("i1", "2026-01-01"), run("i2", "2026-01-02")] {
            db.store.add_import(&import).await.unwrap();
        }
        assert_eq!(db.store.imports(1).await.unwrap(), [run("i2", "2026-01-02")]);
        assert_eq!(db.store.import("i1").await.unwrap(), Some(run("i1", "2026-01-01")));
        assert_eq!(db.store.import("i3").await.unwrap(), None);
    }

    async fn a_setting_holds_the_last_value(db: TestDb) {
        assert_eq!(db.store.setting("company").await.unwrap(), None);
        db.store.set_setting("company", r#"{"name":"Us"}"#).await.unwrap();
        db.store.set_setting("company", r#"{"name":"We"}"#).await.unwrap();
        assert_eq!(db.store.setting("company").await.unwrap().as_deref(), Some(r#"{"name":"We"}"#));
    }

    async fn webhooks_come_change_and_go(db: TestDb) {
        let mut hook = Webhook {
            webhook_id: "w1".into(),
            url: "https://example.com/hook".into(),
            secret: "whsec_AAAA".into(),
            created_at: at("2026-01-01"),
            disabled_at: None,
        };
        db.store.add_webhook(&hook).await.unwrap();
        hook.disabled_at = Some(db.clock.now());
        db.store.update_webhook(&hook).await.unwrap();
        assert_eq!(db.store.webhook("w1").await.unwrap(), Some(hook.clone()));
        assert_eq!(db.store.webhooks().await.unwrap(), [hook]);
        assert!(db.store.delete_webhook("w1").await.unwrap());
        assert!(!db.store.delete_webhook("w1").await.unwrap());
    }

    async fn the_audit_log_says_who_did_what(db: TestDb) {
        let tx = db.store.begin().await.unwrap();
        db.store.audit(&tx, "kim@us.example", "erase_contact", "c1", None).await.unwrap();
        db.store.audit(&tx, "system", "create_key", "k1", Some("write key")).await.unwrap();
        tx.commit().await.unwrap();
        let log = db.store.audit_log(10).await.unwrap();
        let lines: Vec<_> = log.iter().map(|e| (e.actor.as_str(), e.action.as_str())).collect();
        assert_eq!(lines, [("system", "create_key"), ("kim@us.example", "erase_contact")]);
        assert_eq!((log[0].at, log[0].detail.as_deref()), (db.clock.now(), Some("write key")));
    }
}
