//! A new snapshot: files come in, files go out.

use perennial_model::Micros;
use sea_orm::{ConnectionTrait, Value};

use super::{NEXT_CATALOG_ID, SCHEMA_VERSION, TABLE_ID, files::latest_snapshot, stats};
use crate::{
    Result, TimelineError,
    lake::{WrittenFile, time_text},
    sql::{self, Cast},
};

/// What a snapshot did to the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    /// Facts were added.
    Insert,
    /// The same facts stand in other files.
    Compaction,
    /// Facts were erased.
    Erasure,
}

impl ChangeKind {
    fn as_change(self) -> String {
        match self {
            Self::Insert => format!("inserted_into_table:{TABLE_ID}"),
            Self::Compaction => format!("merge_adjacent:{TABLE_ID}"),
            Self::Erasure => {
                format!("inserted_into_table:{TABLE_ID},deleted_from_table:{TABLE_ID}")
            }
        }
    }

    pub(super) fn of_change(text: &str) -> Option<Self> {
        if text.contains("deleted_from_table") {
            Some(Self::Erasure)
        } else if text.contains("inserted_into_table") {
            Some(Self::Insert)
        } else if text.contains("merge_adjacent") {
            Some(Self::Compaction)
        } else {
            None
        }
    }
}

/// What is to be published.
#[derive(Debug)]
pub(crate) struct Publication<'a> {
    pub(crate) kind: ChangeKind,
    pub(crate) add: &'a [WrittenFile],
    /// Ids of files that the new ones stand for.
    pub(crate) replace: &'a [i64],
}

/// Makes the next snapshot. The caller holds the lock of `lake_state`. Returns its number, or
/// nothing when a file that is to be replaced is gone already: then somebody else was quicker.
pub(crate) async fn publish<C: ConnectionTrait>(
    conn: &C,
    publication: &Publication<'_>,
    now: Micros,
) -> Result<Option<i64>> {
    let snapshot = latest_snapshot(conn).await? + 1;
    if !publication.replace.is_empty() {
        let ids = sql::list(publication.replace);
        let ended = sql::execute(
            conn,
            &format!(
                "UPDATE ducklake_data_file SET end_snapshot = $1 \
                 WHERE end_snapshot IS NULL AND data_file_id IN ({ids})"
            ),
            vec![snapshot.into()],
        )
        .await?;
        if ended != publication.replace.len() as u64 {
            return Ok(None);
        }
    }
    let row = sql::row(
        conn,
        "SELECT next_file_id FROM ducklake_snapshot WHERE snapshot_id = $1",
        vec![(snapshot - 1).into()],
    )
    .await?;
    let next_file: i64 = sql::get(&row, 0)?;
    let row = sql::row(
        conn,
        "SELECT next_row_id FROM ducklake_table_stats WHERE table_id = $1",
        vec![TABLE_ID.into()],
    )
    .await?;
    let mut next_row: i64 = sql::get(&row, 0)?;
    let mut rows = Vec::new();
    for (id, file) in (next_file..).zip(publication.add) {
        rows.push(file_row(id, file, snapshot, next_row));
        next_row = next_row.saturating_add_unsigned(file.rows);
    }
    let next_file = next_file + i64::try_from(rows.len()).unwrap_or_default();
    sql::insert(conn, "ducklake_data_file", FILE_COLUMNS, rows).await?;
    let first_id = next_file - i64::try_from(publication.add.len()).unwrap_or_default();
    stats::add_files(conn, first_id, publication.add).await?;
    record(conn, snapshot, publication.kind, next_file, now).await?;
    if publication.kind == ChangeKind::Erasure {
        stats::recompute(conn).await?;
    } else {
        stats::widen(conn, publication.add).await?;
    }
    stats::recount(conn, next_row).await?;
    Ok(Some(snapshot))
}

const FILE_COLUMNS: &[(&str, Cast)] = &[
    ("data_file_id", Cast::No),
    ("table_id", Cast::No),
    ("begin_snapshot", Cast::No),
    ("path", Cast::No),
    ("path_is_relative", Cast::No),
    ("file_format", Cast::No),
    ("record_count", Cast::No),
    ("file_size_bytes", Cast::No),
    ("footer_size", Cast::No),
    ("row_id_start", Cast::No),
];

fn file_row(id: i64, file: &WrittenFile, snapshot: i64, first_row: i64) -> Vec<Value> {
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    vec![
        id.into(),
        TABLE_ID.into(),
        snapshot.into(),
        file.name.as_str().into(),
        true.into(),
        "parquet".into(),
        number(file.rows),
        number(file.bytes),
        number(file.footer_bytes),
        first_row.into(),
    ]
}

async fn record<C: ConnectionTrait>(
    conn: &C,
    snapshot: i64,
    kind: ChangeKind,
    next_file: i64,
    now: Micros,
) -> Result<()> {
    let time = time_text(now).ok_or_else(|| TimelineError::catalogue("the clock is off"))?;
    let columns = [
        ("snapshot_id", Cast::No),
        ("snapshot_time", Cast::Time),
        ("schema_version", Cast::No),
        ("next_catalog_id", Cast::No),
        ("next_file_id", Cast::No),
    ];
    let row = vec![
        snapshot.into(),
        time.into(),
        SCHEMA_VERSION.into(),
        NEXT_CATALOG_ID.into(),
        next_file.into(),
    ];
    sql::insert(conn, "ducklake_snapshot", &columns, vec![row]).await?;
    let columns = [("snapshot_id", Cast::No), ("changes_made", Cast::No), ("author", Cast::No)];
    let row = vec![snapshot.into(), kind.as_change().into(), "perennial".into()];
    sql::insert(conn, "ducklake_snapshot_changes", &columns, vec![row]).await
}
