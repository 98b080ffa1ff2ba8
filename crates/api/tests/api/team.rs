//! Our own people.

use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::{App, PASSWORD};

#[tokio::test]
async fn somebody_can_always_administer() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let me = admin.get("/api/session").await.ok()["teammate"]["teammate_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/teammates/{me}");
    admin.patch(&path, json!({"role": "viewer"})).await.problem(409, "last_administrator");
    admin.patch(&path, json!({"disabled": true})).await.problem(409, "last_administrator");
    // Somebody who was invited and never came does not count.
    admin.post("/api/teammates", json!({"email": "bob@us.example", "role": "admin"})).await.ok();
    admin.patch(&path, json!({"role": "viewer"})).await.problem(409, "last_administrator");
    app.add_teammate("carol@us.example", Role::Admin).await;
    assert_eq!(admin.patch(&path, json!({"role": "viewer"})).await.ok()["role"], "viewer");
    admin.get("/api/keys").await.problem(403, "not_allowed");
}

#[tokio::test]
async fn disabling_ends_all_sessions() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let csm = app.signed_in(Role::Csm).await;
    let id =
        csm.get("/api/session").await.ok()["teammate"]["teammate_id"].as_str().unwrap().to_owned();
    let path = format!("/api/teammates/{id}");
    let disabled = admin.patch(&path, json!({"disabled": true})).await.ok();
    assert_ne!(disabled["disabled_at"], Value::Null);
    csm.get("/api/session").await.problem(401, "not_signed_in");
    let enabled = admin.patch(&path, json!({"disabled": false})).await.ok();
    assert_eq!(enabled["disabled_at"], Value::Null);
    csm.get("/api/session").await.problem(401, "not_signed_in");
    app.visitor().with_our_header().sign_in("csm@us.example", PASSWORD).await.ok();
    admin.patch("/api/teammates/nobody", json!({})).await.problem(404, "not_found");
}

#[tokio::test]
async fn an_address_is_invited_once_until_it_came() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let invite = json!({"email": "bob@us.example", "role": "csm"});
    let first = admin.post("/api/teammates", invite.clone()).await.ok();
    let second = admin.post("/api/teammates", invite).await.ok();
    assert_ne!(first["setup_link"], second["setup_link"]);
    assert_eq!(first["teammate"]["teammate_id"], second["teammate"]["teammate_id"]);
    admin
        .post("/api/teammates", json!({"email": "admin@us.example", "role": "csm"}))
        .await
        .problem(409, "taken");
    admin
        .post("/api/teammates", json!({"email": "no address", "role": "csm"}))
        .await
        .problem(422, "invalid");
    let rows = admin.get("/api/teammates").await.ok()["rows"].clone();
    let emails: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| row["email"].as_str().unwrap()).collect();
    assert_eq!(emails, ["admin@us.example", "bob@us.example"]);
    assert!(!rows.to_string().contains("argon2"), "no hash leaves the house");
}
