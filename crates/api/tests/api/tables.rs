//! Relations as files.

use axum::http::header;
use perennial_model::Role;
use serde_json::Value;

use crate::support::App;

#[tokio::test]
async fn every_relation_comes_in_every_format() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let names = [
        "accounts",
        "contacts",
        "subscriptions",
        "tickets",
        "surveys",
        "invoices",
        "churn_reviews",
        "interactions",
        "facts",
        "daily",
        "metrics",
        "health",
        "signals",
    ];
    for name in names {
        let csv = client.get(&format!("/api/tables/{name}")).await;
        assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert!(csv.text().lines().next().unwrap().contains("_id"), "{name}: {}", csv.text());
        let rows = client.get(&format!("/api/tables/{name}?format=json")).await.ok();
        assert_eq!(rows.as_array().unwrap().len(), csv.text().lines().count() - 1, "{name}");
        let parquet = client.get(&format!("/api/tables/{name}?format=parquet")).await;
        assert!(parquet.body.starts_with(b"PAR1") && parquet.body.ends_with(b"PAR1"), "{name}");
        let disposition = parquet.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(disposition, format!("attachment; filename=\"{name}.parquet\""));
    }
}

#[tokio::test]
async fn rows_and_columns_are_chosen() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let path = "/api/tables/accounts?columns=name,account_id&where=tier%20%3D%20'pro'";
    assert_eq!(client.get(path).await.text(), "name,account_id\nGlobex,globex\n");
    let path = "/api/tables/metrics?format=json&columns=day,open_tickets&where=account_id%20%3D%20'acme'%20and%20day%20%3D%20'2026-01-31'";
    let rows = client.get(path).await.ok();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "{rows}");
    assert_eq!(rows[0]["open_tickets"], 2.0);
    assert!(
        client
            .get("/api/tables/facts?format=json")
            .await
            .ok()
            .as_array()
            .is_some_and(|all| all.len() > 3000)
    );
    let empty: Value = client.get("/api/tables/interactions?format=json").await.ok();
    assert_eq!(empty.as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn a_wrong_wish_is_refused_before_anything_is_sent() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    client.get("/api/tables/acounts").await.problem(404, "not_found");
    client.get("/api/tables/accounts?columns=nam").await.problem(400, "bad_parameter");
    client.get("/api/tables/accounts?where=nam%20%3D%201").await.problem(400, "bad_condition");
    client.get("/api/tables/accounts?format=xml").await.problem(400, "bad_parameter");
}

/// Compression asks a body once more after its end.
#[tokio::test]
async fn a_packed_file_comes_whole() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await.with("accept-encoding", "gzip");
    let packed = client.get("/api/tables/facts").await;
    assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
    let mut text = String::new();
    let mut unpacked = flate2::read::GzDecoder::new(packed.body.as_slice());
    std::io::Read::read_to_string(&mut unpacked, &mut text).unwrap();
    assert!(text.starts_with("fact_id,") && text.lines().count() > 3_000);
}
