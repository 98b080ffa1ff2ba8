//! The signals inbox.

use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::{App, Client};

async fn first_open(client: &Client) -> Value {
    let list = client.get("/api/signals?status=open").await.ok();
    assert!(list["counts"]["open"].as_u64().unwrap() >= 1, "{list}");
    list["rows"][0].clone()
}

#[tokio::test]
async fn a_signal_is_acknowledged_and_reopened() {
    let app = App::new().await;
    let client = app.signed_in(Role::Csm).await;
    let signal = first_open(&client).await;
    assert_eq!(
        (&signal["account_id"], &signal["account_name"]),
        (&json!("acme"), &json!("Acme Corporation"))
    );
    assert!(signal["evidence"].is_object() && signal["reason"].as_str().unwrap().len() > 10);
    let path = format!("/api/signals/{}", signal["signal_id"].as_str().unwrap());

    let done =
        client.post(&format!("{path}/acknowledge"), json!({"note": " called them "})).await.ok();
    assert_eq!(done["status"], "acknowledged");
    assert_eq!(
        (&done["handled_by"], &done["note"]),
        (&json!("csm@us.example"), &json!("called them"))
    );
    let before = signal["signal_id"].clone();
    let list = client.get("/api/signals").await.ok();
    assert_eq!(list["counts"]["acknowledged"], 1);
    assert!(list["rows"].as_array().unwrap().iter().any(|row| row["signal_id"] == before));

    let row = client.get("/api/accounts?q=acme").await.ok()["rows"][0]["open_signals"].clone();
    let again = client.post(&format!("{path}/reopen"), json!({})).await.ok();
    assert_eq!(again["status"], "open");
    let later = client.get("/api/accounts?q=acme").await.ok()["rows"][0]["open_signals"].clone();
    assert_eq!(later.as_u64().unwrap(), row.as_u64().unwrap() + 1, "the list follows at once");
}

#[tokio::test]
async fn a_signal_is_snoozed_into_the_future_only() {
    let app = App::new().await;
    let client = app.signed_in(Role::Csm).await;
    let signal = first_open(&client).await;
    let path = format!("/api/signals/{}/snooze", signal["signal_id"].as_str().unwrap());
    client.post(&path, json!({"until": "2026-01-31"})).await.problem(422, "invalid");
    client.post(&path, json!({"until": "soon"})).await.problem(422, "invalid");
    let done = client.post(&path, json!({"until": "2026-02-07"})).await.ok();
    assert_eq!(
        (&done["status"], &done["snoozed_until"]),
        (&json!("snoozed"), &json!("2026-02-07T00:00:00Z"))
    );
}

#[tokio::test]
async fn filters_narrow_rows_and_counts() {
    let app = App::new().await;
    let client = app.signed_in(Role::Csm).await;
    let all = client.get("/api/signals").await.ok();
    let of_acme = client.get("/api/signals?account_id=acme").await.ok();
    assert_eq!(all, of_acme, "only acme has signals");
    let of_globex = client.get("/api/signals?account_id=globex").await.ok();
    assert_eq!(of_globex["rows"], json!([]));
    let rule = all["rows"][0]["rule"].as_str().unwrap();
    let by_rule = client.get(&format!("/api/signals?rule={rule}")).await.ok();
    assert!(by_rule["rows"].as_array().unwrap().iter().all(|row| row["rule"] == rule));
    client.post("/api/signals/nothing/acknowledge", json!({})).await.problem(404, "not_found");
}
