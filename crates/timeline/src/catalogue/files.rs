//! Which files there are, and what is known of them.

use perennial_model::{Micros, Zone};
use rustc_hash::{FxHashMap, FxHashSet};
use sea_orm::{ConnectionTrait, QueryResult};

use super::{TABLE_ID, publish::ChangeKind};
use crate::{
    Result,
    columns::Column,
    lake::{Interest, SCHEMA_PATH, TABLE_PATH},
    sql,
};

/// A file of the lake.
#[derive(Debug, Clone, Default)]
pub(crate) struct DataFile {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) fact_ids: Option<(String, String)>,
    pub(crate) accounts: Option<(String, String)>,
    pub(crate) account_nulls: u64,
    pub(crate) contacts: Option<(String, String)>,
    pub(crate) occurred: Option<(i64, i64)>,
    pub(crate) received: Option<(i64, i64)>,
}

impl DataFile {
    /// Whether it may hold something of interest.
    pub(crate) fn may_hold(&self, interest: &Interest) -> bool {
        let only_nulls = self.account_nulls == self.rows;
        let accounts = if only_nulls { Some(("\u{1}", "")) } else { texts(&self.accounts) };
        interest.may_be_in(
            accounts,
            self.account_nulls > 0,
            texts(&self.contacts),
            self.occurred.map(|(first, _)| first),
        )
    }

    /// Whether it may hold facts received at this moment or later.
    pub(crate) fn received_since(&self, horizon: Micros) -> bool {
        self.received.is_none_or(|(_, last)| last >= horizon.0)
    }
}

fn texts(bounds: &Option<(String, String)>) -> Option<(&str, &str)> {
    bounds.as_ref().map(|(min, max)| (min.as_str(), max.as_str()))
}

/// The number of the latest snapshot.
pub(crate) async fn latest_snapshot<C: ConnectionTrait>(conn: &C) -> Result<i64> {
    sql::get(&sql::row(conn, "SELECT MAX(snapshot_id) FROM ducklake_snapshot", vec![]).await?, 0)
}

/// The files of the latest snapshot, oldest first.
pub(crate) async fn live_files<C: ConnectionTrait>(conn: &C) -> Result<Vec<DataFile>> {
    let rows = sql::rows(
        conn,
        "SELECT data_file_id, path, record_count, file_size_bytes FROM ducklake_data_file \
         WHERE end_snapshot IS NULL AND table_id = $1 ORDER BY data_file_id",
        vec![TABLE_ID.into()],
    )
    .await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in &rows {
        let number = |number: i64| u64::try_from(number).unwrap_or_default();
        files.push(DataFile {
            id: sql::get(row, 0)?,
            name: sql::get(row, 1)?,
            rows: number(sql::get(row, 2)?),
            bytes: number(sql::get(row, 3)?),
            ..DataFile::default()
        });
    }
    let known = [
        Column::FactId,
        Column::AccountId,
        Column::ContactId,
        Column::OccurredAt,
        Column::ReceivedAt,
    ];
    let columns = sql::list(&known.map(Column::field_id));
    let stats = sql::rows(
        conn,
        &format!(
            "SELECT s.data_file_id, s.column_id, s.null_count, s.min_value, s.max_value \
             FROM ducklake_file_column_stats s \
             JOIN ducklake_data_file f ON f.data_file_id = s.data_file_id \
             WHERE f.end_snapshot IS NULL AND f.table_id = $1 AND s.column_id IN ({columns})"
        ),
        vec![TABLE_ID.into()],
    )
    .await?;
    let places: FxHashMap<i64, usize> =
        files.iter().enumerate().map(|(place, file)| (file.id, place)).collect();
    for row in &stats {
        if let Some(place) = places.get(&sql::get(row, 0)?) {
            learn(&mut files[*place], row)?;
        }
    }
    Ok(files)
}

fn learn(file: &mut DataFile, row: &QueryResult) -> Result<()> {
    let id: i64 = sql::get(row, 1)?;
    let nulls: i64 = sql::get(row, 2)?;
    let (min, max): (Option<String>, Option<String>) = (sql::get(row, 3)?, sql::get(row, 4)?);
    let bounds = min.zip(max);
    let times = || {
        let time = |text: &str| Micros::parse(text, &Zone::utc()).ok().map(|at| at.0);
        bounds.as_ref().and_then(|(min, max)| time(min).zip(time(max)))
    };
    match Column::TABLE.into_iter().find(|column| column.field_id() == id) {
        Some(Column::FactId) => file.fact_ids = bounds,
        Some(Column::AccountId) => {
            file.account_nulls = u64::try_from(nulls).unwrap_or_default();
            file.accounts = bounds;
        }
        Some(Column::ContactId) => file.contacts = bounds,
        Some(Column::OccurredAt) => file.occurred = times(),
        Some(Column::ReceivedAt) => file.received = times(),
        _ => {}
    }
    Ok(())
}

/// What a snapshot did.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) snapshot: i64,
    pub(crate) kind: ChangeKind,
    /// The files that it brought.
    pub(crate) added: Vec<String>,
}

/// What the snapshots after this one did, in order. Nothing when some of them were expired
/// already, so that it cannot be told.
pub(crate) async fn changes_since<C: ConnectionTrait>(
    conn: &C,
    snapshot: i64,
) -> Result<Option<Vec<Change>>> {
    let rows = sql::rows(
        conn,
        "SELECT snapshot_id, changes_made FROM ducklake_snapshot_changes \
         WHERE snapshot_id > $1 ORDER BY snapshot_id",
        vec![snapshot.into()],
    )
    .await?;
    let mut changes = Vec::with_capacity(rows.len());
    for (expected, row) in (snapshot + 1..).zip(&rows) {
        let id: i64 = sql::get(row, 0)?;
        let text: String = sql::get(row, 1)?;
        if id != expected {
            return Ok(None);
        }
        let Some(kind) = ChangeKind::of_change(&text) else { continue };
        changes.push(Change { snapshot: id, kind, added: added_by(conn, id).await? });
    }
    Ok(Some(changes))
}

async fn added_by<C: ConnectionTrait>(conn: &C, snapshot: i64) -> Result<Vec<String>> {
    let rows = sql::rows(
        conn,
        "SELECT path FROM ducklake_data_file WHERE begin_snapshot = $1 AND table_id = $2",
        vec![snapshot.into(), TABLE_ID.into()],
    )
    .await?;
    rows.iter().map(|row| sql::get(row, 0)).collect()
}

/// The names of all files that the catalogue speaks of, also of those that wait for removal.
pub(crate) async fn named_files<C: ConnectionTrait>(conn: &C) -> Result<FxHashSet<String>> {
    let mut names = FxHashSet::default();
    for row in sql::rows(conn, "SELECT path FROM ducklake_data_file", vec![]).await? {
        names.insert(sql::get(&row, 0)?);
    }
    let scheduled = "SELECT path FROM ducklake_files_scheduled_for_deletion";
    for row in sql::rows(conn, scheduled, vec![]).await? {
        let path: String = sql::get(&row, 0)?;
        names.insert(name_of(&path));
    }
    Ok(names)
}

/// Files to be removed are named from the root on.
pub(super) fn name_of(path: &str) -> String {
    let below = path.strip_prefix(SCHEMA_PATH).and_then(|rest| rest.strip_prefix(TABLE_PATH));
    below.unwrap_or(path).to_owned()
}
