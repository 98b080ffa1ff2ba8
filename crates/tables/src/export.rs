//! Choose and write: what a table request comes down to.

use std::io::Write;

use arrow::array::RecordBatch;

use crate::{Format, Selection, TableError, Writer};

/// Takes a relation's batches one by one and writes what is chosen of them.
pub struct Export<W: Write + Send> {
    selection: Selection,
    writer: Writer<W>,
}

impl<W: Write + Send> Export<W> {
    /// # Errors
    /// When the destination cannot be written to.
    pub fn new(out: W, format: Format, selection: Selection) -> Result<Self, TableError> {
        let writer = Writer::new(out, format, &selection.schema())?;
        Ok(Self { selection, writer })
    }

    /// Adds the chosen rows of a batch.
    ///
    /// # Errors
    /// When the batch is not the relation's, or the destination cannot be written to.
    pub fn take(&mut self, batch: &RecordBatch) -> Result<(), TableError> {
        let chosen = self.selection.apply(batch)?;
        if chosen.num_rows() > 0 {
            self.writer.write(&chosen)?;
        }
        Ok(())
    }

    /// Completes the table; gives the number of its rows.
    ///
    /// # Errors
    /// When the destination cannot be written to.
    pub fn finish(self) -> Result<u64, TableError> {
        self.writer.finish()
    }
}

/// Writes what is chosen of all batches; gives the number of rows written.
///
/// # Errors
/// The first error of a batch, or when the destination cannot be written to.
pub fn export<W: Write + Send>(
    out: W,
    format: Format,
    selection: Selection,
    batches: impl IntoIterator<Item = Result<RecordBatch, TableError>>,
) -> Result<u64, TableError> {
    let mut export = Export::new(out, format, selection)?;
    for batch in batches {
        export.take(&batch?)?;
    }
    export.finish()
}
