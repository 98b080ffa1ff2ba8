//! Looking at a file before it is imported, and keeping how it is read.

use axum::{body::Body, http::Method};
use perennial_api::ApiConfig;
use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::{Answer, App, Client};

const TICKETS: &str = "Ticket ID,Company ID,Submitted,Closed,First response minutes,Severity\n\
                       t9,acme,31.12.2025,02.01.2026,45,high\nt8,globex,05.01.2026,,10,low\n\
                       t7,,06.01.2026,,10,low\n";

async fn send(client: &Client, path: &str, body: &str) -> Answer {
    client.send(Method::POST, path, Body::from(body.to_owned())).await
}

fn url(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }
        })
        .collect()
}

/// Everything that a preview could have written.
async fn state(app: &App) -> Value {
    let store = &app.db.store;
    json!({
        "revision": store.revision().await.unwrap(),
        "tickets": store.tickets().await.unwrap().len(),
        "accounts": store.accounts().await.unwrap().len(),
        "imports": store.imports(10).await.unwrap().len(),
        "mappings": store.mappings().await.unwrap().len(),
        "audit": store.audit_log(50).await.unwrap().len(),
        "facts": app.state.timeline.status().await.unwrap().facts,
    })
}

#[tokio::test]
async fn a_preview_guesses_shows_counts_and_writes_nothing() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let before = state(&app).await;
    let seen = send(&client, "/api/imports/preview?file=support.csv", TICKETS).await.ok();
    assert_eq!(state(&app).await, before);

    assert_eq!((&seen["kind"], &seen["missing"]), (&json!("tickets"), &json!([])));
    assert!(seen["kinds"][0]["confidence"].as_f64().unwrap() > 0.8, "{}", seen["kinds"]);
    assert_eq!(seen["mapping"]["columns"]["opened_at"], "Submitted");
    assert_eq!(seen["mapping"]["columns"]["first_response_at"]["unit"], "minutes");
    assert_eq!(seen["mapping"]["dates"]["formats"], json!(["%d.%m.%Y"]));
    assert!(seen["mapping_toml"].as_str().unwrap().contains("priority = \"Severity\" # "));
    let counts = &seen["counts"];
    assert_eq!(
        ["rows", "added", "updated", "unchanged", "refused"].map(|n| counts[n].as_u64().unwrap()),
        [3, 2, 0, 0, 1]
    );
    assert_eq!(seen["rows"][0]["values"]["first_response_at"], "2025-12-31T00:45:00Z");
    assert_eq!(
        (&seen["refusals"][0]["line"], &seen["refusals"][0]["column"]),
        (&json!(4), &json!("Company ID"))
    );
    let account =
        seen["fields"].as_array().unwrap().iter().find(|f| f["name"] == "account_id").unwrap();
    assert!(account["reason"].as_str().unwrap().contains("known accounts"), "{account}");
    assert_eq!(seen["columns"][5]["samples"], json!(["high", "low"]));
}

#[tokio::test]
async fn what_was_seen_is_what_comes_in() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let seen = send(&client, "/api/imports/preview?file=support.csv", TICKETS).await.ok();
    let mapping = url(&seen["mapping"].to_string());
    let path = format!("/api/imports/tickets?file=support.csv&mapping={mapping}");
    let run = send(&client, &path, TICKETS).await.ok();
    for count in ["rows", "added", "updated", "unchanged", "refused"] {
        assert_eq!(run[count], seen["counts"][count], "{count}");
    }
    // The TOML says the same, and now nothing would change.
    let toml = url(seen["mapping_toml"].as_str().unwrap());
    let path = format!("/api/imports/preview?file=support.csv&kind=tickets&mapping={toml}");
    let again = send(&client, &path, TICKETS).await.ok();
    assert_eq!(again["counts"]["unchanged"], 2);
    assert_eq!(again["mapping"], seen["mapping"]);

    let path = format!("/api/imports/tickets/rejected?file=support.csv&mapping={mapping}");
    let rejected = send(&client, &path, TICKETS).await;
    assert_eq!(rejected.headers["content-type"], "text/csv; charset=utf-8");
    assert!(rejected.text().starts_with("Ticket ID,"), "{}", rejected.text());
    assert!(
        rejected.text().lines().nth(1).unwrap().starts_with("t7,,06.01.2026,,10,low,4,Company ID,")
    );
}

#[tokio::test]
async fn a_choice_replaces_the_guess_and_what_is_missing_is_named() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let mapping = url(&json!({"columns": {"name": "Severity"}}).to_string());
    let path = format!("/api/imports/preview?file=support.csv&kind=accounts&mapping={mapping}");
    let seen = send(&client, &path, TICKETS).await.ok();
    assert_eq!((&seen["kind"], &seen["missing"]), (&json!("accounts"), &json!(["account_id"])));
    assert_eq!((&seen["counts"], &seen["rows"]), (&Value::Null, &json!([])));
    assert!(seen["problem"].as_str().unwrap().contains("account_id"));
    let name = seen["fields"].as_array().unwrap().iter().find(|f| f["name"] == "name").unwrap();
    assert_eq!((&name["source"], &name["confidence"]), (&json!("column Severity"), &Value::Null));

    let wrong = url("{\"columns\": {\"name\": {\"colum\": \"x\"}}}");
    let path = format!("/api/imports/preview?file=support.csv&mapping={wrong}");
    let problem = send(&client, &path, TICKETS).await.problem(400, "bad_parameter");
    assert!(problem["detail"].as_str().unwrap().contains("columns.name.colum"), "{problem}");
    send(&client, "/api/imports/preview?file=a.csv&kind=acounts", "")
        .await
        .problem(404, "not_found");
    send(&client, "/api/imports/preview?file=a.csv", "").await.problem(400, "bad_file");
}

#[tokio::test]
async fn a_kept_mapping_is_applied_to_the_next_file_with_the_same_headings() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let seen = send(&client, "/api/imports/preview?file=support.csv", TICKETS).await.ok();
    let mut mapping = seen["mapping"].clone();
    mapping["columns"]["cause"] = json!("Severity");
    mapping["columns"].as_object_mut().unwrap().remove("priority");
    let headings: Vec<&Value> =
        seen["columns"].as_array().unwrap().iter().map(|c| &c["name"]).collect();
    let keep = |mapping: String| json!({"mapping": mapping, "headings": headings});
    let path = "/api/import-mappings/Help%20desk";
    let put = async |body| client.json(Method::PUT, path, body).await;
    assert_eq!(put(keep(mapping.to_string())).await.ok()["kind"], "tickets");
    put(keep("columns = 3".to_owned())).await.problem(422, "invalid");
    put(keep("[columns]\nname = \"x\"".to_owned())).await.problem(422, "invalid");

    let next = "Severity,Company ID,Submitted,Closed,First response minutes,Ticket ID\nlow,acme,01.02.2026,,3,t5\n";
    let applied = send(&client, "/api/imports/preview?file=next.csv", next).await.ok();
    assert_eq!((&applied["applied"], &applied["kind"]), (&json!("Help desk"), &json!("tickets")));
    assert_eq!(applied["mapping"]["columns"]["cause"], "Severity");
    let guessed = send(&client, "/api/imports/preview?file=next.csv&guess=true", next).await.ok();
    assert_eq!(
        (&guessed["applied"], &guessed["mapping"]["columns"]["priority"]),
        (&Value::Null, &json!("Severity"))
    );

    assert_eq!(client.get("/api/import-mappings").await.ok()["rows"][0]["name"], "Help desk");
    client.delete(path).await.ok();
    client.delete(path).await.problem(404, "not_found");
}

#[tokio::test]
async fn a_file_that_is_too_large_is_told_the_way_out() {
    let app = App::with(ApiConfig { import_bytes: 100, ..ApiConfig::default() }, false).await;
    let client = app.signed_in(Role::Leader).await;
    let body = "x".repeat(101);
    let problem =
        send(&client, "/api/imports/preview?file=a.csv", &body).await.problem(413, "too_large");
    assert!(problem["detail"].as_str().unwrap().contains("perennial import"), "{problem}");
}
