//! What is known of a column of a file without reading it.

use parquet::file::{
    metadata::{ParquetMetaData, RowGroupMetaData},
    statistics::Statistics,
};
use perennial_model::Micros;

use crate::columns::Column;

/// The least and the greatest value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Bounds {
    Text(String, String),
    Time(i64, i64),
    Number(f64, f64),
}

impl Bounds {
    /// Widened so that both fit.
    pub(crate) fn union(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Text(a, b), Self::Text(c, d)) => Some(Self::Text(a.min(c), b.max(d))),
            (Self::Time(a, b), Self::Time(c, d)) => Some(Self::Time(a.min(c), b.max(d))),
            (Self::Number(a, b), Self::Number(c, d)) => Some(Self::Number(a.min(c), b.max(d))),
            _ => None,
        }
    }

    /// As the catalogue writes them.
    pub(crate) fn to_texts(&self) -> Option<(String, String)> {
        match self {
            Self::Text(min, max) => Some((min.clone(), max.clone())),
            Self::Time(min, max) => Some((time_text(Micros(*min))?, time_text(Micros(*max))?)),
            Self::Number(min, max) => Some((min.to_string(), max.to_string())),
        }
    }
}

/// A time as DuckDB writes it: `2026-01-31 09:30:00.5+00`.
pub(crate) fn time_text(at: Micros) -> Option<String> {
    let text = at.to_rfc3339();
    let (day, time) = text.strip_suffix('Z')?.split_once('T')?;
    Some(format!("{day} {time}+00"))
}

/// What is known of a column of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ColumnStats {
    pub(crate) column: Column,
    pub(crate) size_bytes: u64,
    pub(crate) values: u64,
    pub(crate) nulls: u64,
    /// None where no value is there, or nothing is known.
    pub(crate) bounds: Option<Bounds>,
}

impl ColumnStats {
    /// Reads the statistics of every column out of a file's footer.
    pub(crate) fn of(metadata: &ParquetMetaData) -> Vec<Self> {
        Column::TABLE.into_iter().map(|column| of_column(column, metadata.row_groups())).collect()
    }
}

fn of_column(column: Column, row_groups: &[RowGroupMetaData]) -> ColumnStats {
    let chunks = || row_groups.iter().map(|group| group.column(column.index()));
    let rows: i64 = row_groups.iter().map(RowGroupMetaData::num_rows).sum();
    let nulls: u64 = chunks()
        .filter_map(|chunk| chunk.statistics())
        .filter_map(Statistics::null_count_opt)
        .sum();
    let size: i64 = chunks().map(|chunk| chunk.compressed_size()).sum();
    let rows = u64::try_from(rows).unwrap_or_default();
    ColumnStats {
        column,
        size_bytes: u64::try_from(size).unwrap_or_default(),
        values: rows.saturating_sub(nulls),
        nulls,
        bounds: bounds_of(column, row_groups),
    }
}

fn bounds_of(column: Column, row_groups: &[RowGroupMetaData]) -> Option<Bounds> {
    if !column.has_bounds() {
        return None;
    }
    let mut all: Option<Bounds> = None;
    for group in row_groups {
        let statistics = group.column(column.index()).statistics()?;
        let rows = u64::try_from(group.num_rows()).unwrap_or_default();
        if statistics.null_count_opt() == Some(rows) {
            continue;
        }
        let bounds = of_statistics(statistics)?;
        all = match all {
            None => Some(bounds),
            Some(before) => Some(before.union(bounds)?),
        };
    }
    all
}

/// The bounds in a row group's statistics.
pub(crate) fn of_statistics(statistics: &Statistics) -> Option<Bounds> {
    match statistics {
        Statistics::ByteArray(values) => {
            let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
            Some(Bounds::Text(text(values.min_bytes_opt()?)?, text(values.max_bytes_opt()?)?))
        }
        Statistics::Int64(values) => Some(Bounds::Time(*values.min_opt()?, *values.max_opt()?)),
        Statistics::Double(values) => Some(Bounds::Number(*values.min_opt()?, *values.max_opt()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_duckdb_writes_them() {
        let text = |micros| time_text(Micros(micros));
        assert_eq!(text(1_767_225_600_123_456).as_deref(), Some("2026-01-01 00:00:00.123456+00"));
        assert_eq!(text(0).as_deref(), Some("1970-01-01 00:00:00+00"));
        assert_eq!(text(i64::MAX), None, "a time out of range has no bounds");
        for micros in [0, 1_767_225_600_123_456, -1, 1_767_225_600_500_000] {
            let read = Micros::parse(&text(micros).unwrap(), &perennial_model::Zone::utc());
            assert_eq!(read, Ok(Micros(micros)));
        }
    }
}
