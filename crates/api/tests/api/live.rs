//! Facts as they come.

use perennial_model::{KeyPurpose, Role};
use serde_json::{Value, json};

use crate::{messages::Messages, support::App};

fn track(n: usize) -> Value {
    json!({"type": "track", "event": format!("Step {n}"), "userId": "wile", "messageId": format!("n{n}"),
           "context": {"groupId": "acme"}, "properties": {"step": n}})
}

async fn send(app: &App, key: &str, batch: Vec<Value>) {
    app.visitor().post("/v1/batch", json!({"writeKey": key, "batch": batch})).await;
}

/// Events until there are so many, and what was left out meanwhile.
async fn events(messages: &mut Messages, most: u64) -> (Vec<Value>, u64) {
    let (mut all, mut left_out) = (Vec::new(), 0);
    while all.len() as u64 + left_out < most {
        let (name, content) = messages.next().await.unwrap();
        match name.as_str() {
            "events" => all.extend(content["events"].as_array().unwrap().clone()),
            "second" => left_out += content["left_out"].as_u64().unwrap(),
            other => assert_eq!(other, "events"),
        }
    }
    (all, left_out)
}

fn names(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["name"].as_str().unwrap_or("")).collect()
}

#[tokio::test]
async fn facts_come_in_order_with_names_after_the_latest_of_before() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let key = app.add_key(KeyPurpose::Write, None).await;
    let mut messages = client.watch("/api/facts/live").await;
    let (name, start) = messages.next().await.unwrap();
    let before = start["events"].as_array().unwrap();
    assert_eq!((name.as_str(), before.len()), ("start", 100));
    let received: Vec<&str> = before.iter().map(|e| e["received_at"].as_str().unwrap()).collect();
    assert!(received.is_sorted(), "{received:?}");
    assert_eq!(before[99]["account_name"], "Globex");

    send(&app, &key, (0..3).map(track).collect()).await;
    send(&app, &key, vec![track(3), track(4)]).await;
    let (told, left_out) = events(&mut messages, 5).await;
    assert_eq!(
        (names(&told), left_out),
        (vec!["Step 0", "Step 1", "Step 2", "Step 3", "Step 4"], 0)
    );
    let first = &told[0];
    assert_eq!(
        (&first["account_name"], &first["contact_name"]),
        (&json!("Acme Corporation"), &json!("Wile E. Coyote"))
    );
    assert_eq!((&first["kind"], &first["source"]), (&json!("usage"), &json!("segment:website")));
    assert_eq!((&first["properties"]["step"], &first["status"]), (&json!(0), &json!("accepted")));

    // Who comes later sees them at the start, the latest last.
    let (_, start) = client.watch("/api/facts/live").await.next().await.unwrap();
    assert_eq!(start["events"][99]["name"], "Step 4");
}

#[tokio::test]
async fn what_was_refused_repeated_or_tells_who_somebody_is_shows_too() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Leader).await;
    let key = app.add_key(KeyPurpose::Write, None).await;
    let mut messages = client.watch("/api/facts/live").await;
    assert_eq!(messages.next().await.unwrap(), ("start".to_owned(), json!({"events": []})));
    let nameless = json!({"type": "track", "userId": "ann", "messageId": "m2"});
    let group = json!({"type": "group", "userId": "ann", "groupId": "acme"});
    send(&app, &key, vec![track(1), nameless, group]).await;
    let (mut told, _) = events(&mut messages, 3).await;
    told.sort_by_key(|event| event["status"].to_string() + &event["call"].to_string());
    assert_eq!((&told[0]["call"], &told[0]["account_id"]), (&json!("group"), &json!("acme")));
    assert_eq!((&told[1]["call"], &told[1]["name"]), (&Value::Null, &json!("Step 1")));
    assert_eq!(told[2]["status"], "refused");
    assert!(told[2]["reason"].as_str().unwrap().contains("event"), "{}", told[2]);

    send(&app, &key, vec![track(1)]).await;
    assert_eq!(events(&mut messages, 1).await.0[0]["status"], "repeated");
    app.visitor().post("/v1/batch", json!({"writeKey": key, "batch": 3})).await;
    assert_eq!(events(&mut messages, 1).await.0[0]["status"], "refused");
}

#[tokio::test]
async fn what_is_too_much_is_counted_and_said() {
    let app = App::empty().await;
    let client = app.signed_in(Role::Leader).await;
    let key = app.add_key(KeyPurpose::Write, None).await;
    let mut messages = client.watch("/api/facts/live").await;
    messages.next().await.unwrap();
    for part in 0..4 {
        send(&app, &key, (part * 300..(part + 1) * 300).map(track).collect()).await;
    }
    let (told, left_out) = events(&mut messages, 1200).await;
    assert_eq!(told.len() as u64 + left_out, 1200);
    assert!(told.len() >= 100 && left_out >= 100, "{} and {left_out}", told.len());
}

#[tokio::test]
async fn a_filter_is_kept_to_and_a_wrong_one_is_refused() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let key = app.add_key(KeyPurpose::Write, None).await;
    let mut acme = client.watch("/api/facts/live?account=acme&name=STEP&kind=usage").await;
    assert_eq!(acme.next().await.unwrap().1["events"], json!([]));
    let mut refused = client.watch("/api/facts/live?status=refused").await;
    refused.next().await.unwrap();
    let other = json!({"type": "track", "event": "Step 9", "userId": "hank", "context": {"groupId": "globex"}});
    let nameless = json!({"type": "track", "userId": "ann"});
    send(&app, &key, vec![other, nameless, track(1)]).await;
    assert_eq!(names(&events(&mut acme, 1).await.0), ["Step 1"]);
    assert_eq!(events(&mut refused, 1).await.0[0]["status"], "refused");

    let (_, start) = client.watch("/api/facts/live?account=globex").await.next().await.unwrap();
    let of_globex = start["events"].as_array().unwrap();
    assert!(of_globex.len() == 100 && of_globex.iter().all(|e| e["account_id"] == "globex"));
    client.get("/api/facts/live?kind=usages").await.problem(400, "bad_parameter");
    client.get("/api/facts/live?account=nobody").await.problem(404, "not_found");
}

#[tokio::test]
async fn an_import_shows_and_a_stopping_server_ends_the_stream() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let mut messages = client.watch("/api/facts/live?name=trained").await;
    messages.next().await.unwrap();
    let file = "account_id,name,occurred_at,kind\nacme,trained,2026-01-01,training\n";
    let path = "/api/imports/facts?file=courses.csv";
    client.send(axum::http::Method::POST, path, axum::body::Body::from(file)).await.ok();
    let (told, _) = events(&mut messages, 1).await;
    assert_eq!(
        (&told[0]["source"], &told[0]["kind"]),
        (&json!("import:courses.csv"), &json!("training"))
    );
    app.state.end_streams();
    while messages.next().await.is_some() {}
    let mut late = client.watch("/api/facts/live").await;
    late.next().await.unwrap();
    while late.next().await.is_some() {}
}
