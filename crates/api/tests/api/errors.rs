//! Every error is a problem document.

use axum::{body::Body, http::Method};
use perennial_model::Role;
use serde_json::json;

use crate::support::App;

#[tokio::test]
async fn unknown_paths_and_wrong_methods_are_problems() {
    let app = App::empty().await;
    let visitor = app.visitor();
    for path in ["/api/nothing", "/api", "/api/accounts/x/nothing", "/v1/nothing", "/v1"] {
        visitor.get(path).await.problem(404, "not_found");
    }
    let refused = visitor.delete("/api/accounts").await;
    refused.problem(405, "wrong_method");
    assert!(refused.headers["allow"].to_str().unwrap().contains("GET"));
    visitor.get("/v1/track").await.problem(405, "wrong_method");
}

#[tokio::test]
async fn a_bad_body_is_named_with_its_place() {
    let app = App::empty().await;
    let admin = app.signed_in(Role::Admin).await;
    let send = async |body: &'static str| {
        let typed = admin.clone().with("content-type", "application/json");
        typed.send(Method::POST, "/api/keys", Body::from(body)).await
    };
    let broken = send("{\"name\": \"x\",\n  purpose}").await.problem(400, "bad_json");
    assert!(broken["errors"][0]["field"].as_str().unwrap().starts_with("line 2"), "{broken}");
    let wrong = send(r#"{"name": "x", "purpose": "read"}"#).await.problem(400, "bad_body");
    assert!(wrong["detail"].as_str().unwrap().contains("`write` or `api`"), "{wrong}");
    let unknown =
        send(r#"{"name": "x", "purpose": "write", "colour": 1}"#).await.problem(400, "bad_body");
    assert!(unknown["detail"].as_str().unwrap().contains("colour"), "{unknown}");
    send("").await.problem(400, "bad_body");
    let untyped = admin.send(Method::POST, "/api/keys", Body::from("{}")).await;
    untyped.problem(415, "not_json");
    let long = format!("{{\"name\": \"{}\"}}", "x".repeat(300_000));
    let typed = admin.clone().with("content-type", "application/json");
    typed.send(Method::POST, "/api/keys", Body::from(long)).await.problem(413, "too_large");
}

#[tokio::test]
async fn a_bad_parameter_is_named() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    for path in [
        "/api/accounts?limit=0",
        "/api/accounts?limit=501",
        "/api/accounts?limit=many",
        "/api/accounts?sort=mood",
        "/api/accounts?nonsense=1",
        "/api/accounts/acme/health?day=31.1.2026",
        "/api/accounts/acme/health?day=2026-02-01",
        "/api/accounts/acme/history?metrics=arr,event_28d",
        "/api/accounts/acme/timeline?kind=usage,nothing",
        "/api/accounts/acme/timeline?before=nonsense",
        "/api/signals?status=sleeping",
    ] {
        client.get(path).await.problem(400, "bad_parameter");
    }
    let hint = client.get("/api/accounts/acme/history?metrics=event_28d").await.text();
    assert!(hint.contains("did you mean events_28d?"), "{hint}");
}

#[tokio::test]
async fn answers_are_careful() {
    let app = App::empty().await;
    let answer = app.visitor().with("accept", "text/html").get("/").await;
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"));
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert!(answer.headers.contains_key("x-request-id"));
    let api = app.visitor().get("/api/session").await;
    assert_eq!(api.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn the_documentation_is_there() {
    let app = App::empty().await;
    let document = app.visitor().get("/api/openapi.json").await.ok();
    assert_eq!(document["info"]["title"], "Perennial");
    let page = app.visitor().get("/api/docs/").await;
    assert!(page.text().to_lowercase().contains("swagger"), "{}", page.text());
    assert!(json!(document["paths"]["/api/accounts"]["get"]["operationId"]) == "list_accounts");
}
