//! SQL over HTTP, in a build that has it.
#![allow(clippy::unwrap_used)] // helpers of tests
#![allow(dead_code)] // shared with the other tests

#[path = "api/messages.rs"]
mod messages;
#[path = "api/support.rs"]
mod support;

use axum::http::{StatusCode, header};
use perennial_api::{ApiConfig, sql::SqlSettings};
use perennial_model::Role;
use serde_json::{Value, json};

use support::{Answer, App, Client};

/// Enough work for a query to be stopped in.
const LONG: &str = "SELECT sum(value % 7) FROM generate_series(1, 100000000000)";

async fn ask(client: &Client, query: &str) -> Answer {
    client.post("/api/sql", json!({"query": query})).await
}

async fn rows(client: &Client, query: &str) -> Value {
    ask(client, query).await.ok()["rows"].clone()
}

#[tokio::test]
async fn a_query_is_answered_with_typed_columns_and_rows() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let query = "SELECT a.name, count(t.ticket_id) AS tickets, min(t.opened_at) AS first, s.mrr \
                 FROM accounts a LEFT JOIN tickets t USING (account_id) \
                 LEFT JOIN subscriptions s USING (account_id) GROUP BY a.name, s.mrr ORDER BY a.name";
    let answer = ask(&client, query).await.ok();
    let types: Vec<_> = answer["columns"].as_array().unwrap().iter().map(|c| &c["type"]).collect();
    assert_eq!(types, ["text", "whole", "time", "decimal"]);
    assert_eq!(
        answer["rows"],
        json!([
            ["Acme Corporation", 3, "2025-11-02T09:00:00Z", "2000.00"],
            ["Globex", 0, null, "1000.00"],
            ["Initech", 0, null, null],
        ])
    );
    assert_eq!(answer["limit"], Value::Null);
}

/// What SQL says of a relation is what the relation's own file says.
#[tokio::test]
async fn every_relation_is_there_as_it_comes_out_as_a_table() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let tables = client.get("/api/sql/tables").await.ok();
    let tables = tables["tables"].as_array().unwrap();
    assert_eq!(tables.len(), perennial_tables::Relation::ALL.len());
    for table in tables {
        let name = table["name"].as_str().unwrap();
        let whole = client.get(&format!("/api/tables/{name}")).await.text();
        let columns = table["columns"].as_array().unwrap();
        let named: Vec<_> = columns.iter().map(|c| c["name"].as_str().unwrap()).collect();
        assert_eq!(whole.lines().next().unwrap(), named.join(","), "{name}");
        let file =
            client.post("/api/sql/file", json!({"query": format!("SELECT * FROM {name}")})).await;
        assert_eq!(file.status, StatusCode::OK, "{name}: {}", file.text());
        assert_eq!(sorted(&file.text()), sorted(&whole), "{name}");
    }
}

fn sorted(csv: &str) -> Vec<&str> {
    let mut lines: Vec<_> = csv.lines().collect();
    lines[1..].sort_unstable();
    lines
}

#[tokio::test]
async fn only_the_accounts_and_days_that_are_asked_for_are_there() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let day = "SELECT account_id, open_tickets FROM metrics WHERE day = '2026-01-31' ORDER BY 1";
    assert_eq!(rows(&client, day).await, json!([["acme", 2], ["globex", 0], ["initech", 0]]));
    let one = "SELECT count(*), min(day), max(day) FROM metrics WHERE account_id = 'acme' \
               AND day BETWEEN '2026-01-01' AND current_date";
    assert_eq!(rows(&client, one).await, json!([[31, "2026-01-01", "2026-01-31"]]));
    let alike = "SELECT (SELECT count(*) FROM metrics), count(DISTINCT day), count(DISTINCT account_id) FROM health";
    let found = rows(&client, alike).await;
    assert_eq!(found[0][2], 3);
    let scored =
        "SELECT count(*) FROM health WHERE account_id IN ('acme', 'globex') AND day = current_date";
    assert_eq!(rows(&client, scored).await, json!([[2]]));
    assert_eq!(
        rows(&client, "SELECT count(*) FROM daily WHERE account_id = 'nobody'").await,
        json!([[0]])
    );
}

/// A past day is that day in every table, and to `current_date` too.
#[tokio::test]
async fn a_query_as_of_a_past_day_sees_that_day() {
    let app = App::new().await;
    let client = app.signed_in(Role::Viewer).await;
    let query =
        "SELECT current_date, (SELECT max(day) FROM metrics), (SELECT count(*) FROM tickets)";
    let path = "/api/sql?as_of=2025-12-01";
    let answer = client.post(path, json!({"query": query})).await;
    assert_eq!(answer.headers["x-perennial-as-of"], "2025-12-01");
    let tickets = client.get("/api/tables/tickets?as_of=2025-12-01").await.text();
    let tickets = tickets.lines().count() - 1;
    assert_eq!(answer.ok()["rows"], json!([["2025-12-01", "2025-12-01", tickets]]));
    let now = rows(&client, query).await;
    assert!(now[0][2].as_u64().unwrap() > tickets as u64, "{now}");
    let file = json!({"query": "SELECT max(day) FROM health"});
    let file = client.post("/api/sql/file?as_of=2025-12-01", file).await.text();
    assert_eq!(file.lines().nth(1).unwrap(), "2025-12-01");
}

#[tokio::test]
async fn a_wrong_query_has_its_place_and_nothing_is_changed() {
    let app = App::new().await;
    let client = app.signed_in(Role::Admin).await;
    let problem = ask(&client, "SELECT *\nFROM acounts").await.problem(400, "bad_sql");
    assert!(problem["detail"].as_str().unwrap().contains("did you mean accounts?"), "{problem}");
    assert_eq!(problem["errors"][0]["field"], "query, line 2, column 6");
    ask(&client, "DROP TABLE accounts").await.problem(400, "sql_read_only");
    ask(&client, "COPY accounts TO '/tmp/a.csv'").await.problem(400, "sql_read_only");
    ask(&client, "SELECT * FROM '/etc/passwd'").await.problem(400, "bad_sql");
    let file = json!({"query": "SELECT CAST(name AS INT) FROM accounts"});
    client.post("/api/sql/file", file).await.problem(400, "bad_sql");
    assert_eq!(rows(&client, "SELECT count(*) FROM accounts").await, json!([[3]]));
}

#[tokio::test]
async fn more_rows_than_are_shown_are_announced_and_a_file_has_them_all() {
    let sql = SqlSettings { rows: 10, ..SqlSettings::default() };
    let app = App::with(ApiConfig { sql, ..ApiConfig::default() }, true).await;
    let client = app.signed_in(Role::Viewer).await;
    let some = ask(&client, "SELECT fact_id FROM facts ORDER BY 1").await.ok();
    assert_eq!((some["rows"].as_array().unwrap().len(), &some["limit"]), (10, &json!("rows")));
    let all = ask(&client, "SELECT value FROM generate_series(1, 10)").await.ok();
    assert_eq!((all["rows"].as_array().unwrap().len(), &all["limit"]), (10, &Value::Null));
    let form = json!({"query": "SELECT fact_id FROM facts", "format": "parquet"});
    let file = client.post("/api/sql/file", form).await;
    assert!(file.body.starts_with(b"PAR1") && file.body.ends_with(b"PAR1"));
    let named = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(named, "attachment; filename=\"query.parquet\"");
    let form = json!({"query": "SELECT fact_id FROM facts", "format": "csv"});
    assert!(client.post("/api/sql/file", form).await.text().lines().count() > 3_000);
}

#[tokio::test]
async fn bounds_are_kept_and_named() {
    let within = async |sql| App::with(ApiConfig { sql, ..ApiConfig::default() }, false).await;
    let app = within(SqlSettings { seconds: 1, ..SqlSettings::default() }).await;
    let client = app.signed_in(Role::Viewer).await;
    ask(&client, LONG).await.problem(422, "sql_too_slow");
    let app = within(SqlSettings { memory_mb: 1, ..SqlSettings::default() }).await;
    let client = app.signed_in(Role::Viewer).await;
    let sorted = "SELECT value FROM generate_series(1, 1000000) ORDER BY value % 1000, value";
    let form = json!({"query": sorted});
    client.post("/api/sql/file", form).await.problem(422, "sql_too_large");
}

#[tokio::test]
async fn whoever_began_a_query_stops_it() {
    let app = App::new().await;
    let ann = app.signed_in(Role::Viewer).await;
    let ben = app.signed_in(Role::Admin).await;
    let running = tokio::spawn({
        let ann = ann.clone();
        async move { ann.post("/api/sql", json!({"query": LONG, "id": "mine"})).await }
    });
    let stopped = loop {
        ben.delete("/api/sql/mine").await.problem(404, "not_found");
        let answer = ann.delete("/api/sql/mine").await;
        if answer.status != StatusCode::NOT_FOUND {
            break answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    };
    assert_eq!(stopped.status, StatusCode::NO_CONTENT);
    running.await.unwrap().problem(409, "sql_stopped");
}

#[tokio::test]
async fn too_many_at_once_are_told_to_wait() {
    let sql = SqlSettings { at_once: 1, ..SqlSettings::default() };
    let app = App::with(ApiConfig { sql, ..ApiConfig::default() }, true).await;
    let client = app.signed_in(Role::Viewer).await;
    let engine = app.state.sql.clone().unwrap();
    let first = engine.run(&app.state.board, LONG, None).await.unwrap();
    let busy = ask(&client, "SELECT 1").await;
    busy.problem(429, "sql_busy");
    assert_eq!(busy.headers[header::RETRY_AFTER], "5");
    drop(first);
    while ask(&client, "SELECT 1").await.status != StatusCode::OK {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
