//! The catalogue's statistics, from which readers prune and plan.

use sea_orm::{ConnectionTrait, QueryResult, Value};

use super::TABLE_ID;
use crate::{
    Result,
    columns::Column,
    lake::{Bounds, ColumnStats, WrittenFile},
    sql::{self, Cast},
};

/// Writes down the statistics of new files, whose ids follow each other.
pub(super) async fn add_files<C: ConnectionTrait>(
    conn: &C,
    first_id: i64,
    files: &[WrittenFile],
) -> Result<()> {
    let columns = [
        ("data_file_id", Cast::No),
        ("table_id", Cast::No),
        ("column_id", Cast::No),
        ("column_size_bytes", Cast::No),
        ("value_count", Cast::No),
        ("null_count", Cast::No),
        ("min_value", Cast::No),
        ("max_value", Cast::No),
        ("contains_nan", Cast::No),
    ];
    let mut rows = Vec::new();
    for (id, file) in (first_id..).zip(files) {
        for stats in &file.columns {
            rows.push(file_row(id, stats));
        }
    }
    sql::insert(conn, "ducklake_file_column_stats", &columns, rows).await
}

fn file_row(id: i64, stats: &ColumnStats) -> Vec<Value> {
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let (min, max) = stats.bounds.as_ref().and_then(Bounds::to_texts).unzip();
    vec![
        id.into(),
        TABLE_ID.into(),
        stats.column.field_id().into(),
        number(stats.size_bytes),
        number(stats.values),
        number(stats.nulls),
        min.into(),
        max.into(),
        contains_nan(stats.column),
    ]
}

/// Values that are not numbers are left out when a fact comes in.
fn contains_nan(column: Column) -> Value {
    if column == Column::Value { false.into() } else { Value::Bool(None) }
}

/// What the whole table is known to hold in a column.
#[derive(Debug, Clone, Default, PartialEq)]
struct Known {
    /// No row says anything yet.
    empty: bool,
    contains_null: bool,
    bounds: Option<(String, String)>,
    /// Some values have no bounds: then the table has none either.
    unbounded: bool,
}

impl Known {
    fn add(&mut self, column: Column, values: i64, nulls: i64, bounds: Option<(String, String)>) {
        self.empty = false;
        self.contains_null |= nulls > 0;
        if values == 0 {
            return;
        }
        match (bounds, self.bounds.take()) {
            (None, _) => self.unbounded = true,
            (Some(new), None) => self.bounds = Some(new),
            (Some((min, max)), Some((least, greatest))) => {
                self.bounds = Some((lesser(column, min, least), greater(column, max, greatest)));
            }
        }
        if self.unbounded {
            self.bounds = None;
        }
    }
}

/// Texts and times compare as they are written: times with the same offset, `+` before `.` before
/// digits. Numbers do not.
fn lesser(column: Column, a: String, b: String) -> String {
    if less(column, &a, &b) { a } else { b }
}

fn greater(column: Column, a: String, b: String) -> String {
    if less(column, &a, &b) { b } else { a }
}

fn less(column: Column, a: &str, b: &str) -> bool {
    if column == Column::Value {
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        return number(a) < number(b);
    }
    a < b
}

/// Takes new files into the statistics of the table.
pub(super) async fn widen<C: ConnectionTrait>(conn: &C, files: &[WrittenFile]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut table = read_table(conn).await?;
    for file in files {
        for stats in &file.columns {
            let bounds = stats.bounds.as_ref().and_then(Bounds::to_texts);
            let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
            let known = &mut table[stats.column.index()];
            known.add(stats.column, number(stats.values), number(stats.nulls), bounds);
        }
    }
    write_table(conn, &table).await
}

/// Makes the statistics of the table anew out of those of its files, so that nothing of what was
/// erased is left in them.
pub(super) async fn recompute<C: ConnectionTrait>(conn: &C) -> Result<()> {
    let rows = sql::rows(
        conn,
        "SELECT s.column_id, s.value_count, s.null_count, s.min_value, s.max_value \
         FROM ducklake_file_column_stats s \
         JOIN ducklake_data_file f ON f.data_file_id = s.data_file_id \
         WHERE f.end_snapshot IS NULL AND f.table_id = $1",
        vec![TABLE_ID.into()],
    )
    .await?;
    let mut table = nothing_known();
    for row in &rows {
        let id: i64 = sql::get(row, 0)?;
        let Some(column) = Column::TABLE.into_iter().find(|column| column.field_id() == id) else {
            continue;
        };
        let bounds = bounds(row, 3)?;
        table[column.index()].add(column, sql::get(row, 1)?, sql::get(row, 2)?, bounds);
    }
    write_table(conn, &table).await
}

/// Counts the table's rows and bytes.
pub(super) async fn recount<C: ConnectionTrait>(conn: &C, next_row: i64) -> Result<()> {
    let count = |column: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM({column}), 0) AS BIGINT) FROM ducklake_data_file \
             WHERE end_snapshot IS NULL AND table_id = {TABLE_ID})"
        )
    };
    let (rows, bytes) = (count("record_count"), count("file_size_bytes"));
    let sql = format!(
        "UPDATE ducklake_table_stats \
         SET record_count = {rows}, file_size_bytes = {bytes}, next_row_id = $1 \
         WHERE table_id = $2"
    );
    sql::execute(conn, &sql, vec![next_row.into(), TABLE_ID.into()]).await?;
    Ok(())
}

fn nothing_known() -> Vec<Known> {
    vec![Known { empty: true, ..Known::default() }; Column::TABLE.len()]
}

async fn read_table<C: ConnectionTrait>(conn: &C) -> Result<Vec<Known>> {
    let rows = sql::rows(
        conn,
        "SELECT column_id, contains_null, min_value, max_value FROM ducklake_table_column_stats \
         WHERE table_id = $1",
        vec![TABLE_ID.into()],
    )
    .await?;
    let mut table = nothing_known();
    for row in &rows {
        let id: i64 = sql::get(row, 0)?;
        let Some(column) = Column::TABLE.into_iter().find(|column| column.field_id() == id) else {
            continue;
        };
        let bounds = bounds(row, 2)?;
        // Without bounds there is no telling whether there was no value, or one without bounds;
        // the latter is the careful reading, save for a column that has had nothing but nulls.
        table[column.index()] = Known {
            empty: false,
            contains_null: sql::get(row, 1)?,
            unbounded: bounds.is_none() && !column.nullable(),
            bounds,
        };
    }
    Ok(table)
}

fn bounds(row: &QueryResult, place: usize) -> Result<Option<(String, String)>> {
    let (min, max): (Option<String>, Option<String>) =
        (sql::get(row, place)?, sql::get(row, place + 1)?);
    Ok(min.zip(max))
}

async fn write_table<C: ConnectionTrait>(conn: &C, table: &[Known]) -> Result<()> {
    sql::execute(
        conn,
        "DELETE FROM ducklake_table_column_stats WHERE table_id = $1",
        vec![TABLE_ID.into()],
    )
    .await?;
    let columns = [
        ("table_id", Cast::No),
        ("column_id", Cast::No),
        ("contains_null", Cast::No),
        ("contains_nan", Cast::No),
        ("min_value", Cast::No),
        ("max_value", Cast::No),
    ];
    let rows = Column::TABLE.iter().zip(table).filter(|(_, known)| !known.empty);
    let rows = rows.map(|(column, known)| {
        let (min, max) = known.bounds.clone().unzip();
        vec![
            TABLE_ID.into(),
            column.field_id().into(),
            known.contains_null.into(),
            contains_nan(*column),
            min.into(),
            max.into(),
        ]
    });
    sql::insert(conn, "ducklake_table_column_stats", &columns, rows.collect()).await
}
