//! The health overview, hidden risk, and several scorecards.

use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[tokio::test]
async fn the_overview_counts_every_customer_once() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let overview = viewer.get("/api/health/overview").await.ok();
    let bands = overview["bands"].as_array().unwrap();
    let counted: f64 = bands.iter().map(|band| number(&band["accounts"])).sum();
    assert_eq!(counted, number(&overview["scored"]));
    assert_eq!(counted + number(&overview["unscored"]["accounts"]), number(&overview["accounts"]));
    let binned: f64 =
        overview["coverage"].as_array().unwrap().iter().map(|bin| number(&bin["accounts"])).sum();
    assert_eq!(binned, number(&overview["scored"]));
    let arr: f64 = bands.iter().map(|band| number(&band["arr"]["minor"])).sum();
    let rows = viewer.get("/api/accounts").await.ok()["rows"].as_array().unwrap().clone();
    let scored = rows.iter().filter(|row| !row["score"].is_null() && !row["arr"].is_null());
    assert_eq!(arr, scored.map(|row| number(&row["arr"]["minor"])).sum::<f64>());
    assert_eq!(overview["scorecards"][0]["key"], "default");
    let falls = overview["down"].as_array().unwrap();
    assert!(falls.iter().all(|row| number(&row["score_change_28d"]) <= -1.0));
}

#[tokio::test]
async fn a_hidden_risk_opens_to_its_sides_and_they_add_up() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let list = viewer.get("/api/hidden-risk?all=true").await.ok();
    assert_eq!(list["listed_from"], 50.0);
    assert_eq!(list["sides"].as_array().unwrap().len(), 10);
    let rows = list["rows"].as_array().unwrap();
    assert!(!rows.is_empty());
    assert_eq!(number(&list["judged"]), rows.len() as f64);
    for row in rows {
        let id = row["account_id"].as_str().unwrap();
        let told = viewer.get(&format!("/api/accounts/{id}/hidden-risk")).await.ok();
        assert_eq!(told["risk"], row["risk"], "{id}");
        assert_eq!(told["listed"], row["listed"]);
        let sides = told["sides"].as_array().unwrap();
        let sum: f64 = sides.iter().map(|side| number(&side["contribution"])).sum();
        assert!((sum - number(&told["risk"])).abs() < 1e-9, "{told}");
        assert_eq!(sides.len(), row["sides"].as_array().unwrap().len());
        let history = &told["history"];
        assert_eq!(history["days"].as_array().unwrap().last(), Some(&told["day"]));
        assert_eq!(history["risk"].as_array().unwrap().last(), Some(&told["risk"]));
    }
    // As a condition and as a column to sort by.
    let high =
        viewer.get("/api/accounts?where=hidden_risk%20%3E%3D%200&sort=hidden_risk").await.ok();
    assert_eq!(number(&high["matching"]), rows.len() as f64);
    let test = viewer.get("/api/backtest?hidden_risk=true").await.ok();
    assert_eq!(test["judged"]["kind"], "hidden_risk");
    assert_eq!(test["judged"]["risk"], "high");
}

#[tokio::test]
async fn settings_of_hidden_risk_are_published_and_taken_back() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let manager = app.signed_in(Role::Admin).await;
    let settings = "/api/hidden-risk/settings";
    let before = manager.get(settings).await.ok();
    assert_eq!((&before["own"], &before["version"]), (&json!(false), &json!(0)));
    // The consumption gap is a metric only where somebody declared what plans entitle to.
    let text = before["toml"].as_str().unwrap();
    let refused = manager.put(settings, json!({ "toml": text })).await.problem(422, "invalid");
    assert_eq!(refused["errors"][0]["field"], "sides.gap.signs.consumption_gap.metric");
    let (start, rest) = text.split_once("[[sides.signs]]\nkey = \"consumption_gap\"").unwrap();
    let (_, end) = rest.split_once("# ----").unwrap();
    let start = start
        .trim_end()
        .trim_end_matches("[[sides]]\nkey = \"gap\"\nname = \"Bought and not used\"");
    let own = format!("{start}\n# ----{end}").replace("listed_from = 50", "listed_from = 1");
    let saved = manager.put(settings, json!({ "toml": own })).await.ok();
    assert_eq!((&saved["own"], &saved["version"]), (&json!(true), &json!(1)));
    let list = manager.get("/api/hidden-risk").await.ok();
    assert_eq!((&list["listed_from"], &list["version"]), (&json!(1.0), &json!(1)));
    let back = manager.delete(settings).await.ok();
    assert_eq!((&back["own"], &back["version"]), (&json!(false), &json!(2)));
}

#[tokio::test]
async fn a_second_scorecard_scores_its_own_accounts() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let manager = app.signed_in(Role::Admin).await;
    let mut card = manager.get("/api/scorecard").await.ok();
    let fields = ["name", "least_coverage", "emphasis", "groups", "bands", "exceptions"];
    card.as_object_mut().unwrap().retain(|key, _| fields.contains(&key.as_str()));
    card["name"] = json!("Pro");
    let pro = "/api/scorecard?key=pro";
    // It has to say whom it scores.
    let refused = manager.put(pro, json!({ "card": card })).await.problem(422, "invalid");
    assert_eq!(refused["errors"][0]["field"], "applies_to");
    card["applies_to"] = json!("tier = 'pro'");
    card["exceptions"] = json!([{ "key": "all", "name": "Anything", "metric": "arr", "at_least": 1.0, "most": 33.0 }]);
    let preview =
        manager.post("/api/scorecard/preview?key=pro", json!({ "card": card })).await.ok();
    assert_eq!((&preview["problem"], &preview["accounts"]), (&Value::Null, &json!(1)));
    assert_eq!(preview["movers"][0]["account_id"], "globex");
    assert_eq!(preview["movers"][0]["after"], 33.0);
    let saved = manager.put(pro, json!({ "card": card, "base_version": 0 })).await.ok();
    assert_eq!((&saved["key"], &saved["accounts"]), (&json!("pro"), &json!(1)));
    let told = manager.get("/api/accounts/globex/health").await.ok();
    assert_eq!((&told["scorecard"], &told["score"]), (&json!("Pro"), &json!(33.0)));
    assert_eq!(told["exceptions"][0]["most"], 33.0);
    assert_eq!(manager.get("/api/accounts/acme/health").await.ok()["scorecard"], "Default");
    let list = manager.get("/api/scorecards").await.ok();
    let keys: Vec<&str> =
        list["rows"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
    assert_eq!(keys, ["pro", "default"]);
    manager.put("/api/scorecards/order", json!({ "keys": ["x"] })).await.problem(422, "invalid");
    assert!(manager.put("/api/scorecards/order", json!({ "keys": ["pro"] })).await.status == 200);
    let test = manager.get("/api/backtest?scorecard=pro").await.ok();
    assert_eq!((&test["judged"]["key"], &test["judged"]["name"]), (&json!("pro"), &json!("Pro")));

    // A draft is kept, and a publication on top of another one is refused.
    let draft = "/api/scorecard/draft?key=pro";
    let kept = json!({ "toml": "half a scorecard", "base_version": 1 });
    assert_eq!(manager.put(draft, kept).await.status, 204);
    let shown = manager.get(pro).await.ok();
    assert_eq!(shown["draft"]["toml"], "half a scorecard");
    assert_eq!(shown["draft"]["changed_by"], "admin@us.example");
    card["name"] = json!("Pro 2");
    let late = manager.put(pro, json!({ "card": card, "base_version": 0 })).await;
    let detail = late.problem(409, "superseded")["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("version 1") && detail.contains("admin@us.example"), "{detail}");
    assert_eq!(
        manager.put(pro, json!({ "card": card, "base_version": 1 })).await.ok()["version"],
        2
    );
    assert_eq!(manager.get(pro).await.ok()["draft"], Value::Null, "it was published");
    assert_eq!(manager.delete(pro).await.ok()["key"], "default");
    manager.get(pro).await.problem(404, "not_found");
    assert_eq!(manager.get("/api/accounts/globex/health").await.ok()["scorecard"], "Default");
}

#[tokio::test]
async fn a_move_is_told_over_any_span() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let told = viewer.get("/api/accounts/acme/health?days=90").await.ok();
    assert_eq!(told["change_days"], 90);
    let month = viewer.get("/api/accounts/acme/health").await.ok();
    assert_eq!((&month["change_days"], &month["score"]), (&json!(28), &told["score"]));
    viewer.get("/api/accounts/acme/health?days=0").await.problem(400, "bad_parameter");
}
