//! Imports.

use axum::{body::Body, http::Method};
use perennial_api::ApiConfig;
use perennial_model::Role;
use serde_json::json;

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
