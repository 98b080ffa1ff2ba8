//! What our own people say of an account, and scores that they set against the scorecard's.

use perennial_model::Role;
use serde_json::{Value, json};

use crate::support::App;

const ACME: &str = "/api/accounts/acme";

#[tokio::test]
async fn a_pulse_counts_until_it_is_taken_back() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let csm = app.signed_in(Role::Csm).await;
    let judgements = format!("{ACME}/judgements");
    let before = csm.get(&judgements).await.ok();
    assert_eq!((&before["current"]["pulse"], &before["history"]), (&Value::Null, &json!([])));
    assert_eq!(before["pulse_fades_after_days"], 90);
    let score = csm.get(ACME).await.ok()["row"]["score"].as_f64().unwrap();

    let pulse = json!({ "kind": "pulse", "value": "1", "reason": "They look at others." });
    let made = csm.post(&judgements, pulse).await;
    assert_eq!(made.status, 201);
    let made: Value = serde_json::from_str(&made.text()).unwrap();
    assert_eq!((&made["by"], &made["age_days"]), (&json!("csm@us.example"), &json!(0)));
    assert_eq!((&made["withdrawn"], &made["old"]), (&json!(false), &json!(false)));
    let detail = csm.get(ACME).await.ok();
    assert!(detail["row"]["score"].as_f64().unwrap() < score, "a pulse of 1 weighs on the score");
    let group = detail["health"]["groups"].as_array().unwrap().iter();
    let ours = group.clone().find(|group| group["key"] == "judgement").unwrap();
    assert_eq!(ours["measures"][0]["sentence"], "the pulse is 1 of 5");
    let evidence = ours["measures"][0]["evidence"][0].as_str().unwrap();
    assert!(evidence.contains("“They look at others.”"), "{evidence}");
    let facts = detail["health"]["facts"].as_array().unwrap();
    assert!(facts.iter().any(|fact| fact.as_str().unwrap().contains("look at others")));
    let marks = csm.get(&format!("{ACME}/history")).await.ok()["annotations"].clone();
    let marks = marks.as_array().unwrap().iter();
    assert!(marks.clone().any(|mark| mark["kind"] == "judgement"), "the chart marks it");

    let id = made["judgement_id"].as_str().unwrap();
    assert_eq!(csm.delete(&format!("{judgements}/{id}")).await.status, 204);
    let after = csm.get(&judgements).await.ok();
    assert_eq!(after["current"]["pulse"], Value::Null);
    assert_eq!(after["history"][0]["withdrawn"], true);
    assert_eq!(csm.get(ACME).await.ok()["row"]["score"].as_f64(), Some(score));
    csm.delete(&format!("{judgements}/no-such")).await.problem(404, "not_found");
}

#[tokio::test]
async fn use_that_does_not_fit_holds_the_usage_group_down() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let csm = app.signed_in(Role::Csm).await;
    let health = "/api/accounts/globex/health";
    let usage = |told: &Value| told["groups"][0].clone();
    let before = usage(&csm.get(health).await.ok());
    assert_eq!(before["ceiling"], Value::Null);
    let fit = json!({ "kind": "fit", "value": "no", "reason": "A calendar and nothing else." });
    assert_eq!(csm.post("/api/accounts/globex/judgements", fit).await.status, 201);
    let told = csm.get(health).await.ok();
    let after = usage(&told);
    assert_eq!((&after["score"], &after["ceiling"]["most"]), (&json!(40.0), &json!(40.0)));
    assert_eq!(after["ceiling"]["uncapped"], before["score"]);
    // Measures, ceilings and exceptions add up to the score.
    let groups = told["groups"].as_array().unwrap();
    let sum: f64 = groups.iter().map(|group| group["contribution"].as_f64().unwrap()).sum();
    assert!((sum - told["score"].as_f64().unwrap()).abs() < 1e-9);
}

#[tokio::test]
async fn three_views_of_what_we_are_to_them_may_disagree() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let csm = app.signed_in(Role::Csm).await;
    let judgements = "/api/accounts/globex/judgements";
    let value = csm.get(judgements).await.ok()["value"].clone();
    assert_eq!((&value["csm"], &value["disagree"]), (&Value::Null, &json!(false)));
    let behaviour = value["behaviour"].as_str().unwrap().to_owned();
    let ours = if behaviour == "no_longer_needed" { "essential" } else { "no_longer_needed" };
    // No reason is needed for this one.
    let said = csm.post(judgements, json!({ "kind": "value", "value": ours })).await;
    assert_eq!(said.status, 201);
    let value = csm.get(judgements).await.ok()["value"].clone();
    assert_eq!((&value["csm"], &value["disagree"]), (&json!(ours), &json!(true)));
    let overview = csm.get("/api/health/overview").await.ok();
    assert_eq!(overview["disagreements"]["accounts"], 1);
    let listed = csm.get("/api/accounts?where=value_class_spread%20%3E%3D%201").await.ok();
    assert_eq!(listed["matching"], 1);
}

#[tokio::test]
async fn an_override_and_the_score_are_both_shown() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    let csm = app.signed_in(Role::Csm).await;
    let overrides = format!("{ACME}/overrides");
    let score = csm.get(ACME).await.ok()["row"]["score"].clone();
    let until = app.state.board.today().plus(30).to_string();
    let new = |score: f64| json!({ "score": score, "reason": "I spoke to them.", "until": until });
    let made = csm.post(&overrides, new(80.0)).await;
    assert_eq!(made.status, 201, "{}", made.text());

    let row = csm.get(ACME).await.ok()["row"].clone();
    assert_eq!(row["score"], score, "the scorecard goes on scoring");
    let over = &row["override"];
    assert_eq!((&over["score"], &over["computed_score"]), (&json!(80.0), &score));
    assert_eq!((&over["band"], &over["until"]), (&json!("healthy"), &json!(until)));
    assert_eq!((&over["owner_email"], &over["in_force"]), (&json!("csm@us.example"), &json!(true)));
    let health = csm.get(&format!("{ACME}/health")).await.ok();
    assert_eq!(health["override"]["score"], 80.0);
    assert_eq!(csm.get("/api/health/overview").await.ok()["overrides"][0]["account_id"], "acme");

    // Another takes its place, and ending that leaves none.
    csm.post(&overrides, new(60.0)).await;
    let rows = csm.get(&overrides).await.ok()["rows"].as_array().unwrap().clone();
    let shown: Vec<_> = rows.iter().map(|row| (&row["score"], &row["in_force"])).collect();
    assert_eq!(shown, [(&json!(60.0), &json!(true)), (&json!(80.0), &json!(false))]);
    let id = rows[0]["override_id"].as_str().unwrap();
    assert_eq!(csm.delete(&format!("{overrides}/{id}")).await.status, 204);
    assert_eq!(csm.get(ACME).await.ok()["row"]["override"], Value::Null);

    let refused = |body: Value| csm.post(&overrides, body);
    let yesterday = app.state.board.today().plus(-1).to_string();
    refused(json!({ "score": 101, "reason": "x", "until": until })).await.problem(422, "invalid");
    refused(json!({ "score": 50, "reason": " ", "until": until })).await.problem(422, "invalid");
    refused(json!({ "score": 50, "reason": "x", "until": yesterday }))
        .await
        .problem(422, "invalid");
    refused(json!({ "score": 50, "reason": "x", "until": "9999-01-01" }))
        .await
        .problem(422, "invalid");
}

#[tokio::test]
async fn what_cannot_be_said_is_refused() {
    let app = App::new().await;
    let csm = app.signed_in(Role::Csm).await;
    let say = |body: Value| csm.post("/api/accounts/acme/judgements", body);
    let wrong = say(json!({ "kind": "pulse", "value": "9", "reason": "x" })).await;
    assert!(wrong.problem(422, "invalid")["detail"].as_str().unwrap().contains("1, 2, 3, 4, 5"));
    let silent = say(json!({ "kind": "fit", "value": "no", "reason": "" })).await;
    assert!(silent.problem(422, "invalid")["detail"].as_str().unwrap().contains("say why"));
    say(json!({ "kind": "mood", "value": "1" })).await.problem(400, "bad_body");
    let viewer = app.signed_in(Role::Viewer).await;
    let body = json!({ "kind": "value", "value": "essential" });
    viewer.post("/api/accounts/acme/judgements", body).await.problem(403, "not_allowed");
}
