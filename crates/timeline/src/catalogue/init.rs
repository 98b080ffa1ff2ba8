//! Making the catalogue, and telling it where the files are.

use perennial_model::{IdSource, Micros};
use sea_orm::{ConnectionTrait, Value};
use sha2::{Digest, Sha256};

use super::{NEXT_CATALOG_ID, SCHEMA_ID, SCHEMA_VERSION, TABLE_ID};
use crate::{
    Result, TimelineError,
    columns::Column,
    lake::time_text,
    lake::{SCHEMA_PATH, TABLE_PATH},
    sql::{self, Cast},
};

/// Makes the catalogue if it is empty. A data folder that was moved is written into it anew:
/// all other paths are relative to that one.
pub(crate) async fn ensure<C: ConnectionTrait>(
    conn: &C,
    data_path: &str,
    now: Micros,
    ids: &dyn IdSource,
) -> Result<()> {
    let known = sql::rows(
        conn,
        "SELECT \"value\" FROM ducklake_metadata WHERE \"key\" = 'version' AND scope IS NULL",
        vec![],
    )
    .await?;
    let Some(version) = known.first() else {
        return make(conn, data_path, now, ids).await;
    };
    let version: String = sql::get(version, 0)?;
    if version != "1.0" {
        return Err(TimelineError::catalogue(format!(
            "it is DuckLake {version}, and this program knows 1.0"
        )));
    }
    sql::execute(
        conn,
        "UPDATE ducklake_metadata SET \"value\" = $1 \
         WHERE \"key\" = 'data_path' AND scope IS NULL AND \"value\" <> $1",
        vec![data_path.into()],
    )
    .await?;
    Ok(())
}

async fn make<C: ConnectionTrait>(
    conn: &C,
    data_path: &str,
    now: Micros,
    ids: &dyn IdSource,
) -> Result<()> {
    let metadata = [
        ("version", "1.0"),
        ("created_by", concat!("Perennial ", env!("CARGO_PKG_VERSION"))),
        ("data_path", data_path),
        ("encrypted", "false"),
        ("data_inlining_row_limit", "0"),
    ];
    let rows = metadata.iter().map(|(key, value)| vec![(*key).into(), (*value).into()]);
    let columns = [("key", Cast::No), ("value", Cast::No)];
    sql::insert(conn, "ducklake_metadata", &columns, rows.collect()).await?;
    make_objects(conn, ids).await?;
    make_columns(conn).await?;
    make_history(conn, now).await
}

async fn make_objects<C: ConnectionTrait>(conn: &C, ids: &dyn IdSource) -> Result<()> {
    let columns = [
        ("schema_id", Cast::No),
        ("schema_uuid", Cast::Uuid),
        ("begin_snapshot", Cast::No),
        ("schema_name", Cast::No),
        ("path", Cast::No),
        ("path_is_relative", Cast::No),
    ];
    let schema = vec![
        SCHEMA_ID.into(),
        uuid(ids).into(),
        0_i64.into(),
        "main".into(),
        SCHEMA_PATH.into(),
        true.into(),
    ];
    sql::insert(conn, "ducklake_schema", &columns, vec![schema]).await?;
    let columns = [
        ("table_id", Cast::No),
        ("table_uuid", Cast::Uuid),
        ("begin_snapshot", Cast::No),
        ("schema_id", Cast::No),
        ("table_name", Cast::No),
        ("path", Cast::No),
        ("path_is_relative", Cast::No),
    ];
    let table = vec![
        TABLE_ID.into(),
        uuid(ids).into(),
        1_i64.into(),
        SCHEMA_ID.into(),
        "facts".into(),
        TABLE_PATH.into(),
        true.into(),
    ];
    sql::insert(conn, "ducklake_table", &columns, vec![table]).await
}

async fn make_columns<C: ConnectionTrait>(conn: &C) -> Result<()> {
    let columns = [
        ("column_id", Cast::No),
        ("begin_snapshot", Cast::No),
        ("table_id", Cast::No),
        ("column_order", Cast::No),
        ("column_name", Cast::No),
        ("column_type", Cast::No),
        ("default_value", Cast::No),
        ("nulls_allowed", Cast::No),
        ("default_value_type", Cast::No),
        ("default_value_dialect", Cast::No),
    ];
    let row = |column: Column| -> Vec<Value> {
        vec![
            column.field_id().into(),
            1_i64.into(),
            TABLE_ID.into(),
            column.field_id().into(),
            column.name().into(),
            column.lake_type().into(),
            "NULL".into(),
            column.nullable().into(),
            "literal".into(),
            "duckdb".into(),
        ]
    };
    sql::insert(conn, "ducklake_column", &columns, Column::TABLE.map(row).to_vec()).await
}

/// Snapshot 0 made the schema, snapshot 1 the table.
async fn make_history<C: ConnectionTrait>(conn: &C, now: Micros) -> Result<()> {
    let time = time_text(now).ok_or_else(|| TimelineError::catalogue("the clock is off"))?;
    let columns = [
        ("snapshot_id", Cast::No),
        ("snapshot_time", Cast::Time),
        ("schema_version", Cast::No),
        ("next_catalog_id", Cast::No),
        ("next_file_id", Cast::No),
    ];
    let snapshot = |id: i64, version: i64, next: i64| -> Vec<Value> {
        vec![id.into(), time.as_str().into(), version.into(), next.into(), 0_i64.into()]
    };
    let snapshots = vec![snapshot(0, 0, 1), snapshot(1, SCHEMA_VERSION, NEXT_CATALOG_ID)];
    sql::insert(conn, "ducklake_snapshot", &columns, snapshots).await?;
    let columns = [("snapshot_id", Cast::No), ("changes_made", Cast::No)];
    let changes = vec![
        vec![0_i64.into(), "created_schema:\"main\"".into()],
        vec![1_i64.into(), "created_table:\"main\".\"facts\"".into()],
    ];
    sql::insert(conn, "ducklake_snapshot_changes", &columns, changes).await?;
    let columns =
        [("begin_snapshot", Cast::No), ("schema_version", Cast::No), ("table_id", Cast::No)];
    let version = vec![1_i64.into(), SCHEMA_VERSION.into(), TABLE_ID.into()];
    sql::insert(conn, "ducklake_schema_versions", &columns, vec![version]).await?;
    let columns = [
        ("table_id", Cast::No),
        ("record_count", Cast::No),
        ("next_row_id", Cast::No),
        ("file_size_bytes", Cast::No),
    ];
    let nothing = vec![TABLE_ID.into(), 0_i64.into(), 0_i64.into(), 0_i64.into()];
    sql::insert(conn, "ducklake_table_stats", &columns, vec![nothing]).await
}

/// A UUID out of an id of any shape.
fn uuid(ids: &dyn IdSource) -> String {
    let digest = Sha256::digest(ids.next_id().as_bytes());
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| &hex[from..to];
    // Version 8 (own method), variant 1.
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}
