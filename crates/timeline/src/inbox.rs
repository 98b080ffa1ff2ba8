//! The inbox: accepted facts that no file holds yet, and the lock that puts writers in line.

use std::sync::Arc;

use perennial_model::{Fact, Micros};
use sea_orm::{ConnectionTrait, QueryResult};

use crate::{
    Result,
    inbox_codec::{self, Packed},
    sql,
};

/// One row of the inbox: what one transaction accepted.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) number: i64,
    pub(crate) accepted_at: Micros,
    /// Its size before it was packed.
    pub(crate) bytes: i64,
    pub(crate) facts: Arc<Vec<Fact>>,
}

/// The one row of `lake_state`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    /// A number for a batch, greater than that of every batch before; it is the caller's.
    pub(crate) batch: i64,
    pub(crate) facts: i64,
    pub(crate) bytes: i64,
}

/// The columns of [`State`].
const STATE: &str = "next_batch, inbox_facts, inbox_bytes";

/// Waits for every other writer of inbox and catalogue, and keeps them waiting until the
/// transaction ends. So batches are committed in the order of their numbers.
pub(crate) async fn lock<C: ConnectionTrait>(conn: &C) -> Result<State> {
    let sql = format!(
        "UPDATE lake_state SET next_batch = next_batch + 1 WHERE one = 1 RETURNING {STATE}"
    );
    let after = read_state(&sql::row(conn, &sql, vec![]).await?)?;
    Ok(State { batch: after.batch - 1, ..after })
}

/// Reads the state without the lock; `batch` is then only the next number.
pub(crate) async fn state<C: ConnectionTrait>(conn: &C) -> Result<State> {
    read_state(&sql::row(conn, &format!("SELECT {STATE} FROM lake_state"), vec![]).await?)
}

fn read_state(row: &QueryResult) -> Result<State> {
    Ok(State { batch: sql::get(row, 0)?, facts: sql::get(row, 1)?, bytes: sql::get(row, 2)? })
}

/// Puts a batch in. The caller holds the lock.
pub(crate) async fn insert<C: ConnectionTrait>(
    conn: &C,
    number: i64,
    accepted_at: Micros,
    facts: usize,
    packed: Packed,
) -> Result<()> {
    let facts = i64::try_from(facts).unwrap_or(i64::MAX);
    let bytes = i64::try_from(packed.bytes).unwrap_or(i64::MAX);
    let body = packed.body;
    let sql =
        "INSERT INTO inbox (batch, accepted_at, facts, bytes, body) VALUES ($1, $2, $3, $4, $5)";
    let row = vec![number.into(), accepted_at.0.into(), facts.into(), bytes.into(), body.into()];
    sql::execute(conn, sql, row).await?;
    count(conn, facts, bytes).await
}

/// Takes batches out. Returns how many of them were there. The caller holds the lock.
pub(crate) async fn remove<C: ConnectionTrait>(conn: &C, batches: &[Arc<Batch>]) -> Result<usize> {
    let numbers: Vec<i64> = batches.iter().map(|batch| batch.number).collect();
    let mut removed = 0;
    for numbers in numbers.chunks(1000) {
        let sql = format!("DELETE FROM inbox WHERE batch IN ({})", sql::list(numbers));
        removed += sql::execute(conn, &sql, vec![]).await?;
    }
    let facts: usize = batches.iter().map(|batch| batch.facts.len()).sum();
    let bytes: i64 = batches.iter().map(|batch| batch.bytes).sum();
    count(conn, -i64::try_from(facts).unwrap_or(i64::MAX), -bytes).await?;
    Ok(usize::try_from(removed).unwrap_or_default())
}

async fn count<C: ConnectionTrait>(conn: &C, facts: i64, bytes: i64) -> Result<()> {
    sql::execute(
        conn,
        "UPDATE lake_state SET inbox_facts = inbox_facts + $1, inbox_bytes = inbox_bytes + $2",
        vec![facts.into(), bytes.into()],
    )
    .await?;
    Ok(())
}

/// The numbers of all batches, in order.
pub(crate) async fn numbers<C: ConnectionTrait>(conn: &C) -> Result<Vec<i64>> {
    let rows = sql::rows(conn, "SELECT batch FROM inbox ORDER BY batch", vec![]).await?;
    rows.iter().map(|row| sql::get(row, 0)).collect()
}

/// Whether a batch is there.
pub(crate) async fn has<C: ConnectionTrait>(conn: &C, number: i64) -> Result<bool> {
    let sql = "SELECT batch FROM inbox WHERE batch = $1";
    Ok(!sql::rows(conn, sql, vec![number.into()]).await?.is_empty())
}

/// When the oldest batch was accepted.
pub(crate) async fn oldest<C: ConnectionTrait>(conn: &C) -> Result<Option<Micros>> {
    let row = sql::row(conn, "SELECT MIN(accepted_at) FROM inbox", vec![]).await?;
    Ok(sql::get::<Option<i64>>(&row, 0)?.map(Micros))
}

/// These batches.
pub(crate) async fn batches<C: ConnectionTrait>(
    conn: &C,
    numbers: &[i64],
) -> Result<Vec<Arc<Batch>>> {
    let mut all = Vec::with_capacity(numbers.len());
    for numbers in numbers.chunks(200) {
        let sql = format!("{SELECT} WHERE batch IN ({}) ORDER BY batch", sql::list(numbers));
        for row in sql::rows(conn, &sql, vec![]).await? {
            all.push(read(&row)?);
        }
    }
    Ok(all)
}

/// The batches after this one.
pub(crate) async fn since<C: ConnectionTrait>(conn: &C, number: i64) -> Result<Vec<Arc<Batch>>> {
    let sql = format!("{SELECT} WHERE batch > $1 ORDER BY batch");
    sql::rows(conn, &sql, vec![number.into()]).await?.iter().map(read).collect()
}

const SELECT: &str = "SELECT batch, accepted_at, bytes, body FROM inbox";

fn read(row: &QueryResult) -> Result<Arc<Batch>> {
    let body: Vec<u8> = sql::get(row, 3)?;
    Ok(Arc::new(Batch {
        number: sql::get(row, 0)?,
        accepted_at: Micros(sql::get(row, 1)?),
        bytes: sql::get(row, 2)?,
        facts: Arc::new(inbox_codec::decode(&body)?),
    }))
}
