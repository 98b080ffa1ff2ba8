//! Metrics are declared, looked at, changed and taken back.

use axum::http::StatusCode;
use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

fn busy_days() -> Value {
    json!({
        "key": "busy_days_28d",
        "name": "Busy days",
        "description": "Days on which a report was opened",
        "unit": "days",
        "good": "higher",
        "from": "facts",
        "where": "kind = 'usage'",
        "fold": "active_days",
        "window": 28
    })
}

#[tokio::test]
async fn the_catalogue_says_what_each_metric_is_and_how_it_is_spread() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let rows = viewer.get("/api/metrics").await.ok()["rows"].as_array().unwrap().clone();
    assert!(rows.len() > 120);
    let of = |key: &str| rows.iter().find(|row| row["key"] == key).unwrap().clone();
    let arr = of("arr");
    assert_eq!((&arr["accounts"], &arr["with_value"]), (&json!(3), &json!(2)));
    assert_eq!((&arr["median"], &arr["origin"]), (&json!(18_000.0), &json!("built_in")));
    assert_eq!(of("days_since_last_training")["with_value"], 0);
    // A count of what nobody sends is 0 for everybody and says nothing; of tickets there are some.
    for (key, fed) in [
        ("mentions_90d", false),
        ("trained_share_365d", false),
        ("tickets_28d", true),
        ("arr", true),
    ] {
        let row = of(key);
        assert_eq!(row["fed"], fed, "{key}");
        assert_eq!(row["with_value"] == 0, !fed, "{key}");
        let page = viewer.get(&format!("/api/metrics/{key}")).await.ok();
        assert_eq!((&page["fed"], page["distribution"].is_null()), (&json!(fed), !fed), "{key}");
    }

    let shown = viewer.get("/api/metrics/events_change_28d").await.ok();
    assert_eq!(shown["made_of"], json!(["events_28d"]));
    assert_eq!(shown["distribution"]["n"], 2);
    assert!(shown["toml"].as_str().unwrap().contains("lag(events_28d, 28)"));
    let used = viewer.get("/api/metrics/arr").await.ok();
    let kinds: Vec<&str> =
        used["uses"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    for kind in ["metric", "scorecard", "signal"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let accounts = viewer.get("/api/metrics/arr/accounts?order=lowest&limit=2").await.ok();
    assert_eq!(accounts["total"], 3);
    assert_eq!(accounts["accounts"][0]["account_id"], "globex");
    assert_eq!(accounts["accounts"][0]["weeks"].as_array().unwrap().len(), 26);
    assert_eq!(accounts["accounts"][0]["weeks"][25], 12_000.0);
    let missing = viewer.get("/api/metrics/active_contact_28d").await;
    let said = missing.problem(404, "not_found")["detail"].as_str().unwrap().to_owned();
    assert!(said.contains("did you mean active_contacts_28d?"), "{said}");
}

#[tokio::test]
async fn a_metric_is_declared_versioned_and_taken_back() {
    let app = App::new().await;
    let _stop = app.keep_current().await;
    let leader = app.signed_in(Role::Leader).await;
    let checked = leader.post("/api/metrics/check", json!({"definition": busy_days()})).await.ok();
    assert_eq!((&checked["rereads"], &checked["distribution"]["n"]), (&json!(false), &json!(3)));
    assert!(leader.get("/api/metrics/busy_days_28d").await.status == StatusCode::NOT_FOUND);

    let path = "/api/metrics/busy_days_28d";
    let saved = leader.put(path, json!({"definition": busy_days()})).await.ok();
    assert_eq!((&saved["version"], &saved["origin"]), (&json!(1), &json!("own")));
    let acme = leader.get("/api/accounts/acme").await.ok();
    let own = acme["metrics"].as_array().unwrap().iter().find(|m| m["key"] == "busy_days_28d");
    assert_eq!(own.unwrap()["value"], 3.0);
    // Its whole history is there at once, and conditions know it.
    let past = leader
        .get("/api/accounts/acme/history?metrics=busy_days_28d&from=2025-11-01&to=2025-11-01")
        .await
        .ok();
    assert_eq!(past["metrics"]["busy_days_28d"], json!([28.0]));
    let list = leader.get("/api/accounts?where=busy_days_28d%20%3C%205").await.ok();
    assert_eq!(list["matching"], 2);

    let toml = saved["toml"].as_str().unwrap().replace("window = 28", "window = 7");
    let again = leader.put(path, json!({"toml": toml})).await.ok();
    assert_eq!(again["version"], 2);
    assert_eq!(again["versions"].as_array().unwrap().len(), 2);

    let of_it = json!({"definition": {
        "key": "busy_share", "name": "Busy share", "description": "Of a week", "unit": "ratio",
        "expression": "busy_days_28d / 7"
    }});
    leader.put("/api/metrics/busy_share", of_it).await.ok();
    let kept = leader.delete(path).await.problem(409, "in_use");
    assert_eq!(kept["errors"][0]["field"], "busy_share");
    assert_eq!(leader.delete("/api/metrics/busy_share").await.status, StatusCode::NO_CONTENT);
    assert_eq!(leader.delete(path).await.status, StatusCode::NO_CONTENT);
    leader.get(path).await.problem(404, "not_found");
    leader.delete("/api/metrics/arr").await.problem(409, "built_in");
    let csm = app.signed_in(Role::Csm).await;
    csm.put(path, json!({"definition": busy_days()})).await.problem(403, "not_allowed");
}

#[tokio::test]
async fn a_property_that_was_not_kept_is_read_from_the_facts() {
    let app = App::new().await;
    let _stop = app.keep_current().await;
    let leader = app.signed_in(Role::Leader).await;
    let definition = json!({
        "key": "web_events", "name": "Web events", "description": "Events of the web app",
        "unit": "events", "from": "facts", "fold": "count", "window": 90,
        "where": "properties.surface = 'web'"
    });
    let checked = leader.post("/api/metrics/check", json!({"definition": definition})).await.ok();
    assert_eq!((&checked["rereads"], &checked["distribution"]), (&json!(true), &Value::Null));
    let saved = leader.put("/api/metrics/web_events", json!({"definition": definition})).await.ok();
    assert_eq!((&saved["fed"], &saved["distribution"]), (&json!(false), &Value::Null));
    let events = leader.get("/api/metrics/events_90d").await.ok();
    assert!(events["distribution"]["max"].as_f64().unwrap() > 100.0, "nothing was lost on the way");
}

#[tokio::test]
async fn accounts_are_compared_with_their_peers_and_a_segment_in_use_stays() {
    let app = App::new().await;
    let _stop = app.keep_current().await;
    let leader = app.signed_in(Role::Leader).await;
    let of_peers = |expression: &str| {
        json!({"definition": {
            "key": "beside", "name": "Beside", "description": "", "unit": "number",
            "expression": expression
        }})
    };
    let unknown =
        leader.post("/api/metrics/check", of_peers("peer_count(events_28d, 'busy')")).await;
    let said = unknown.problem(422, "invalid")["errors"][0].clone();
    assert_eq!(said["field"], "expression");
    assert!(
        said["detail"].as_str().unwrap().contains("no segment with the key \"busy\""),
        "{said}"
    );

    let busy = json!({"key": "busy", "name": "Busy", "kind": "condition", "condition": "events_90d > 100"});
    leader.post("/api/segments", busy).await.ok();
    let expression = "peer_count(events_28d) * 10 + peer_count(events_28d, 'busy')";
    let checked = leader.post("/api/metrics/check", of_peers(expression)).await.ok();
    let saved = leader.put("/api/metrics/beside", of_peers(expression)).await.ok();
    for shown in [&checked["distribution"], &saved["distribution"]] {
        assert_eq!((&shown["min"], &shown["max"]), (&json!(32.0), &json!(32.0)), "{shown}");
    }
    let trend = leader.get("/api/metrics/beside/accounts?limit=1").await.ok();
    assert_eq!(trend["accounts"][0]["weeks"][25], 32.0, "the same in every place");
    let list = leader.get("/api/accounts?where=beside%20%3D%2032").await.ok();
    assert_eq!(list["matching"], 3);

    let kept = leader.delete("/api/segments/busy").await.problem(409, "in_use");
    assert_eq!(kept["errors"][0]["detail"], "the metric Beside");
    let change = |condition: &str| json!({"name": "Busy", "condition": condition});
    for (condition, why) in [("score > 50", "score, band"), ("beside > 5", "comparison with peers")]
    {
        let refused = leader.put("/api/segments/busy", change(condition)).await;
        let said = refused.problem(422, "invalid").to_string();
        assert!(said.contains(why), "{said}");
    }
    leader.put("/api/segments/busy", change("events_90d > 1000000")).await.ok();
    leader.delete("/api/metrics/beside").await;
    assert_eq!(leader.delete("/api/segments/busy").await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_at_its_field() {
    let app = App::new().await;
    let leader = app.signed_in(Role::Leader).await;
    let cases = [
        (json!({"where": "knd = 'usage'"}), "where", "did you mean kind?"),
        (json!({"where": "kind = 3"}), "where", "kind"),
        (json!({"fold": "distinct_contact"}), "fold", "distinct_contacts"),
        (json!({"window": 0}), "window", "3660"),
        (json!({"window": 99_999}), "window", "3660"),
        (json!({"value": "score"}), "value", "leave it out"),
        (json!({"key": "Busy Days"}), "key", "lower-case"),
        (json!({"expression": "1"}), "expression", "either"),
    ];
    for (change, field, words) in cases {
        let mut definition = busy_days();
        definition.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let refused = leader.post("/api/metrics/check", json!({"definition": definition})).await;
        let problem = refused.problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains(words), "{problem}");
    }
    let circle = json!({"definition": {
        "key": "events_28d", "name": "Circle", "description": "", "unit": "ratio",
        "expression": "events_change_28d"
    }});
    let said = leader.post("/api/metrics/check", circle).await.problem(422, "invalid").to_string();
    assert!(said.contains("events_28d") && said.contains("events_change_28d"), "{said}");
    leader.post("/api/metrics/check", json!({})).await.problem(422, "invalid");
    leader.post("/api/metrics/check", json!({"toml": "key ="})).await.problem(422, "invalid");
}
