//! Segments: their definitions, who is in them, and what is refused.

use perennial_model::{Account, Role, Segment, SegmentRule};
use perennial_store::{segments::add_segment, write};
use serde_json::{Value, json};

use crate::support::{App, Client, days_ago};

pub fn condition(key: &str, text: &str) -> Value {
    json!({"key": key, "name": key, "kind": "condition", "condition": text})
}

pub async fn made(client: &Client, body: Value) {
    client.post("/api/segments", body).await.ok();
}

async fn members(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/accounts?sort=name&{query}")).await.ok();
    let rows = page["rows"].as_array().unwrap();
    rows.iter().map(|row| row["account_id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_segment_is_made_changed_and_deleted() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let form = json!({
        "key": "paying", "name": " Paying ", "kind": "condition", "condition": " arr > 0 ",
        "description": "who pays",
    });
    let answer = client.post("/api/segments", form).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let made = answer.ok();
    assert_eq!((&made["name"], &made["condition"]), (&json!("Paying"), &json!("arr > 0")));
    assert_eq!((&made["version"], &made["created_by"]), (&json!(1), &json!("leader@us.example")));

    let listed = client.get("/api/segments").await.ok()["rows"][0].clone();
    assert_eq!(listed["explanation"], "ARR is more than 0");
    let size = json!({
        "accounts": 2, "with_arr": 2,
        "arr": {"minor": 3_600_000, "currency": "USD"},
        "average_arr": {"minor": 1_800_000, "currency": "USD"},
    });
    assert_eq!((&listed["size"], &listed["problem"]), (&size, &Value::Null));

    let change = json!({"name": "Paying", "condition": "arr > 20000", "version": 1});
    let changed = client.put("/api/segments/paying", change.clone()).await.ok();
    assert_eq!((&changed["version"], &changed["description"]), (&json!(2), &Value::Null));
    let late = client.put("/api/segments/paying", change).await.problem(409, "superseded");
    assert!(late["detail"].as_str().unwrap().contains("somebody else changed"), "{late}");
    let same = json!({"name": "Paying", "condition": "arr > 20000"});
    assert_eq!(
        client.put("/api/segments/paying", same).await.ok()["version"],
        2,
        "says nothing new"
    );

    let shown = client.get("/api/segments/paying").await.ok();
    assert_eq!(shown["size"]["accounts"], 1);
    assert_eq!(shown["uses"], json!([]));
    let versions: Vec<_> = shown["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["version"].as_i64().unwrap(), v["condition"].as_str().unwrap()))
        .collect();
    assert_eq!(versions, [(2, "arr > 20000"), (1, "arr > 0")]);

    assert_eq!(client.delete("/api/segments/paying").await.status, 204);
    client.get("/api/segments/paying").await.problem(404, "not_found");
    let log = app.db.store.audit_log(10).await.unwrap();
    let actions: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(&actions[..3], ["delete_segment", "change_segment", "create_segment"]);
}

#[tokio::test]
async fn what_will_not_do_is_refused_with_the_place() {
    let app = App::new().await;
    let client = app.signed_in(Role::Admin).await;
    made(&client, condition("paying", "arr > 0")).await;
    let post = async |body: Value| client.post("/api/segments", body).await;
    post(condition("paying", "arr > 0")).await.problem(409, "taken");
    post(condition("Big-1", "arr > 0")).await.problem(422, "invalid");
    post(condition("compare", "arr > 0")).await.problem(422, "invalid");
    post(json!({"key": "a", "name": " ", "kind": "list"})).await.problem(422, "invalid");
    post(json!({"key": "a", "name": "A", "kind": "condition"})).await.problem(422, "invalid");
    let refused = post(condition("a", "arr > owner_emall")).await.problem(400, "bad_condition");
    assert!(refused["detail"].as_str().unwrap().contains("did you mean owner_email?"));
    assert_eq!(refused["errors"][0]["field"], "condition, character 7");
    let missing = client.get("/api/segments/payin").await.problem(404, "not_found");
    assert!(missing["detail"].as_str().unwrap().contains("did you mean paying?"), "{missing}");
    let list = json!({"add": ["acme"]});
    client.put("/api/segments/paying/accounts", list).await.problem(409, "wrong_kind");
    let unknown = client.get("/api/accounts?segment=payin").await.problem(400, "bad_parameter");
    assert!(unknown["detail"].as_str().unwrap().contains("did you mean paying?"), "{unknown}");
}

#[tokio::test]
async fn a_preview_tells_what_a_condition_comes_to() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let preview =
        async |text: &str| client.post("/api/segments/preview", json!({"condition": text})).await;
    let seen = preview("arr > 0 and active_contacts_28d < 5").await.ok();
    assert_eq!(
        seen["explanation"],
        "ARR is more than 0 and active people (28 days) is less than 5"
    );
    assert_eq!((&seen["size"]["accounts"], &seen["with_former"]), (&json!(2), &json!(false)));
    let ids: Vec<_> = seen["rows"].as_array().unwrap().iter().map(|r| &r["account_id"]).collect();
    assert_eq!(ids, ["acme", "globex"], "the largest first");
    let refused = preview("arr >").await.problem(400, "bad_condition");
    assert_eq!(refused["errors"][0]["field"], "condition, character 6");
    assert!(refused["errors"][0]["detail"].as_str().unwrap().contains('^'), "{refused}");
}

#[tokio::test]
async fn a_list_takes_ids_and_aliases_and_names_who_is_unknown() {
    let app = App::new().await;
    let tx = app.db.store.begin().await.unwrap();
    let at = days_ago(1);
    write::alias_account(&tx, &"crm-7".into(), &"acme".into(), "crm", at).await.unwrap();
    tx.commit().await.unwrap();
    let client = app.signed_in(Role::Leader).await;
    let form = json!({"key": "beta", "name": "Beta", "kind": "list", "accounts": ["crm-7"]});
    made(&client, form).await;
    assert_eq!(members(&client, "segment=beta").await, ["acme"]);

    let path = "/api/segments/beta/accounts";
    let body = json!({"add": ["globex", "acme", "inittech", "nobody-knows"], "remove": []});
    let refused = client.put(path, body).await.problem(422, "invalid");
    assert_eq!(refused["detail"], "there is no account \"inittech\", \"nobody-knows\"");
    let parts = refused["errors"].as_array().unwrap();
    let told = "there is no account \"inittech\"; did you mean initech?";
    assert!(parts.iter().any(|part| part["detail"] == told), "{parts:?}");
    assert_eq!(members(&client, "segment=beta").await, ["acme"], "all or nothing");

    let done = client.put(path, json!({"add": ["globex", "acme"], "remove": ["initech"]})).await;
    assert_eq!(done.ok(), json!({"added": 1, "removed": 0}));
    let done = client.put(path, json!({"remove": ["crm-7"]})).await;
    assert_eq!(done.ok(), json!({"added": 0, "removed": 1}));
    assert_eq!(members(&client, "segment=beta").await, ["globex"]);
    assert_eq!(client.get("/api/segments/beta").await.ok()["size"]["accounts"], 1);
}

#[tokio::test]
async fn lists_and_tables_can_be_of_a_segment() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("paying", "arr > 0")).await;
    assert_eq!(members(&client, "segment=paying").await, ["acme", "globex"]);
    assert_eq!(members(&client, "segment=paying&where=open_tickets%20%3E%201").await, ["acme"]);
    assert_eq!(members(&client, "segment=paying&tier=pro").await, ["globex"]);
    let csv = client.get("/api/tables/accounts?segment=paying&columns=account_id").await.text();
    assert_eq!(csv.lines().collect::<Vec<_>>(), ["account_id", "acme", "globex"]);
    let csv = client.get("/api/tables/metrics?segment=paying&columns=account_id").await.text();
    assert!(csv.contains("acme") && csv.contains("globex") && !csv.contains("initech"));
    client.get("/api/tables/accounts?segment=nope").await.problem(400, "bad_parameter");
}

#[tokio::test]
async fn a_segment_whose_column_is_gone_shows_why_and_never_zero_accounts() {
    let app = App::new().await;
    let now = days_ago(0);
    let broken = Segment {
        segment_id: "s".into(),
        key: "old".into(),
        name: "Old".into(),
        description: None,
        rule: SegmentRule::Condition("tier = 'pro' and arrr > 5".into()),
        created_by: "kim@us.example".into(),
        created_at: now,
        updated_by: "kim@us.example".into(),
        updated_at: now,
        version: 1,
    };
    let tx = app.db.store.begin().await.unwrap();
    add_segment(&tx, &broken).await.unwrap();
    tx.commit().await.unwrap();
    let client = app.signed_in(Role::Leader).await;
    made(&client, condition("paying", "arr > 0")).await;
    let rows = client.get("/api/segments?days=3").await.ok()["rows"].clone();
    let old = &rows[0];
    assert_eq!(
        (&old["size"], &old["sizes"], &old["explanation"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert!(old["problem"]["detail"].as_str().unwrap().contains("did you mean arr?"), "{old}");
    assert!(old["problem"]["marked"].as_str().unwrap().contains("^^^^"), "{old}");
    assert_eq!(rows[1]["sizes"], json!([2, 2, 2]), "the others are as ever");
    assert!(client.get("/api/segments/old").await.ok()["problem"].is_object());
    for path in [
        "/api/accounts?segment=old",
        "/api/segments/old/history",
        "/api/segments/compare?keys=paying,old",
        "/api/tables/accounts?segment=old",
    ] {
        let refused = client.get(path).await.problem(409, "broken_segment");
        assert_eq!(refused["errors"][0]["field"], "condition, character 18", "{path}");
    }
}

#[tokio::test]
async fn the_columns_of_conditions_are_told() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let rows = client.get("/api/columns").await.ok()["rows"].clone();
    let row = |name: &str| {
        rows.as_array().unwrap().iter().find(|row| row["column"] == name).unwrap().clone()
    };
    assert_eq!(row("tier")["values"], json!(["enterprise", "pro"]));
    assert_eq!((&row("tier")["type"], &row("tier")["kind"]), (&json!("text"), &json!("attribute")));
    assert_eq!((&row("arr")["unit"], &row("arr")["name"]), (&json!("money"), &json!("ARR")));
    assert_eq!(row("created_at")["type"], "time");
    assert_eq!(row("left_on")["type"], "day");
    assert_eq!(row("score")["kind"], "day");
}

#[tokio::test]
async fn segments_stand_side_by_side() {
    let app = App::new().await;
    let client = app.signed_in(Role::Leader).await;
    let tx = app.db.store.begin().await.unwrap();
    write::upsert_accounts(&tx, &[Account::bare("new".into())]).await.unwrap();
    tx.commit().await.unwrap();
    made(&client, condition("paying", "arr > 0")).await;
    made(&client, condition("everybody", "name is not null")).await;
    let path = "/api/segments/compare?keys=paying,everybody&metric=arr";
    let seen = client.get(path).await.ok();
    assert_eq!((&seen["metric_name"], &seen["unit"]), (&json!("ARR"), &json!("money")));
    assert_eq!(seen["shared"], 2);
    let (paying, everybody) = (&seen["rows"][0], &seen["rows"][1]);
    assert_eq!(
        (&paying["size"]["accounts"], &everybody["size"]["accounts"]),
        (&json!(2), &json!(3))
    );
    let spread = &everybody["distribution"];
    assert_eq!(
        (&spread["n"], &spread["min"], &spread["median"]),
        (&json!(2), &json!(12000.0), &json!(18000.0))
    );
    assert_eq!((&everybody["without"], &paying["without"]), (&json!(1), &json!(0)));
    let edges = seen["edges"].as_array().unwrap().len();
    let counts = paying["counts"].as_array().unwrap();
    assert_eq!(counts.len(), edges - 1);
    assert_eq!(counts.iter().filter_map(Value::as_u64).sum::<u64>(), 2);
    let trend = paying["trend"].as_array().unwrap();
    assert_eq!(trend.len(), 26);
    assert_eq!(trend[25], json!({"day": "2026-01-31", "n": 2, "median": 18000.0}));
    let score = client.get("/api/segments/compare?keys=paying").await.ok();
    assert_eq!((&score["metric"], &score["unit"]), (&json!("score"), &Value::Null));
    assert_eq!(score["rows"][0]["trend"][25]["n"], 2);
    let wrong = client.get("/api/segments/compare?keys=paying&metric=ar").await;
    assert!(wrong.problem(400, "bad_parameter")["detail"].as_str().unwrap().contains("arr"));
    client.get("/api/segments/compare?keys=").await.problem(400, "bad_parameter");
    client.get("/api/segments/compare?keys=a,b,c,d,e").await.problem(400, "bad_parameter");
    client.get("/api/segments/compare?keys=payin").await.problem(400, "bad_parameter");
}
