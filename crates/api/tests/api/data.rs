//! Imports and live events.

use axum::{body::Body, http::Method};
use perennial_api::ApiConfig;
use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

const ACCOUNTS: &str = "account_id,name,created_at\nhooli,Hooli,2025-01-01\nbad,Bad,not a date\n";

#[tokio::test]
async fn a_file_is_imported_row_by_row_and_twice_changes_nothing() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Leader).await;
    let path = "/api/imports/accounts?file=dir/accounts.csv";
    let first = client.send(Method::POST, path, Body::from(ACCOUNTS)).await.ok();
    assert_eq!(
        (&first["rows"], &first["added"], &first["refused"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(
        (&first["file"], &first["by"]),
        (&json!("accounts.csv"), &json!("leader@us.example"))
    );
    assert_eq!(first["refusals"][0]["line"], 3);
    assert_eq!(first["refusals"][0]["column"], "created_at");
    let second = client.send(Method::POST, path, Body::from(ACCOUNTS)).await.ok();
    assert_eq!((&second["added"], &second["unchanged"]), (&json!(0), &json!(1)));

    let rows = client.get("/api/imports").await.ok()["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    let id = first["import_id"].as_str().unwrap();
    assert_eq!(client.get(&format!("/api/imports/{id}")).await.ok(), first);
    client.get("/api/imports/nothing").await.problem(404, "not_found");
}

#[tokio::test]
async fn a_wrong_kind_file_or_size_is_refused() {
    let app = App::with(ApiConfig { import_bytes: 100, ..ApiConfig::default() }, false).await;
    let client = app.signed_in(Role::Leader).await;
    let send =
        async |path: &str, body: String| client.send(Method::POST, path, Body::from(body)).await;
    send("/api/imports/acounts?file=a.csv", String::new()).await.problem(404, "not_found");
    send("/api/imports/accounts", String::new()).await.problem(400, "bad_parameter");
    send("/api/imports/accounts?file=", String::new()).await.problem(400, "bad_parameter");
    send("/api/imports/accounts?file=a.csv", "x".repeat(101)).await.problem(413, "too_large");
    send("/api/imports/accounts?file=a.xlsx", "no workbook".to_owned())
        .await
        .problem(400, "bad_file");
}

#[tokio::test]
async fn live_events_are_seen_once_each() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Leader).await;
    assert_eq!(client.get("/api/live").await.ok(), json!({"cursor": 0, "events": []}));
    let key = app.add_key(perennial_model::KeyPurpose::Write, None).await;
    let batch = json!({"writeKey": key, "batch": [
        {"type": "track", "event": "Report opened", "userId": "ann", "messageId": "m1", "context": {"groupId": "acme"}},
        {"type": "track", "userId": "ann", "messageId": "m2"},
        {"type": "group", "userId": "ann", "groupId": "acme"},
    ]});
    app.visitor().post("/v1/batch", batch.clone()).await.ok();
    let page = client.get("/api/live").await.ok();
    let told: Vec<_> =
        page["events"].as_array().unwrap().iter().map(|e| (&e["type"], &e["status"])).collect();
    assert_eq!(
        told,
        [
            (&json!("track"), &json!("accepted")),
            (&json!("track"), &json!("refused")),
            (&json!("group"), &json!("accepted")),
        ]
    );
    assert_eq!(page["events"][0]["account_id"], "acme");
    assert_eq!(page["events"][0]["source"], "website");
    assert!(page["events"][1]["reason"].as_str().unwrap().contains("event"));
    let cursor = page["cursor"].as_u64().unwrap();
    assert_eq!(client.get(&format!("/api/live?since={cursor}")).await.ok()["events"], json!([]));

    let again = json!({"writeKey": key, "batch": [batch["batch"][0]]});
    app.visitor().post("/v1/batch", again).await.ok();
    let later = client.get(&format!("/api/live?since={cursor}")).await.ok();
    assert_eq!(later["events"][0]["status"], "repeated");
    assert_ne!(later["events"][0]["received_at"], Value::Null);
}
