//! Where rows come from, as far as this crate knows.

use std::fmt::Debug;

use arrow::{array::RecordBatch, datatypes::SchemaRef};

use crate::Ask;

/// A relation that a query can name.
#[derive(Debug, Clone)]
pub struct Table {
    pub name: String,
    pub schema: SchemaRef,
}

/// Why rows could not be given, in the words of whoever gives them.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

/// Nobody takes the rows any more.
#[derive(Debug, thiserror::Error)]
#[error("nobody takes the rows any more")]
pub struct Ended;

/// Takes the batches of a relation, one by one.
pub type Sink<'a> = &'a mut dyn FnMut(RecordBatch) -> Result<(), Ended>;

/// Gives the rows of relations, batch by batch, as they stand now.
pub trait Source: Debug + Send + Sync + 'static {
    /// The relations that there are.
    fn tables(&self) -> Vec<Table>;

    /// Gives a relation's batches to the sink. They hold at least the columns that are asked for, in
    /// the types of the relation's schema; rows that nobody asks for may be among them.
    ///
    /// Called on a thread that may block.
    ///
    /// # Errors
    /// When rows cannot be read, or [`Ended`] as the sink gave it.
    fn read(&self, ask: &Ask, sink: Sink<'_>) -> Result<(), SourceError>;
}
