//! SQL over the relations, as far as HTTP is concerned: what can be asked, pages of rows, files,
//! and how a query that runs is stopped.
//!
//! The engine itself is in the build feature `sql`; without it [`engine`] gives none, and every
//! call says so.

#[cfg(feature = "sql")]
mod built;
mod cells;
mod error;
mod page;
mod running;
#[cfg(feature = "sql")]
mod source;

use std::{pin::Pin, sync::Arc};

use arrow::{array::RecordBatch, datatypes::SchemaRef};
use futures::{Stream, future::BoxFuture};
use perennial_board::Board;
use perennial_model::Clock;
use perennial_tables::Relation;

pub use cells::{SqlColumn, SqlType};
pub use error::{SqlError, SqlFault};
pub use page::{Page, SqlLimit, first_rows};
pub use running::{Run, Running};

/// What queries may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SqlSettings {
    /// Memory that all queries together may hold.
    pub memory_mb: usize,
    /// How long one may take.
    pub seconds: u64,
    /// How many may run at once.
    pub at_once: usize,
    /// Rows of an answer that is shown.
    pub rows: usize,
}

impl Default for SqlSettings {
    fn default() -> Self {
        Self { memory_mb: 512, seconds: 60, at_once: 2, rows: 10_000 }
    }
}

/// Rows as they are made. Dropping them ends the query.
pub type Batches = Pin<Box<dyn Stream<Item = Result<RecordBatch, SqlError>> + Send>>;

/// An answer: its columns, and its rows as they are made.
pub struct Rows {
    pub schema: SchemaRef,
    pub batches: Batches,
}

/// Answers queries over the relations of a board, as of now or of a past day.
pub trait Engine: Send + Sync {
    /// The relations that a query names.
    ///
    /// # Errors
    /// When the query is none, or names one that is not there.
    fn named(&self, board: &Board, text: &str) -> Result<Vec<Relation>, SqlError>;

    /// Begins to answer, with so many rows at most; all where nothing is said.
    ///
    /// # Errors
    /// When the query will not do, or too many run.
    fn run<'a>(
        &'a self,
        board: &'a Board,
        text: &'a str,
        rows: Option<usize>,
    ) -> BoxFuture<'a, Result<Rows, SqlError>>;
}

/// The engine, where this build has one.
#[cfg(feature = "sql")]
pub fn engine(settings: SqlSettings, clock: Arc<dyn Clock>) -> Option<Arc<dyn Engine>> {
    match built::DataFusion::new(settings, clock) {
        Ok(engine) => Some(Arc::new(engine)),
        Err(error) => {
            tracing::error!(%error, "there is no SQL");
            None
        }
    }
}

/// The engine, where this build has one: this one has none.
#[cfg(not(feature = "sql"))]
pub fn engine(_settings: SqlSettings, _clock: Arc<dyn Clock>) -> Option<Arc<dyn Engine>> {
    None
}
