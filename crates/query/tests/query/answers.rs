//! Answers: joins, what is missing, days and times, money, and the functions of our own.

use arrow::datatypes::DataType;

use crate::support::Asker;

#[tokio::test]
async fn relations_are_joined_grouped_and_sorted() {
    let asker = Asker::new();
    let text = "SELECT a.name, sum(d.count) AS facts, count(d.day) AS days \
                FROM accounts a LEFT JOIN days d ON d.account_id = a.account_id \
                GROUP BY a.name ORDER BY facts DESC NULLS LAST, a.name";
    assert_eq!(asker.ask(text).await, ["Best|8|1", "Acme|7|3", "Corn|-|0"]);
    let text = "SELECT d.account_id, a.name FROM days d LEFT JOIN accounts a USING (account_id) \
                WHERE a.name IS NULL";
    assert_eq!(asker.ask(text).await, ["x|-"]);
    let text = "WITH firsts AS (SELECT account_id, min(day) AS day FROM days GROUP BY account_id) \
                SELECT a.name, f.day FROM firsts f JOIN accounts a USING (account_id) ORDER BY 1";
    assert_eq!(asker.ask(text).await, ["Acme|2026-01-01", "Best|2026-01-02"]);
}

#[tokio::test]
async fn what_is_missing_counts_as_sql_says() {
    let asker = Asker::new();
    let text = "SELECT count(*), count(tier), count(DISTINCT tier), sum(mrr) FROM accounts";
    assert_eq!(asker.ask(text).await, ["3|2|1|1299.570"]);
    assert_eq!(asker.ask("SELECT count(*) FROM accounts WHERE tier = 'gold'").await, ["2"]);
    assert_eq!(asker.ask("SELECT count(*) FROM accounts WHERE tier <> 'gold'").await, ["0"]);
    assert_eq!(
        asker.ask("SELECT coalesce(tier, 'none') FROM accounts ORDER BY name").await,
        ["gold", "none", "gold"]
    );
    assert_eq!(asker.ask("SELECT 1 WHERE false").await, Vec::<String>::new());
}

#[tokio::test]
async fn windows_look_back() {
    let text = "SELECT account_id, day, count - lag(count) OVER (PARTITION BY account_id ORDER BY day) \
                FROM days WHERE account_id = 'a' ORDER BY day";
    let rows = Asker::new().ask(text).await;
    assert_eq!(rows, ["a|2026-01-01|-", "a|2026-01-02|1", "a|2026-02-01|2"]);
}

#[tokio::test]
async fn days_and_times_are_compared_and_cut() {
    let asker = Asker::new();
    let text = "SELECT sum(count) FROM days WHERE day >= '2026-01-02' AND day < date '2026-02-01'";
    assert_eq!(asker.ask(text).await, ["26"]);
    let text = "SELECT date_trunc('month', day) AS month, sum(count) FROM days GROUP BY month ORDER BY month";
    assert_eq!(asker.ask(text).await.len(), 2);
    let text = "SELECT name FROM accounts WHERE created_at > now() - INTERVAL '1 hour'";
    assert_eq!(asker.ask(text).await, ["Acme"]);
    let text = "SELECT created_at, date_trunc('day', created_at) FROM accounts WHERE name = 'Acme'";
    assert_eq!(asker.ask(text).await, ["2026-01-31T23:30:00Z|2026-01-31T00:00:00Z"]);
    let text = "SELECT date_part('year', created_at) FROM accounts WHERE name = 'Corn'";
    assert_eq!(asker.ask(text).await, ["2025"]);
}

#[tokio::test]
async fn today_is_that_of_the_clock_in_the_companys_zone() {
    let mut asker = Asker::new();
    assert_eq!(asker.ask("SELECT current_date, now()").await, ["2026-01-31|2026-01-31T23:30:00Z"]);
    asker.zone = "Europe/Berlin";
    assert_eq!(asker.ask("SELECT current_date, now()").await, ["2026-02-01|2026-01-31T23:30:00Z"]);
    let text = "SELECT created_at AT TIME ZONE 'Europe/Berlin' FROM accounts WHERE name = 'Acme'";
    assert_eq!(asker.ask(text).await.len(), 1);
}

#[tokio::test]
async fn columns_have_few_types_and_names_of_their_own() {
    let text = "SELECT a.account_id, d.account_id, count, row_number() OVER () AS place, mrr, mrr * 2 AS twice, \
                avg(mrr) OVER () AS mean, created_at, day, count > 1 AS many, 1.5 AS half \
                FROM accounts a JOIN days d ON a.account_id = d.account_id";
    let answer = Asker::new().run(text, None).await.unwrap();
    let schema = answer.schema();
    let names: Vec<_> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names[..3], ["account_id", "account_id_2", "count"]);
    let of = |name: &str| schema.field_with_name(name).unwrap().data_type().clone();
    assert_eq!((of("count"), of("place")), (DataType::Int64, DataType::Int64));
    assert_eq!(of("mrr"), DataType::Decimal128(22, 3));
    for decimal in ["twice", "mean"] {
        assert!(matches!(of(decimal), DataType::Decimal128(_, _)), "{decimal}");
    }
    assert_eq!((of("day"), of("many")), (DataType::Date32, DataType::Boolean));
    assert_eq!(of("half"), DataType::Float64);
}

#[tokio::test]
async fn json_is_looked_into() {
    let text = "SELECT name, CAST(json_get(attributes, 'seats') AS BIGINT) + 1 FROM accounts ORDER BY name";
    assert_eq!(Asker::new().ask(text).await, ["Acme|13", "Best|-", "Corn|-"]);
}

#[tokio::test]
async fn the_relations_can_be_listed_described_and_explained() {
    let asker = Asker::new();
    let tables = asker.ask("SHOW TABLES").await.join("\n");
    assert!(tables.contains("|accounts|") && tables.contains("|days|"), "{tables}");
    let columns = asker.ask("DESCRIBE days").await;
    assert_eq!(columns.len(), 3);
    assert!(columns[1].starts_with("day|"), "{columns:?}");
    assert_eq!(asker.ask("SHOW COLUMNS FROM days").await.len(), 3);
    let plan = asker.ask("EXPLAIN SELECT count(*) FROM days").await.join("\n");
    assert!(plan.contains("Aggregate"), "{plan}");
    let ran = asker.ask("EXPLAIN ANALYZE SELECT count(*) FROM days").await.join("\n");
    assert!(ran.contains("output_rows"), "{ran}");
    let names =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";
    assert_eq!(asker.ask(names).await, ["accounts", "broken", "days", "endless"]);
}

#[tokio::test]
async fn the_relations_that_a_query_names_are_told() {
    let asker = Asker::new();
    let source: std::sync::Arc<dyn perennial_query::Source> = asker.source.clone();
    let query = perennial_query::Query {
        text:
            "WITH t AS (SELECT * FROM days) SELECT * FROM t JOIN public.accounts USING (account_id)"
                .to_owned(),
        rows: None,
        now: crate::support::at("2026-01-31T00:00:00Z"),
        time_zone: "UTC".to_owned(),
    };
    let mut named = asker.engine.tables(&source, &query).unwrap();
    named.sort();
    assert_eq!(named, ["accounts", "days"]);
}
