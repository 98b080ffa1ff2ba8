//! Old snapshots go, and with them the files that only they showed.

use perennial_model::Micros;
use sea_orm::ConnectionTrait;

use super::{TABLE_ID, files::name_of, latest_snapshot};
use crate::{
    Result, TimelineError,
    lake::{SCHEMA_PATH, TABLE_PATH, time_text},
    sql::{self, Cast},
};

/// A file that waits for its removal.
#[derive(Debug, Clone)]
pub(crate) struct Scheduled {
    pub(crate) id: i64,
    pub(crate) name: String,
}

/// Drops the snapshots made before this moment, save for the latest. Returns how many.
/// The caller holds the lock of `lake_state`.
pub(crate) async fn expire<C: ConnectionTrait>(conn: &C, before: Option<Micros>) -> Result<u64> {
    let latest = latest_snapshot(conn).await?;
    let mut old = "SELECT snapshot_id FROM ducklake_snapshot WHERE snapshot_id < $1".to_owned();
    let mut values = vec![latest.into()];
    if let Some(before) = before {
        let Some(before) = time_text(before) else { return Ok(0) };
        let place = sql::placeholder(sql::backend(conn), 2, Cast::Time);
        old.push_str(&format!(" AND snapshot_time < {place}"));
        values.push(before.into());
    }
    let rows = sql::rows(conn, &format!("{old} ORDER BY snapshot_id DESC LIMIT 1"), values).await?;
    let Some(row) = rows.first() else { return Ok(0) };
    // Clocks may jump: what goes is always everything up to some snapshot.
    let last: i64 = sql::get(row, 0)?;
    let older = "WHERE snapshot_id <= $1";
    let changes = format!("DELETE FROM ducklake_snapshot_changes {older}");
    sql::execute(conn, &changes, vec![last.into()]).await?;
    let snapshots = format!("DELETE FROM ducklake_snapshot {older}");
    sql::execute(conn, &snapshots, vec![last.into()]).await
}

/// Takes files that no snapshot shows any more out of the catalogue, and schedules their removal.
pub(crate) async fn schedule<C: ConnectionTrait>(conn: &C, now: Micros) -> Result<u64> {
    let time = time_text(now).ok_or_else(|| TimelineError::catalogue("the clock is off"))?;
    let place = sql::placeholder(sql::backend(conn), 1, Cast::Time);
    let unseen = format!(
        "table_id = {TABLE_ID} AND end_snapshot <= (SELECT MIN(snapshot_id) FROM ducklake_snapshot)"
    );
    let count = sql::execute(
        conn,
        &format!(
            "INSERT INTO ducklake_files_scheduled_for_deletion \
             (data_file_id, path, path_is_relative, schedule_start) \
             SELECT data_file_id, '{SCHEMA_PATH}{TABLE_PATH}' || path, path_is_relative, {place} \
             FROM ducklake_data_file WHERE {unseen}"
        ),
        vec![time.into()],
    )
    .await?;
    if count > 0 {
        sql::execute(
            conn,
            &format!(
                "DELETE FROM ducklake_file_column_stats WHERE data_file_id IN \
                 (SELECT data_file_id FROM ducklake_data_file WHERE {unseen})"
            ),
            vec![],
        )
        .await?;
        let sql = format!("DELETE FROM ducklake_data_file WHERE {unseen}");
        sql::execute(conn, &sql, vec![]).await?;
    }
    Ok(count)
}

/// The files that were scheduled at this moment or before, or all of them.
pub(crate) async fn due<C: ConnectionTrait>(
    conn: &C,
    until: Option<Micros>,
) -> Result<Vec<Scheduled>> {
    let mut sql = "SELECT data_file_id, path FROM ducklake_files_scheduled_for_deletion".to_owned();
    let mut values = Vec::new();
    if let Some(until) = until {
        let Some(until) = time_text(until) else { return Ok(Vec::new()) };
        let place = sql::placeholder(sql::backend(conn), 1, Cast::Time);
        sql.push_str(&format!(" WHERE schedule_start <= {place}"));
        values.push(until.into());
    }
    let rows = sql::rows(conn, &sql, values).await?;
    rows.iter()
        .map(|row| {
            let path: String = sql::get(row, 1)?;
            Ok(Scheduled { id: sql::get(row, 0)?, name: name_of(&path) })
        })
        .collect()
}

/// Forgets files that were removed.
pub(crate) async fn forget_removed<C: ConnectionTrait>(
    conn: &C,
    files: &[Scheduled],
) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = files.iter().map(|file| file.id).collect();
    let sql = format!(
        "DELETE FROM ducklake_files_scheduled_for_deletion WHERE data_file_id IN ({})",
        sql::list(&ids)
    );
    sql::execute(conn, &sql, vec![]).await?;
    Ok(())
}
