//! Revenue over HTTP. Acme pays 2,000 a month and Globex 1,000, both since 300 days ago; Acme's term ends
//! in 30 days, Globex's in 200.

use perennial_model::{AccountId, Currency, Day, Micros, Money, Role, Subscription, Zone};
use perennial_store::write::upsert_subscriptions;
use serde_json::{Value, json};

use crate::support::{App, days_ago};

fn day(at: Micros) -> Day {
    Zone::utc().day_of(at)
}

/// The whole time that anybody was a customer.
fn all() -> String {
    format!("from={}&to={}", day(days_ago(400)), day(days_ago(-1)))
}

async fn add(app: &App, rows: &[Subscription]) {
    let store = &app.db.store;
    let tx = store.begin().await.unwrap();
    upsert_subscriptions(&tx, rows).await.unwrap();
    tx.commit().await.unwrap();
    app.state.board.look_at(AccountId::from("globex")).await.unwrap();
}

fn row(id: &str, from: i64, to: Option<i64>, minor: i64, currency: &str) -> Subscription {
    Subscription {
        subscription_id: id.to_owned(),
        account_id: "globex".into(),
        started_at: days_ago(from),
        ended_at: to.map(days_ago),
        plan: Some("extra".to_owned()),
        mrr: Some(Money { minor, currency: Currency::parse(currency).unwrap() }),
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: Default::default(),
    }
}

#[tokio::test]
async fn figures_open_to_the_accounts_and_these_to_their_lines() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let told = viewer.get(&format!("/api/revenue?{}", all())).await.ok();
    let whole = &told["whole"];
    assert_eq!(
        (&whole["mrr_start"], &whole["new"], &whole["mrr_end"]),
        (&json!(0), &json!(300_000), &json!(300_000))
    );
    assert_eq!((&whole["nrr"], &whole["arr"]), (&Value::Null, &json!(3_600_000)));
    assert_eq!(told["rows"], json!([]));

    let accounts = viewer.get(&format!("/api/revenue/accounts?{}", all())).await.ok();
    let sums: Vec<_> = accounts["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["account_id"], &one["new"]))
        .collect();
    assert_eq!(sums, [(&json!("acme"), &json!(200_000)), (&json!("globex"), &json!(100_000))]);

    let lines = viewer.get(&format!("/api/accounts/acme/revenue?{}", all())).await.ok();
    let first = &lines["movements"][0];
    assert_eq!((&first["kind"], &first["amount"]), (&json!("new"), &json!(200_000)));
    assert_eq!(first["lines"][0]["subscription_id"], "sub-acme");

    let by_plan = viewer.get(&format!("/api/revenue?{}&by=plan", all())).await.ok();
    assert_eq!(by_plan["rows"][0]["key"], "team");
    assert_eq!(by_plan["rows"][0]["accounts_end"], 2);
}

#[tokio::test]
async fn another_currency_needs_a_rate_and_the_ledger_says_so() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    add(&app, &[row("euros", 100, None, 50_000, "EUR"), row("odd", 50, Some(60), 100, "USD")])
        .await;
    let leader = app.signed_in(Role::Leader).await;
    let whole = async |query: &str| {
        leader.get(&format!("/api/revenue?{}{query}", all())).await.ok()["whole"].clone()
    };
    let before = whole("").await;
    assert_eq!((&before["mrr_end"], &before["flagged_rows"]), (&json!(300_000), &json!(2)));
    let flaws = leader.get("/api/revenue/ledger").await.ok();
    let keys: Vec<_> = flaws["rows"].as_array().unwrap().iter().map(|one| &one["flaw"]).collect();
    assert_eq!(keys, ["ends_before_start", "no_rate"]);
    assert_eq!(flaws["subscriptions"], 4);

    let rates = json!({ "rates": [{ "currency": "EUR", "from": day(days_ago(500)).to_string(), "rate": "1.10" }] });
    assert_eq!(leader.post("/api/revenue/rates", rates).await.status, 204);
    let after = whole("").await;
    assert_eq!((&after["mrr_end"], &after["flagged_rows"]), (&json!(355_000), &json!(1)));
    let own = whole("&currency=EUR").await;
    assert_eq!((&own["mrr_end"], &own["accounts_end"]), (&json!(50_000), &json!(1)));
    assert_eq!(leader.get("/api/revenue/rates").await.ok()[0]["rate"], "1.1");
    let from = day(days_ago(500));
    assert_eq!(leader.delete(&format!("/api/revenue/rates/EUR/{from}")).await.status, 204);
    leader.delete(&format!("/api/revenue/rates/EUR/{from}")).await.problem(404, "not_found");

    let wrong = |currency: &str, rate: &str| json!({ "rates": [{ "currency": currency, "from": "2026-01-01", "rate": rate }] });
    for body in [wrong("USD", "2"), wrong("EUR", "-1"), wrong("ZZZ", "1"), json!({ "rates": [] })] {
        leader.post("/api/revenue/rates", body).await.problem(422, "invalid");
    }
}

#[tokio::test]
async fn a_row_is_corrected_or_taken_out() {
    let app = App::new().await;
    let _keeper = app.keep_current().await;
    add(&app, &[row("odd", 50, Some(60), 10_000, "USD")]).await;
    let leader = app.signed_in(Role::Leader).await;
    let at = format!("/api/revenue/rows/odd/{}", days_ago(50));
    let end = async || {
        leader.get(&format!("/api/revenue?{}", all())).await.ok()["whole"]["mrr_end"].clone()
    };
    assert_eq!(end().await, json!(300_000));
    let body = |ended: Option<String>| json!({ "started_at": days_ago(50).to_string(), "ended_at": ended, "mrr": 20_000, "currency": "USD" });
    let backwards = body(Some(days_ago(70).to_string()));
    leader.put(&at, backwards).await.problem(422, "invalid");
    let told = leader.put(&at, body(None)).await.ok();
    assert_eq!((&told["running"], &told["ended_at"]), (&json!(true), &Value::Null));
    assert_eq!(end().await, json!(320_000));
    assert_eq!(leader.get("/api/revenue/ledger").await.ok()["rows"], json!([]));
    assert_eq!(leader.delete(&at).await.status, 204);
    assert_eq!(end().await, json!(300_000));
    leader.delete(&at).await.problem(404, "not_found");
}

#[tokio::test]
async fn terms_are_listed_with_what_the_team_expects() {
    let app = App::new().await;
    let csm = app.signed_in(Role::Csm).await;
    let ahead = format!("from={}&to={}", day(days_ago(0)), day(days_ago(-100)));
    let list = csm.get(&format!("/api/revenue/renewals?{ahead}")).await.ok();
    let term = &list["renewals"][0];
    assert_eq!(list["renewals"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&term["account_id"], &term["outcome"], &term["acv"]),
        (&json!("acme"), &json!("open"), &json!(2_400_000))
    );
    assert_eq!(term["call"], Value::Null);
    let call = |expects: &str, acv: Option<i64>| {
        json!({
            "account_id": "acme", "subscription_id": "sub-acme", "term_end": term["term_end"],
            "expects": expects, "acv": acv, "reason": "They asked for a smaller plan.",
        })
    };
    assert_eq!(
        csm.post("/api/revenue/renewals/calls", call("at_risk", Some(1_200_000))).await.status,
        201
    );
    assert_eq!(csm.post("/api/revenue/renewals/calls", call("likely", None)).await.status, 201);
    let list = csm.get(&format!("/api/revenue/renewals?{ahead}")).await.ok();
    let said = &list["renewals"][0]["call"];
    assert_eq!(
        (&said["expects"], &said["by"], &said["acv"]),
        (&json!("likely"), &json!("csm@us.example"), &Value::Null)
    );
    csm.post("/api/revenue/renewals/calls", call("at_risk", Some(-1)))
        .await
        .problem(422, "invalid");
    let other = json!({ "account_id": "globex", "subscription_id": "sub-acme", "term_end": term["term_end"], "expects": "lost" });
    csm.post("/api/revenue/renewals/calls", other).await.problem(422, "invalid");
}

#[tokio::test]
async fn quarters_are_forecast_and_past_ones_beside_what_came() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let told = viewer.get("/api/revenue/forecast").await.ok();
    let quarters = told["quarters"].as_array().unwrap();
    assert_eq!(quarters.len(), 8);
    let keys: Vec<_> = quarters.iter().map(|one| one["key"].as_str().unwrap()).collect();
    assert_eq!((keys[0], keys[4], keys[7]), ("2025-Q1", "2026-Q1", "2026-Q4"));
    // Acme's term ends in this one. No term was ever decided: four of five are assumed to be kept.
    let now = &quarters[4];
    assert_eq!((&now["terms"], &now["acv"]), (&json!(1), &json!(24_000.0)));
    assert!((now["expected"].as_f64().unwrap() - 19_200.0).abs() < 1e-6, "{now}");
    assert_eq!((&now["low"], &now["high"]), (&json!(0.0), &json!(24_000.0)));
    assert_eq!((&now["came"], &now["learnt_from"]), (&Value::Null, &json!(0)));
    viewer.get("/api/revenue/forecast?quarters=9").await.problem(400, "bad_parameter");
}

#[tokio::test]
async fn how_it_is_counted_is_a_setting() {
    let app = App::new().await;
    let leader = app.signed_in(Role::Leader).await;
    let usual = leader.get("/api/revenue/settings").await.ok();
    assert_eq!(usual["churn_counted"], "end");
    let late = json!({ "churn_counted": "overdue", "overdue_days": 45, "paused_stay_customers": false, "renewed_within_days": 14 });
    assert_eq!(leader.put("/api/revenue/settings", late.clone()).await.ok(), late);
    assert_eq!(leader.get("/api/revenue/settings").await.ok(), late);
    let vague = json!({ "churn_counted": "overdue", "overdue_days": null, "paused_stay_customers": true, "renewed_within_days": 30 });
    leader.put("/api/revenue/settings", vague).await.problem(422, "invalid");
}

#[tokio::test]
async fn cohorts_lifetimes_and_the_simulator_answer() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let cohorts = viewer.get(&format!("/api/revenue/cohorts?{}&by=quarter", all())).await.ok();
    let found: Vec<_> =
        cohorts["cohorts"].as_array().unwrap().iter().filter(|one| one["accounts"] == 2).collect();
    assert_eq!(found.len(), 1);
    assert!(
        found[0]["stands"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["accounts"] == 2 && one["mrr"] == 300_000)
    );
    let value =
        viewer.get("/api/revenue/lifetime?by=plan&margin=0.5&discount=0&months=6").await.ok();
    assert_eq!((&value["whole"]["customers"], &value["whole"]["left"]), (&json!(2), &json!(0)));
    // Nobody left: six months of half of 1,500.
    assert_eq!(value["whole"]["value"]["value"], 4500.0);
    assert_eq!(value["groups"][0]["key"], "team");
    viewer.get("/api/revenue/lifetime?margin=2").await.problem(400, "bad_parameter");
    let simulated = viewer
        .get("/api/revenue/simulate?customers=1000&price=100&growth=0.5&churn=0.3&years=3")
        .await
        .ok();
    let scenario = &simulated["scenarios"][0];
    let percent = |share: &Value| (share.as_f64().unwrap() * 1000.0).round() / 10.0;
    assert_eq!(percent(&scenario["compounding"]["mrr"]), 34.3);
    assert_eq!(percent(&scenario["evenly"]["revenue"]), 56.0);
    assert_eq!(scenario["months"].as_array().unwrap().len(), 37);
    viewer
        .get("/api/revenue/simulate?customers=1000&price=100&growth=0.5&churn=most&years=3")
        .await
        .problem(400, "bad_parameter");
}

#[tokio::test]
async fn every_table_is_a_file_for_spreadsheets() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    let file =
        async |query: &str| viewer.get(&format!("/api/revenue/file?{}&{query}", all())).await;
    let csv = file("table=accounts").await;
    assert_eq!(csv.status, 200);
    let lines: Vec<String> = csv.text().lines().map(str::to_owned).collect();
    assert_eq!(lines[1], "acme,Acme Corporation,0.00,2000.00,0.00,0.00,0.00,0.00,2000.00");
    let figures = file("by=plan").await.text();
    assert!(
        figures.starts_with("plan,mrr_start,") && figures.contains("\nteam,0.00,3000.00,"),
        "{figures}"
    );
    for table in ["figures", "accounts", "cohorts", "renewals"] {
        let book = file(&format!("table={table}&format=xlsx")).await;
        assert_eq!(book.status, 200, "{table}");
        assert_eq!(&book.body[..2], b"PK", "a workbook is a zip file");
    }
}

#[tokio::test]
async fn a_wrong_question_is_named() {
    let app = App::new().await;
    let viewer = app.signed_in(Role::Viewer).await;
    for query in [
        "by=week",
        "from=soon",
        "from=2026-02-01&to=2026-01-01",
        "currency=euro",
        "rates=daily",
        "segment=nobody",
    ] {
        let problem =
            viewer.get(&format!("/api/revenue?{query}")).await.problem(400, "bad_parameter");
        let name = query.split('=').next().unwrap();
        assert!(
            problem["detail"].as_str().is_some() && problem.to_string().contains(name),
            "{problem}"
        );
    }
}
