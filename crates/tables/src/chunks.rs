//! Many rows as batches of bounded size.

use arrow::array::RecordBatch;

use crate::TableError;

/// How many rows a batch has at most, unless it must hold all days of an account.
pub const ROWS_PER_BATCH: usize = 65_536;

/// Lays out rows batch by batch, each only when it is asked for.
pub fn in_batches<'a, T>(
    rows: &'a [T],
    lay_out: impl Fn(&'a [T]) -> Result<RecordBatch, TableError>,
) -> impl Iterator<Item = Result<RecordBatch, TableError>> {
    rows.chunks(ROWS_PER_BATCH).map(lay_out)
}
