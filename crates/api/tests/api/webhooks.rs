//! Webhooks and the outbox.

use axum::http::StatusCode;
use perennial_model::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn a_webhook_is_made_tested_and_removed() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let made =
        admin.post("/api/webhooks", json!({"url": "https://hooks.example.com/in"})).await.ok();
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    assert!(!admin.get("/api/webhooks").await.text().contains("whsec_"), "the list has no secrets");

    let path = format!("/api/webhooks/{}", made["webhook"]["webhook_id"].as_str().unwrap());
    let sent = admin.post(&format!("{path}/test"), json!({})).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    let deliveries = admin.get("/api/deliveries").await.ok();
    assert_eq!(deliveries["mail_configured"], false);
    assert_eq!(deliveries["rows"][0]["status"], "waiting");
    assert_eq!(deliveries["rows"][0]["recipient"], made["webhook"]["webhook_id"]);

    assert_eq!(admin.delete(&path).await.status, StatusCode::NO_CONTENT);
    admin.delete(&path).await.problem(404, "not_found");
    admin.post(&format!("{path}/test"), json!({})).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_webhook_does_not_reach_into_our_own_house() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    for url in ["http://127.0.0.1/in", "http://169.254.169.254/", "ftp://example.com", "nonsense"] {
        let refused = admin.post("/api/webhooks", json!({"url": url})).await;
        assert_eq!(refused.problem(422, "invalid")["errors"][0]["field"], "url");
    }
}
