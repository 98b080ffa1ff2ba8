//! The ingest door.

use std::io::Write as _;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use perennial_api::ApiConfig;
use perennial_model::{KeyPurpose, Role};
use serde_json::{Value, json};

use crate::support::{App, Client};

async fn door(app: &App) -> Client {
    let key = app.add_key(KeyPurpose::Write, None).await;
    let basic = BASE64_STANDARD.encode(format!("{key}:"));
    app.visitor().with("authorization", &format!("Basic {basic}"))
}

fn track(id: &str) -> Value {
    json!({"type": "track", "event": "Report opened", "userId": "ann", "messageId": id,
        "context": {"groupId": "acme"}})
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

#[tokio::test]
async fn every_call_is_taken() {
    let app = App::empty().await;
    let door = door(&app).await;
    for (path, body) in [
        ("/v1/identify", json!({"userId": "ann", "traits": {"email": "ann@acme.example"}})),
        ("/v1/group", json!({"userId": "ann", "groupId": "acme", "traits": {"name": "Acme"}})),
        ("/v1/track", json!({"userId": "ann", "event": "Report opened"})),
        ("/v1/page", json!({"userId": "ann", "name": "Pricing"})),
        ("/v1/screen", json!({"anonymousId": "anon-1", "name": "Home"})),
        ("/v1/alias", json!({"previousId": "anon-1", "userId": "ann"})),
        ("/v1/batch", json!({"batch": [track("m1")]})),
        ("/v1/import", json!({"batch": [track("m2")]})),
        ("/v1/t", track("m3")),
    ] {
        let answer = door.post(path, body).await.ok();
        assert_eq!(answer, json!({"success": true, "accepted": 1, "repeated": 0}), "{path}");
    }
    assert_eq!(app.state.timeline.status().await.unwrap().facts, 6);
    let ann = app.db.store.contact(&"ann".into()).await.unwrap().unwrap();
    assert_eq!(ann.account_id, Some("acme".into()));
}

#[tokio::test]
async fn the_key_may_stand_in_the_header_or_in_the_body() {
    let app = App::empty().await;
    let key = app.add_key(KeyPurpose::Write, None).await;
    let visitor = app.visitor();
    let mut body = track("m1");
    visitor.post("/v1/track", body.clone()).await.problem(401, "not_signed_in");
    body["writeKey"] = json!("pw_wrong");
    visitor.post("/v1/track", body.clone()).await.problem(401, "not_signed_in");
    body["writeKey"] = json!(key);
    visitor.post("/v1/track", body.clone()).await.ok();
    // Browsers send text/plain, so that they need not ask first.
    let plain = visitor.clone().with("content-type", "text/plain");
    plain.send(Method::POST, "/v1/track", Body::from(body.to_string())).await.ok();
    let bearer = visitor.with("authorization", &format!("Bearer {key}"));
    bearer.post("/v1/track", body).await.problem(401, "not_signed_in");
    let api_key = app.add_key(KeyPurpose::Api, Some(Role::Admin)).await;
    let mut body = track("m9");
    body["writeKey"] = json!(api_key);
    app.visitor().post("/v1/track", body).await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_revoked_key_opens_nothing() {
    let app = App::empty().await;
    let door = door(&app).await;
    door.post("/v1/track", track("m1")).await.ok();
    let key = app.db.store.keys().await.unwrap().remove(0);
    // Another process revokes it: noticed after a few seconds.
    app.db.store.revoke_key(&key.key_id).await.unwrap();
    app.db.clock.advance_seconds(10);
    door.post("/v1/track", track("m2")).await.problem(401, "not_signed_in");
}

#[tokio::test]
async fn a_repeated_message_counts_once() {
    let app = App::empty().await;
    let door = door(&app).await;
    let batch = json!({"batch": [track("m1"), track("m2")]});
    assert_eq!(door.post("/v1/batch", batch.clone()).await.ok()["repeated"], 0);
    assert_eq!(door.post("/v1/batch", batch).await.ok()["repeated"], 2);
    assert_eq!(app.state.timeline.status().await.unwrap().facts, 2);
}

#[tokio::test]
async fn a_refused_item_is_named_and_costs_no_other() {
    let app = App::empty().await;
    let door = door(&app).await;
    let mut huge = track("big");
    huge["properties"] = json!({"text": "x".repeat(40_000)});
    let batch = json!({"batch": [track("m1"), {"type": "track", "userId": "ann", "messageId": "m2"}, huge, track("m3")]});
    let answer = door.post("/v1/batch", batch).await.ok();
    assert_eq!((&answer["success"], &answer["accepted"]), (&json!(true), &json!(2)));
    let errors = answer["errors"].as_array().unwrap();
    let told: Vec<_> = errors.iter().map(|error| (&error["index"], &error["code"])).collect();
    assert_eq!(told, [(&json!(1), &json!("no_event")), (&json!(2), &json!("event_too_large"))]);
    assert_eq!(errors[0]["messageId"], "m2");
    assert_eq!(app.state.timeline.status().await.unwrap().facts, 2);

    let none = json!({"batch": [{"type": "track"}, {"type": "nothing"}]});
    let refused = door.post("/v1/batch", none).await.problem(400, "all_refused");
    assert_eq!(refused["errors"].as_array().map(Vec::len), Some(2));
    door.post("/v1/track", json!({"userId": "ann"})).await.problem(400, "no_event");
    assert_eq!(door.post("/v1/batch", json!({"batch": []})).await.ok()["accepted"], 0);
}

#[tokio::test]
async fn limits_say_what_to_do() {
    let app = App::empty().await;
    let door = door(&app).await;
    let many: Vec<Value> = (0..2501).map(|n| track(&n.to_string())).collect();
    let refused =
        door.post("/v1/batch", json!({"batch": many})).await.problem(413, "too_many_events");
    assert!(refused["detail"].as_str().unwrap().contains("smaller batches"));
    let long = format!("{{\"batch\": [{}]}}", "1,".repeat(2_200_000));
    door.send(Method::POST, "/v1/batch", Body::from(long)).await.problem(413, "body_too_large");
    let mut huge = track("big");
    huge["properties"] = json!({"text": "x".repeat(40_000)});
    door.post("/v1/track", huge).await.problem(413, "event_too_large");
    door.send(Method::POST, "/v1/track", Body::from("{")).await.problem(400, "not_json");
    door.post("/v1/batch", json!({})).await.problem(400, "no_batch");
}

#[tokio::test]
async fn a_full_inbox_says_when_to_come_again() {
    let options = perennial_timeline::Options { inbox_limit_bytes: 1, ..Default::default() };
    let app = App::with_timeline(ApiConfig::default(), false, options).await;
    let door = door(&app).await;
    door.post("/v1/track", track("m1")).await.ok();
    let refused = door.post("/v1/track", track("m2")).await;
    refused.problem(429, "inbox_full");
    assert!(refused.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(app.state.timeline.status().await.unwrap().facts, 1, "nothing of it was taken");
    app.state.timeline.flush().await.unwrap();
    assert_eq!(door.post("/v1/track", track("m2")).await.ok()["repeated"], 0);
}

#[tokio::test]
async fn gzip_is_unpacked_within_the_limit() {
    let app = App::with(ApiConfig { ingest_bytes: 100_000, ..ApiConfig::default() }, false).await;
    let door = door(&app).await.with("content-encoding", "gzip");
    let send = async |body: Vec<u8>| door.send(Method::POST, "/v1/track", Body::from(body)).await;
    send(gzip(track("m1").to_string().as_bytes())).await.ok();
    send(gzip(&vec![b' '; 50_000_000])).await.problem(413, "body_too_large");
    send(b"{}".to_vec()).await.problem(400, "bad_gzip");
    let other = door.with("content-encoding", "br");
    other.send(Method::POST, "/v1/track", Body::from("x")).await.problem(415, "bad_encoding");
}

#[tokio::test]
async fn any_page_may_send() {
    let app = App::empty().await;
    let page = door(&app).await.with("origin", "https://customer.example");
    let asked = page.send(Method::OPTIONS, "/v1/batch", Body::empty()).await;
    assert_eq!(asked.status, StatusCode::NO_CONTENT);
    assert_eq!(asked.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let allowed = asked.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
    assert!(allowed.contains("authorization") && allowed.contains("content-type"));
    let sent = page.post("/v1/track", track("m1")).await;
    sent.ok();
    assert_eq!(sent.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let refused = page.post("/v1/track", json!({})).await;
    assert_eq!(
        refused.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN],
        "*",
        "so that the page can read why"
    );
    let api = app.visitor().with("origin", "https://customer.example").get("/api/session").await;
    assert!(!api.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
}
