//! The scorecard is looked at, tried, published, and taken back.

use axum::http::StatusCode;
use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

/// Everybody with an ARR is fine by it.
fn by_money() -> Value {
    json!({
        "name": "Money only",
        "least_coverage": 0.0,
        "emphasis": 0.0,
        "groups": [{ "key": "money", "name": "Money", "weight": 1.0, "measures": [{
            "key": "arr", "name": "ARR", "metric": "arr", "transform": "value",
            "curve": [[0.0, 0.0], [1.0, 90.0]], "weight": 1.0, "missing": "leave_out"
        }] }],
        "bands": [
            { "key": "well", "name": "Well", "from": 60.0 },
            { "key": "ill", "name": "Ill", "from": 0.0 }
        ]
    })
}

#[tokio::test]
async fn a_scorecard_is_tried_published_and_taken_back() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let manager = app.signed_in(Role::Admin).await;
    let before = manager.get("/api/scorecard").await.ok();
    assert_eq!((&before["version"], &before["origin"]), (&json!(0), &json!("built_in")));

    let preview = manager.post("/api/scorecard/preview", json!({ "card": by_money() })).await.ok();
    assert_eq!(preview["problem"], Value::Null);
    assert!(preview["toml"].as_str().unwrap().contains("Money only"));
    let after = |key: &str| {
        let bands = preview["bands_after"].as_array().unwrap();
        bands.iter().find(|band| band["key"] == key).unwrap()["accounts"].clone()
    };
    assert_eq!((after("well"), after("ill")), (json!(2), json!(0)));
    assert_eq!(preview["unscored_after"], 1);
    assert_eq!(preview["after"]["calls"], 20);
    // Nothing was kept.
    assert_eq!(manager.get("/api/scorecard").await.ok()["version"], 0);

    let toml = format!("# why we do so\n{}", preview["toml"].as_str().unwrap());
    let saved = manager.put("/api/scorecard", json!({ "toml": toml })).await.ok();
    assert_eq!((&saved["version"], &saved["origin"]), (&json!(1), &json!("own")));
    assert_eq!(saved["changed_by"], "admin@us.example");
    let rows = manager.get("/api/accounts").await.ok()["rows"].as_array().unwrap().clone();
    let scores: Vec<&Value> = rows.iter().map(|row| &row["score"]).collect();
    assert_eq!(scores.iter().filter(|score| ***score == json!(90.0)).count(), 2, "{scores:?}");
    let id = rows[0]["account_id"].as_str().unwrap();
    let told = manager.get(&format!("/api/accounts/{id}/health")).await.ok();
    let by = (&told["scorecard"], &told["scorecard_version"]);
    assert_eq!(by, (&json!("Money only"), &json!(1)));
    // The same again is no new version.
    assert_eq!(manager.put("/api/scorecard", json!({ "toml": toml })).await.ok()["version"], 1);

    let back = manager.delete("/api/scorecard").await.ok();
    assert_eq!((&back["version"], &back["origin"]), (&json!(2), &json!("built_in")));
    assert_eq!(back["groups"], before["groups"]);
    let versions = manager.get("/api/scorecard/versions").await.ok();
    let versions = versions["rows"].as_array().unwrap();
    assert_eq!(versions.len(), 2);
    assert!(versions[1]["toml"].as_str().unwrap().starts_with("# why we do so"));
    assert_eq!((&versions[0]["toml"], &versions[0]["current"]), (&Value::Null, &json!(true)));
}

#[tokio::test]
async fn the_scorecard_that_is_in_use_changes_nothing() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let toml = viewer.get("/api/scorecard").await.ok()["toml"].clone();
    let preview = viewer.post("/api/scorecard/preview", json!({ "toml": toml })).await.ok();
    assert_eq!((&preview["changed"], &preview["moves"]), (&json!(0), &json!([])));
    assert_eq!(preview["before"], preview["after"]);
    assert_eq!(preview["bands_before"], preview["bands_after"]);
}

#[tokio::test]
async fn what_is_wrong_is_named_with_its_place() {
    let app = App::new().await;
    let manager = app.signed_in(Role::Admin).await;
    let mut card = by_money();
    card["groups"][0]["measures"][0]["metric"] = json!("ar");
    let preview = manager.post("/api/scorecard/preview", json!({ "card": card })).await.ok();
    assert_eq!(preview["problem"]["key"], "groups.money.measures.arr.metric");
    assert!(preview["problem"]["detail"].as_str().unwrap().contains("arr"), "{preview}");
    assert!(preview["toml"].as_str().unwrap().contains("Money only"));
    assert_eq!(preview["card"]["groups"][0]["measures"][0]["metric"], "ar", "the draft comes back");
    let refused = manager.put("/api/scorecard", json!({ "card": card })).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let neither = manager.post("/api/scorecard/preview", json!({})).await.ok();
    assert!(neither["problem"]["detail"].as_str().unwrap().contains("card or toml"));
}
