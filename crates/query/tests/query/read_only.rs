//! Nothing is written, and nothing is read but the relations.

use perennial_query::QueryError;

use crate::support::Asker;

#[tokio::test]
async fn what_would_change_something_is_refused() {
    let asker = Asker::new();
    for text in [
        "CREATE TABLE t AS SELECT 1",
        "CREATE TABLE t (a INT)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE EXTERNAL TABLE t STORED AS CSV LOCATION '/etc/passwd'",
        "CREATE DATABASE d",
        "CREATE SCHEMA s",
        "CREATE FUNCTION f() RETURNS INT RETURN 1",
        "DROP TABLE accounts",
        "ALTER TABLE accounts ADD COLUMN x INT",
        "TRUNCATE TABLE accounts",
        "INSERT INTO accounts (account_id) VALUES ('z')",
        "UPDATE accounts SET name = 'x'",
        "DELETE FROM accounts",
        "COPY accounts TO '/tmp/accounts.csv'",
        "COPY (SELECT 1) TO '/tmp/one.csv' STORED AS CSV",
        "SET datafusion.execution.batch_size = 1",
        "RESET datafusion.execution.batch_size",
        "SHOW ALL",
        "BEGIN",
        "COMMIT",
        "PREPARE p AS SELECT 1",
        "EXECUTE p",
        "DEALLOCATE p",
        "EXPLAIN INSERT INTO accounts (account_id) VALUES ('z')",
        "EXPLAIN ANALYZE DELETE FROM accounts",
        "EXPLAIN COPY accounts TO '/tmp/accounts.csv'",
    ] {
        let error = asker.error(text).await;
        assert!(matches!(error, QueryError::ReadOnly { .. }), "{text}: {error:?}");
    }
    let said = asker.error("drop table accounts").await.to_string();
    assert!(said.contains("this begins with DROP"), "{said}");
}

#[tokio::test]
async fn no_statement_hides_in_a_question() {
    let asker = Asker::new();
    for text in [
        "WITH x AS (INSERT INTO accounts (account_id) VALUES ('z')) SELECT 1",
        "WITH x AS (DELETE FROM accounts RETURNING *) SELECT * FROM x",
        "SELECT * INTO copy FROM accounts",
        "SELECT 1; DROP TABLE accounts",
    ] {
        let error = asker.error(text).await;
        let is_refused = matches!(error, QueryError::ReadOnly { .. } | QueryError::Wrong { .. });
        assert!(is_refused, "{text}: {error:?}");
    }
    assert_eq!(asker.ask("SELECT count(*) FROM accounts").await, ["3"]);
}

#[tokio::test]
async fn no_file_can_be_reached() {
    let asker = Asker::new();
    let folder = std::env::temp_dir();
    let named = format!("SELECT * FROM '{}'", folder.join("x.csv").display());
    for text in [
        named.as_str(),
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM \"/etc/passwd\"",
        "SELECT * FROM 'file:///etc/passwd'",
        "SELECT * FROM 's3://bucket/key.parquet'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_parquet('/etc/passwd')",
        "SELECT * FROM parquet_metadata('/etc/passwd')",
        "SELECT * FROM other.public.accounts",
    ] {
        let error = asker.error(text).await;
        assert!(matches!(error, QueryError::Wrong { .. }), "{text}: {error:?}");
    }
}
