//! Any relation, streamed out of store, timeline and board.

mod body;
mod feed;
mod then;

use std::io::Write;

use perennial_board::Board;
use perennial_store::StoreError;
use perennial_tables::{Export, Format, Selection, TableError};
use perennial_timeline::TimelineError;

use crate::sql::SqlError;

pub use body::stream;
#[cfg(feature = "sql")]
pub(crate) use feed::feed;

/// What can go wrong while a table is written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Timeline(#[from] TimelineError),
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Writes what is chosen of a relation; gives the number of rows. Memory stays bounded for facts,
/// daily, metrics and health; records are read whole.
///
/// Blocks and computes: call it beside the async threads, within a Tokio runtime.
///
/// # Errors
/// When the destination, the store or the timeline fails.
pub fn write<W: Write + Send>(
    board: &Board,
    selection: Selection,
    format: Format,
    out: W,
) -> Result<u64, WriteError> {
    let relation = selection.relation();
    let wanted = selection.clone();
    let mut export = Export::new(out, format, selection)?;
    feed::feed(board, relation, &|id| wanted.takes_account(id), &mut |batch| {
        Ok(export.take(&batch)?)
    })?;
    Ok(export.finish()?)
}
