//! Plain SQL on the store's connections, the same text for both databases.
//!
//! Parameters are written `$1`, which both understand. Where DuckLake's columns have a type of
//! PostgreSQL's own (UUID, TIMESTAMPTZ), the text is cast to it there.

use perennial_store::Backend;
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable, Value};

use crate::{Result, TimelineError};

/// Parameters per statement: fewer than either database allows.
const MOST_PARAMETERS: usize = 20_000;

pub(crate) fn backend<C: ConnectionTrait>(conn: &C) -> Backend {
    match conn.get_database_backend() {
        sea_orm::DbBackend::Postgres => Backend::Postgres,
        _ => Backend::Sqlite,
    }
}

/// Runs a statement; returns how many rows it changed.
pub(crate) async fn execute<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<u64> {
    let statement =
        Statement::from_sql_and_values(conn.get_database_backend(), sql.to_owned(), values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}

/// All rows of a query.
pub(crate) async fn rows<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>> {
    let statement =
        Statement::from_sql_and_values(conn.get_database_backend(), sql.to_owned(), values);
    Ok(conn.query_all_raw(statement).await?)
}

/// The only row of a query.
pub(crate) async fn row<C: ConnectionTrait>(
    conn: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<QueryResult> {
    let mut all = rows(conn, sql, values).await?;
    all.pop().ok_or_else(|| TimelineError::catalogue(format!("there is no row for `{sql}`")))
}

/// A column of a row, by its place.
pub(crate) fn get<T: TryGetable>(row: &QueryResult, place: usize) -> Result<T> {
    Ok(row.try_get_by_index(place)?)
}

/// How a text is to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cast {
    No,
    Uuid,
    Time,
}

/// The placeholder of parameter `number`.
pub(crate) fn placeholder(backend: Backend, number: usize, cast: Cast) -> String {
    match (backend, cast) {
        (Backend::Postgres, Cast::Uuid) => format!("CAST(${number} AS uuid)"),
        (Backend::Postgres, Cast::Time) => format!("CAST(${number} AS timestamptz)"),
        _ => format!("${number}"),
    }
}

/// Inserts rows, many at a time. `columns` gives each column's name and cast.
pub(crate) async fn insert<C: ConnectionTrait>(
    conn: &C,
    table: &str,
    columns: &[(&str, Cast)],
    rows: Vec<Vec<Value>>,
) -> Result<()> {
    let backend = backend(conn);
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let names = names.join(", ");
    let per_statement = MOST_PARAMETERS / columns.len().max(1);
    for rows in rows.chunks(per_statement.max(1)) {
        let mut number = 0;
        let tuples: Vec<String> = rows
            .iter()
            .map(|_| {
                let places = columns.iter().map(|(_, cast)| {
                    number += 1;
                    placeholder(backend, number, *cast)
                });
                format!("({})", places.collect::<Vec<_>>().join(", "))
            })
            .collect();
        let sql = format!("INSERT INTO {table} ({names}) VALUES {}", tuples.join(", "));
        execute(conn, &sql, rows.concat()).await?;
    }
    Ok(())
}

/// `1, 2, 3` for `IN (…)`; numbers need no quoting.
pub(crate) fn list(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
