//! `as_of`: every answer as it stood at the end of a past day, and nothing else by mistake.

use perennial_model::{Account, Contact, Role};
use perennial_store::write;
use serde_json::{Value, json};

use crate::{
    segments::{condition, made},
    support::{App, Client, days_ago},
};

/// 80 days ago: of Acme's tickets one is open, and its people come every day.
const DAY: &str = "2025-11-11";

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["account_id"].as_str().unwrap()).collect()
}

/// Sent as POST for the length of what is asked; they change nothing.
const LOOKS: [&str; 4] =
    ["/api/segments/preview", "/api/metrics/check", "/api/sql", "/api/sql/file"];

#[tokio::test]
async fn every_endpoint_that_documents_it_takes_it_and_says_so() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("waiting", "open_tickets >= 1")).await;
    let document = client.get("/api/openapi.json").await.ok();
    let mut seen = 0;
    for (path, of) in document["paths"].as_object().unwrap() {
        let takes = |method: &str| {
            let parameters = of[method]["parameters"].as_array();
            parameters.is_some_and(|all| all.iter().any(|one| one["name"] == "as_of"))
        };
        let metric = path.starts_with("/api/metrics");
        let path = path
            .replace("{id}", "acme")
            .replace("{key}", if metric { "open_tickets" } else { "waiting" })
            .replace("{name}", "tickets");
        let rest = if path.ends_with("compare") { "&keys=waiting" } else { "" };
        if takes("get") {
            let answer = client.get(&format!("{path}?as_of={DAY}{rest}")).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            assert_eq!(answer.headers["x-perennial-as-of"], DAY, "{path}");
            client
                .get(&format!("{path}?as_of=2026-02-01{rest}"))
                .await
                .problem(400, "bad_parameter");
            seen += 1;
        } else if of["get"].is_object() && !path.contains('{') && !path.contains("live") {
            let answer = client.get(&format!("{path}?as_of={DAY}")).await;
            assert!(!answer.status.is_success(), "{path} is about now and must say so");
        }
        for method in ["post", "put", "patch", "delete"] {
            assert!(
                !takes(method) || LOOKS.iter().any(|look| path == *look),
                "{path} changes something"
            );
        }
    }
    assert!(seen >= 20, "{seen}");
}

#[tokio::test]
async fn a_day_that_cannot_be_shown_is_refused_with_the_way_out() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let refused = async |day: &str| {
        let answer = client.get(&format!("/api/accounts?as_of={day}")).await;
        let problem = answer.problem(400, "bad_parameter");
        assert_eq!(problem["errors"][0]["field"], "as_of");
        problem["detail"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused("2026-02-01").await, "2026-02-01 has not come yet; today is 2026-01-31");
    assert_eq!(
        refused("2025-04-05").await,
        "nothing is known of 2025-04-05: the earliest history of an account begins on 2025-04-06"
    );
    assert!(refused("yesterday").await.contains("yesterday"));
    // What changes something refuses it, whatever the day.
    let body = json!({"kind": "condition", "key": "x", "name": "x", "condition": "arr > 1"});
    let answer = client.post(&format!("/api/segments?as_of={DAY}"), body).await;
    assert!(answer.problem(400, "bad_parameter")["detail"].as_str().unwrap().contains("past"));
    client.delete(&format!("/api/segments/x?as_of={DAY}")).await.problem(400, "bad_parameter");
    client.get(&format!("/api/keys?as_of={DAY}")).await.problem(400, "bad_parameter");
    app.visitor().get(&format!("/api/accounts?as_of={DAY}")).await.problem(401, "not_signed_in");
    // Today is now, and so is an empty one.
    for same in ["2026-01-31", ""] {
        let now = client.get(&format!("/api/accounts?as_of={same}")).await.ok();
        assert_eq!(now, client.get("/api/accounts").await.ok());
    }
}

#[tokio::test]
async fn lists_and_the_first_screen_are_of_the_day() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let waiting = async |day: &str| {
        let path = format!("/api/accounts?where=open_tickets%20%3E%3D%201&as_of={day}");
        ids(&client.get(&path).await.ok()["rows"]).join(",")
    };
    assert_eq!(waiting("2025-11-10").await, "acme");
    assert_eq!(waiting("2025-12-01").await, "");
    assert_eq!(waiting("2026-01-31").await, "acme");
    let row = |list: &Value| {
        list["rows"].as_array().unwrap().iter().find(|r| r["account_id"] == "acme").unwrap().clone()
    };
    let then = row(&client.get(&format!("/api/accounts?as_of={DAY}")).await.ok());
    let now = row(&client.get("/api/accounts").await.ok());
    assert!(then["score"].as_f64() > now["score"].as_f64(), "{then} {now}");
    assert_eq!((&then["active_contacts_28d"], &then["last_nps"]), (&json!(2.0), &Value::Null));
    let overview = client.get(&format!("/api/overview?as_of={DAY}")).await.ok();
    assert_eq!((&overview["today"], &overview["freshness"]), (&json!(DAY), &Value::Null));
    assert_eq!(overview["history"][25]["day"], DAY);
    // Conditions that look back do so from the day.
    let path = "/api/accounts?where=lag(open_tickets,%2040)%20%3E%3D%201&as_of=2025-12-15";
    assert_eq!(ids(&client.get(path).await.ok()["rows"]), ["acme"]);
}

#[tokio::test]
async fn an_accounts_page_ends_with_the_day() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let get = async |part: &str, rest: &str| {
        client.get(&format!("/api/accounts/acme{part}?as_of=2026-01-18{rest}")).await.ok()
    };
    let tickets = get("/tickets", "").await;
    let rows = tickets["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "the third was opened later");
    assert_eq!((&rows[0]["ticket_id"], &rows[0]["age_days"]), (&json!("t2"), &json!(7)));
    assert_eq!(get("/surveys", "").await["rows"].as_array().unwrap().len(), 1);
    let earlier = client.get("/api/accounts/acme/surveys?as_of=2026-01-15").await.ok();
    assert_eq!(earlier["rows"], json!([]));
    let facts = get("/timeline", "&limit=200").await;
    let newest = facts["facts"][0]["occurred_at"].as_str().unwrap();
    assert!(newest <= "2026-01-19", "{newest}");
    let history = get("/history", "&metrics=open_tickets").await;
    assert_eq!(history["days"].as_array().unwrap().last().unwrap(), "2026-01-18");
    let whole = client.get("/api/accounts/acme/history?metrics=open_tickets").await.ok();
    let n = history["days"].as_array().unwrap().len();
    assert_eq!(history["score"].as_array().unwrap()[..], whole["score"].as_array().unwrap()[..n]);
    let detail = get("", "").await;
    assert_eq!(
        (&detail["last_day"], &detail["health"]["day"]),
        (&json!("2026-01-18"), &json!("2026-01-18"))
    );
    assert_eq!(detail["health"], get("/health", "").await);
    let day = client.get("/api/accounts/acme/health?day=2026-01-18").await.ok();
    assert_eq!(detail["health"], day, "the same as the day's health seen from now");
    client
        .get("/api/accounts/acme/health?day=2026-01-20&as_of=2026-01-18")
        .await
        .problem(400, "bad_parameter");
    let people = get("/contacts", "").await;
    assert_eq!(people["rows"][0]["contact_id"], "wile");
}

#[tokio::test]
async fn who_came_later_is_not_there() {
    let app = App::new().await;
    let late = Account {
        name: "Late Ltd".to_owned(),
        created_at: Some(days_ago(10)),
        ..Account::bare("late".into())
    };
    let person = Contact {
        account_id: Some("acme".into()),
        name: Some("Latecomer".to_owned()),
        created_at: Some(days_ago(10)),
        ..Contact::bare("latecomer".into())
    };
    let tx = app.db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &[late]).await.unwrap();
    write::upsert_contacts(&tx, &[person]).await.unwrap();
    tx.commit().await.unwrap();
    let app = app.reopen().await;
    let client = app.signed_in(Role::Viewer).await;
    let hits = async |day: &str| {
        let found = client.get(&format!("/api/search?q=late{day}")).await.ok();
        found["hits"].as_array().unwrap().len()
    };
    assert_eq!((hits("").await, hits("&as_of=2026-01-20").await), (2, 0));
    let gone = client.get("/api/accounts/late?as_of=2026-01-20").await.problem(404, "not_found");
    assert_eq!(
        gone["detail"],
        "the account \"late\" did not exist yet on 2026-01-20; its history begins on 2026-01-21"
    );
    let csv = client.get("/api/tables/accounts?columns=account_id&as_of=2026-01-20").await.text();
    assert!(csv.contains("acme") && !csv.contains("late"), "{csv}");
    let people = client.get("/api/accounts/acme/contacts?as_of=2026-01-20").await.text();
    assert!(people.contains("never") && !people.contains("latecomer"), "{people}");
}

#[tokio::test]
async fn signals_are_those_that_the_rules_had_by_then() {
    let app = App::new().await;
    let client = app.signed_in(Role::Csm).await;
    let all = client.get("/api/signals").await.ok();
    let signal = all["rows"].as_array().unwrap().iter().find(|s| s["status"] == "open").unwrap();
    let opened = signal["opened_on"].as_str().unwrap();
    let (id, rule) = (signal["signal_id"].as_str().unwrap(), signal["rule"].as_str().unwrap());
    client.post(&format!("/api/signals/{id}/acknowledge"), json!({})).await.ok();
    let next = perennial_model::Day::parse(opened).unwrap().plus(1);
    let on = async |day: perennial_model::Day| {
        let path = format!("/api/signals?status=open&rule={rule}&as_of={day}");
        client.get(&path).await.ok()["rows"].clone()
    };
    let open = on(next).await;
    let same = open.as_array().unwrap().iter().find(|s| s["account_id"] == signal["account_id"]);
    assert_eq!(same.unwrap()["opened_on"], opened, "who handled it later did so later");
    assert_eq!(same.unwrap()["handled_by"], Value::Null);
    let before = on(next.plus(-2)).await;
    assert!(!ids(&before).contains(&signal["account_id"].as_str().unwrap()), "{before}");
    let row = client.get(&format!("/api/accounts?as_of={next}")).await.ok();
    let acme =
        row["rows"].as_array().unwrap().iter().find(|r| r["account_id"] == signal["account_id"]);
    assert!(acme.unwrap()["open_signals"].as_u64() >= Some(1));
}

async fn size(client: &Client, path: &str) -> Value {
    client.get(path).await.ok()["size"]["accounts"].clone()
}

#[tokio::test]
async fn segments_and_metrics_are_of_the_day() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("waiting", "open_tickets >= 1")).await;
    let list = json!({"kind": "list", "key": "watched", "name": "Watched", "accounts": ["globex"]});
    made(&client, list).await;
    assert_eq!(size(&client, "/api/segments/waiting?as_of=2025-11-10").await, 1);
    assert_eq!(size(&client, "/api/segments/waiting?as_of=2025-12-01").await, 0);
    assert_eq!(size(&client, "/api/segments/watched").await, 1);
    assert_eq!(size(&client, "/api/segments/watched?as_of=2026-01-30").await, 0, "listed today");
    let preview = json!({"condition": "open_tickets >= 1"});
    let path = "/api/segments/preview?as_of=2025-12-01";
    assert_eq!(client.post(path, preview).await.ok()["size"]["accounts"], 0);
    let listed = client.get("/api/segments?days=30&as_of=2025-11-15").await.ok();
    let row = listed["rows"].as_array().unwrap().iter().find(|r| r["key"] == "waiting").unwrap();
    let sizes: Vec<i64> =
        row["sizes"].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect();
    let expected: Vec<i64> = (0..30).map(|at| i64::from((16..26).contains(&at))).collect();
    assert_eq!(sizes, expected, "from 2 to 11 November");
    let whole = client.get("/api/segments/waiting/history?days=100").await.ok();
    let then = client.get("/api/segments/waiting/history?days=23&as_of=2025-11-15").await.ok();
    let (whole, then) =
        (whole["accounts"].as_array().unwrap(), then["accounts"].as_array().unwrap());
    assert_eq!(whole[..23], then[..], "the history of a past day is the beginning of today's");
    let compared = client
        .get("/api/segments/compare?keys=waiting&metric=open_tickets&as_of=2025-11-10")
        .await
        .ok();
    assert_eq!(compared["rows"][0]["distribution"]["median"], 1.0);
    assert_eq!(compared["rows"][0]["trend"][25]["day"], "2025-11-10");
    let metric = client.get("/api/metrics/open_tickets?as_of=2025-11-10").await.ok();
    assert_eq!(metric["distribution"]["max"], 1.0);
    assert_eq!(client.get("/api/metrics/open_tickets").await.ok()["distribution"]["max"], 2.0);
    let charts = client.get("/api/metrics/open_tickets/accounts?as_of=2025-11-10").await.ok();
    assert_eq!(charts["accounts"][0]["value"], 1.0);
    assert_eq!(charts["accounts"][0]["weeks"][25], 1.0);
    let table = client.get("/api/tables/metrics?columns=account_id,day,open_tickets&segment=waiting&as_of=2025-11-10").await.text();
    assert!(table.ends_with("acme,2025-11-10,1\n"), "{}", &table[table.len() - 60..]);
}
