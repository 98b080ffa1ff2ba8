//! The wire format: what official clients send, what wrong clients send, and what they are told.

use std::sync::atomic::{AtomicU64, Ordering};

use perennial_model::{Fact, IdSource, Identity, Incoming, Micros, Zone};
use perennial_sources::segment::{Call, CallError, CallKind, Receiving, parse, write_key};
use serde_json::{Value, json};

#[derive(Default)]
struct Counting(AtomicU64);

impl IdSource for Counting {
    fn next_id(&self) -> String {
        format!("made-{}", self.0.fetch_add(1, Ordering::Relaxed))
    }
}

fn now() -> Micros {
    Micros::parse("2026-03-01T12:00:00Z", &Zone::utc()).unwrap()
}

fn call(kind: CallKind, body: &Value) -> Result<Call, CallError> {
    let ids = Counting::default();
    parse(
        kind,
        body.to_string().as_bytes(),
        &Receiving { now: now(), source: "segment:web", ids: &ids },
    )
}

fn facts(call: &Call) -> Vec<Fact> {
    let fact = |incoming: &Incoming| match incoming {
        Incoming::Fact(fact) => Some(fact.clone()),
        Incoming::Identity(_) => None,
    };
    call.accepted().filter_map(fact).collect()
}

fn identities(call: &Call) -> Vec<Identity> {
    let identity = |incoming: &Incoming| match incoming {
        Incoming::Identity(identity) => Some(identity.clone()),
        Incoming::Fact(_) => None,
    };
    call.accepted().filter_map(identity).collect()
}

#[test]
fn a_batch_as_the_node_client_sends_it() {
    let body = json!({
        "batch": [
            {"userId": "u1", "traits": {"email": "ann@acme.example", "age": 41, "gone": null}, "integrations": {},
             "context": {"library": {"name": "@segment/analytics-node", "version": "3.0.0"}},
             "type": "identify", "_metadata": {"jsRuntime": "node"},
             "timestamp": "2026-03-01T11:59:59.000Z", "messageId": "node-next-1"},
            {"userId": "u1", "event": "job_scheduled", "properties": {"value": 3, "color": "red"},
             "context": {"groupId": "acme", "sessionId": 77}, "type": "track",
             "timestamp": "2026-03-01T11:59:58.000Z", "messageId": "node-next-2"},
            {"userId": "u1", "groupId": "acme", "traits": {"name": "Acme"}, "type": "group", "messageId": "node-next-3"},
            {"anonymousId": "a9", "name": "Pricing", "category": "Docs", "properties": {"url": "/p"}, "type": "page", "messageId": "node-next-4"},
            {"userId": "u1", "previousId": "a9", "type": "alias", "messageId": "node-next-5"},
        ],
        "writeKey": "wk", "sentAt": "2026-03-01T12:00:00.000Z"
    });
    let call = call(CallKind::Batch, &body).unwrap();
    assert_eq!(call.write_key.as_deref(), Some("wk"));
    assert_eq!(call.refused().count(), 0);
    let facts = facts(&call);
    let track = &facts[0];
    assert_eq!((track.fact_id.as_str(), track.name.as_str()), ("node-next-2", "job_scheduled"));
    assert_eq!(track.account_id, Some("acme".into()));
    assert_eq!(track.contact_id, Some("u1".into()));
    assert_eq!((track.value, track.session_id.as_deref()), (Some(3.0), Some("77")));
    assert_eq!(track.occurred_at.to_string(), "2026-03-01T11:59:58Z");
    assert_eq!(track.properties.as_deref(), Some(r#"{"color":"red","value":3}"#));
    assert_eq!(track.source, "segment:web");
    let page = &facts[1];
    assert_eq!(page.name, "Viewed Pricing page");
    assert_eq!(
        page.properties.as_deref(),
        Some(r#"{"category":"Docs","name":"Pricing","url":"/p"}"#)
    );
    let identities = identities(&call);
    let Identity::Contact { contact_id, traits, .. } = &identities[0] else { panic!("no contact") };
    assert_eq!(contact_id.as_str(), "u1");
    assert_eq!(traits.keys().collect::<Vec<_>>(), ["age", "email"]);
    assert_eq!(traits["email"], "\"ann@acme.example\"");
    assert!(
        matches!(&identities[1], Identity::Account { account_id, .. } if account_id.as_str() == "acme")
    );
    assert!(
        matches!(&identities[2], Identity::Alias { previous_id, .. } if previous_id.as_str() == "a9")
    );
}

#[test]
fn a_batch_as_the_python_client_sends_it() {
    let body = json!({
        "batch": [{"integrations": {}, "anonymousId": null, "properties": {"revenue": 12.5}, "userId": "7",
            "timestamp": "2026-03-01T12:59:50.000+00:00", "context": {"library": {"name": "analytics-python", "version": "2.4.0"}},
            "type": "track", "event": "Invoice sent", "messageId": "m1"}],
        "sentAt": "2026-03-01T13:00:00.000000+00:00", "writeKey": "wk"
    });
    let fact = &facts(&call(CallKind::Batch, &body).unwrap())[0];
    assert_eq!(
        fact.occurred_at.to_string(),
        "2026-03-01T11:59:50Z",
        "the client's clock is an hour ahead"
    );
    assert_eq!(fact.value, Some(12.5));
}

#[test]
fn the_batchs_context_is_every_items() {
    let body = json!({"context": {"groupId": "acme"}, "batch": [
        {"type": "track", "event": "a", "userId": 12},
        {"type": "track", "event": "a", "userId": "u", "context": {"groupId": "globex"}},
    ]});
    let call = call(CallKind::Batch, &body).unwrap();
    let facts = facts(&call);
    assert_eq!(facts[0].account_id, Some("acme".into()));
    assert_eq!(facts[0].contact_id, Some("12".into()), "numbers are ids too");
    assert_eq!(facts[1].account_id, Some("globex".into()));
    assert_eq!(facts[0].fact_id, "made-0", "without a messageId the event gets an id");
    assert_ne!(facts[0].fact_id, facts[1].fact_id);
}

#[test]
fn an_event_with_both_ids_joins_them_once_per_call() {
    let event = json!({"type": "track", "event": "a", "userId": "u", "anonymousId": "anon"});
    let call = call(CallKind::Batch, &json!({"batch": [event, event]})).unwrap();
    assert_eq!(call.items[0].as_ref().unwrap().len(), 2);
    assert_eq!(call.items[1].as_ref().unwrap().len(), 1);
    let identities = identities(&call);
    assert!(
        matches!(&identities[0], Identity::Contact { anonymous_id: Some(anon), .. } if anon.as_str() == "anon")
    );
}

#[test]
fn one_bad_item_costs_no_other() {
    let body = json!({"batch": [
        {"type": "track", "event": "fine", "userId": "u"},
        {"type": "track", "userId": "u", "messageId": "m"},
        {"type": "track", "event": "x", "userId": ""},
        {"type": "trak", "event": "x", "userId": "u"},
        {"event": "x", "userId": "u"},
        17,
        {"type": "group", "userId": "u"},
        {"type": "alias", "userId": "u"},
        {"type": "identify"},
        {"type": "track", "event": "x", "userId": "u", "timestamp": "soon"},
        {"type": "track", "event": "x", "userId": "u", "properties": {"big": "y".repeat(33_000)}},
        {"type": "track", "event": "x", "userId": "i".repeat(501)},
        {"type": "track", "event": "also fine", "userId": "u"},
    ]});
    let call = call(CallKind::Batch, &body).unwrap();
    let told: Vec<(usize, &str)> = call.refused().map(|error| (error.index, error.code)).collect();
    assert_eq!(
        told,
        [
            (1, "no_event"),
            (2, "no_user"),
            (3, "bad_type"),
            (4, "no_type"),
            (5, "not_an_object"),
            (6, "no_group"),
            (7, "no_alias"),
            (8, "no_user"),
            (9, "bad_timestamp"),
            (10, "event_too_large"),
            (11, "id_too_long"),
        ]
    );
    assert_eq!(facts(&call).len(), 2);
    let errors: Vec<_> = call.refused().collect();
    assert_eq!(errors[0].call.as_deref(), Some("track"));
    assert_eq!(errors[0].message_id.as_deref(), Some("m"));
    assert!(errors[2].reason.contains("did you mean \"track\"?"), "{}", errors[2].reason);
}

#[test]
fn single_calls_take_their_kind_from_the_path() {
    let body =
        json!({"event": "a", "userId": "u", "writeKey": "wk", "context": {"groupId": "acme"}});
    let call_ = call(CallKind::Track, &body).unwrap();
    assert_eq!(facts(&call_)[0].name, "a");
    assert_eq!(write_key(body.to_string().as_bytes()).as_deref(), Some("wk"));
    let screen = call(CallKind::Screen, &json!({"anonymousId": "a"})).unwrap();
    assert_eq!(facts(&screen)[0].name, "Viewed screen");
    let group = call(CallKind::Group, &json!({"groupId": 5, "traits": {"plan": "pro"}})).unwrap();
    assert!(matches!(&identities(&group)[0], Identity::Account { contact_id: None, .. }));
}

#[test]
fn a_call_that_is_too_large_or_no_json_is_refused_whole() {
    let status = |kind, body: &[u8]| {
        let ids = Counting::default();
        let error =
            parse(kind, body, &Receiving { now: now(), source: "s", ids: &ids }).unwrap_err();
        (error.status(), error.code())
    };
    assert_eq!(status(CallKind::Batch, &vec![b' '; 4 * 1024 * 1024 + 1]), (413, "body_too_large"));
    let many = json!({"batch": vec![1; 2501]}).to_string();
    assert_eq!(status(CallKind::Batch, many.as_bytes()), (413, "too_many_events"));
    assert_eq!(status(CallKind::Batch, b"{\"batch\": {}}"), (400, "no_batch"));
    assert_eq!(status(CallKind::Batch, b"{}"), (400, "no_batch"));
    assert_eq!(status(CallKind::Track, b"[1]"), (400, "not_json"));
    assert_eq!(status(CallKind::Track, b"{\"event\": "), (400, "not_json"));
    assert_eq!(status(CallKind::Track, b"{\"event\": \"\xff\"}"), (400, "not_utf8"));
}

#[test]
fn texts_that_no_database_takes_are_cleaned() {
    let body = br#"{"event":"a\u0000b","userId":"u","properties":{"x\u0000":"y\u0000"}}"#;
    let ids = Counting::default();
    let call =
        parse(CallKind::Track, body, &Receiving { now: now(), source: "s", ids: &ids }).unwrap();
    assert_eq!(facts(&call)[0].name, "ab");
    assert_eq!(facts(&call)[0].properties.as_deref(), Some(r#"{"x":"y"}"#));
}

/// Bodies as the official clients sent them (`@segment/analytics-node` 3.1.0 and
/// `segment-analytics-python` 2.4.0), caught on the wire.
#[test]
fn what_official_clients_really_send_is_understood() {
    let at = |text: &str| Micros::parse(text, &Zone::utc()).unwrap();
    let bodies: [(&[u8], &str, &str); 2] = [
        (include_bytes!("../fixtures/segment_node.json"), "wk_node", "job_scheduled"),
        (include_bytes!("../fixtures/segment_python.json"), "wk_python", "invoice_sent"),
    ];
    for (body, key, event) in bodies {
        let ids = Counting::default();
        let receiving =
            Receiving { now: at("2026-11-22T09:00:00Z"), source: "segment:test", ids: &ids };
        let call = parse(CallKind::Batch, body, &receiving).unwrap();
        assert_eq!(call.write_key.as_deref(), Some(key));
        assert_eq!((call.items.len(), call.refused().count()), (6, 0));
        let facts = facts(&call);
        let track = facts.iter().find(|fact| fact.name == event).unwrap();
        assert_eq!(track.account_id, Some("acme".into()));
        assert!(track.value.is_some());
        let sent = if key == "wk_node" {
            at("2026-11-22T08:43:03.908Z")
        } else {
            at("2026-11-22T08:43:05.507284Z")
        };
        let expected = receiving.now.0 - (sent.0 - at("2026-01-31T09:30:00Z").0);
        assert_eq!(track.occurred_at, Micros(expected), "set right by the client's own clock");
        assert!(facts.iter().all(|fact| !fact.fact_id.starts_with("made-")));
        assert_eq!(identities(&call).len(), 3);
    }
}

#[test]
fn a_property_says_what_sort_of_fact_it_is() {
    let track = |kind: Value| {
        let properties = json!({"perennial_kind": kind, "plan": "pro"});
        json!({"userId": "ann", "event": "Kickoff done", "properties": properties})
    };
    let told = facts(&call(CallKind::Track, &track(json!("milestone"))).unwrap());
    assert_eq!(told[0].kind, perennial_model::FactKind::Milestone);
    assert_eq!(told[0].properties.as_deref(), Some(r#"{"plan":"pro"}"#));
    for wrong in [json!("party"), json!(3)] {
        let refused = call(CallKind::Track, &track(wrong)).unwrap();
        let error = refused.items.iter().find_map(|item| item.as_ref().err()).unwrap();
        assert_eq!(error.code, "unknown_kind");
        assert!(error.reason.contains("milestone"), "{}", error.reason);
    }
}
