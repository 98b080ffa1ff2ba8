//! Write keys and API keys.

use axum::http::StatusCode;
use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

#[tokio::test]
async fn a_secret_is_shown_once_and_opens_until_it_is_revoked() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let made =
        admin.post("/api/keys", json!({"name": " Site ", "purpose": "api", "role": "csm"})).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let made = made.ok();
    let secret = made["secret"].as_str().unwrap();
    assert!(
        secret.starts_with("pa_") && secret.starts_with(made["key"]["prefix"].as_str().unwrap())
    );
    assert_eq!((&made["key"]["name"], &made["key"]["role"]), (&json!("Site"), &json!("csm")));

    let list = admin.get("/api/keys").await;
    assert!(!list.text().contains(secret), "the list has no secrets");
    let program = app.visitor().with("authorization", &format!("Bearer {secret}"));
    assert_eq!(program.get("/api/session").await.ok()["teammate"]["role"], "csm");
    let used = admin.get("/api/keys").await.ok();
    assert_eq!(used["rows"][0]["last_used_at"], "2026-01-31T12:00:00Z");

    let path = format!("/api/keys/{}", made["key"]["key_id"].as_str().unwrap());
    assert_eq!(admin.delete(&path).await.status, StatusCode::NO_CONTENT);
    program.get("/api/session").await.problem(401, "not_signed_in");
    admin.delete(&path).await.problem(404, "not_found");
    assert_ne!(admin.get("/api/keys").await.ok()["rows"][0]["revoked_at"], Value::Null);
    let log = app.db.store.audit_log(10).await.unwrap();
    let actions: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
    assert!(actions.contains(&"create_key") && actions.contains(&"revoke_key"), "{actions:?}");
}

#[tokio::test]
async fn a_write_key_has_no_role_and_a_key_has_a_name() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let made = admin.post("/api/keys", json!({"name": "site", "purpose": "write"})).await.ok();
    assert_eq!(made["key"]["role"], Value::Null);
    assert!(made["secret"].as_str().unwrap().starts_with("pw_"));
    let with_role = json!({"name": "site", "purpose": "write", "role": "admin"});
    admin.post("/api/keys", with_role).await.problem(422, "invalid");
    admin
        .post("/api/keys", json!({"name": "  ", "purpose": "write"}))
        .await
        .problem(422, "invalid");
}
