//! Batches to bytes, in any format, as they come.

use std::io::Write;

use arrow::{array::RecordBatch, csv, datatypes::SchemaRef, json};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::properties::WriterProperties,
};

use crate::{Format, ROWS_PER_BATCH, TableError, plain};

/// Parquet keeps a row group in memory until it is full.
const ROWS_PER_GROUP: usize = 2 * ROWS_PER_BATCH;

/// Writes one table. Text leaves with each batch, Parquet with each row group.
///
/// Only [`Writer::finish`] makes the file whole.
pub struct Writer<W: Write + Send> {
    sink: Sink<W>,
    rows: u64,
}

enum Sink<W: Write + Send> {
    Csv { writer: Box<csv::Writer<W>>, schema: SchemaRef },
    Json { writer: json::ArrayWriter<W>, schema: SchemaRef },
    Parquet(Box<ArrowWriter<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// Begins a table of these columns; the CSV header leaves at once.
    ///
    /// # Errors
    /// When the destination cannot be written to.
    pub fn new(out: W, format: Format, schema: &SchemaRef) -> Result<Self, TableError> {
        let plain = plain::schema(schema);
        let sink = match format {
            Format::Csv => {
                let mut writer = Box::new(csv::WriterBuilder::new().build(out));
                writer.write(&RecordBatch::new_empty(plain.clone()))?;
                Sink::Csv { writer, schema: plain }
            }
            Format::Json => {
                let writer = json::WriterBuilder::new().with_explicit_nulls(true).build(out);
                Sink::Json { writer, schema: plain }
            }
            Format::Parquet => {
                let writer = ArrowWriter::try_new(out, schema.clone(), Some(properties()?))?;
                Sink::Parquet(Box::new(writer))
            }
        };
        Ok(Self { sink, rows: 0 })
    }

    /// Adds rows; their columns are those that the writer began with.
    ///
    /// # Errors
    /// When the columns are others, or the destination cannot be written to.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), TableError> {
        match &mut self.sink {
            Sink::Csv { writer, schema } => writer.write(&plain::batch(batch, schema.clone())?)?,
            Sink::Json { writer, schema } => writer.write(&plain::batch(batch, schema.clone())?)?,
            Sink::Parquet(writer) => writer.write(batch)?,
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }

    /// How many rows were written so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Completes the table; gives the number of its rows.
    ///
    /// # Errors
    /// When the destination cannot be written to.
    pub fn finish(self) -> Result<u64, TableError> {
        match self.sink {
            Sink::Csv { writer, .. } => writer.into_inner().flush()?,
            Sink::Json { mut writer, .. } => {
                writer.finish()?;
                writer.into_inner().flush()?;
            }
            Sink::Parquet(writer) => writer.into_inner()?.flush()?,
        }
        Ok(self.rows)
    }
}

fn properties() -> Result<WriterProperties, TableError> {
    Ok(WriterProperties::builder()
        .set_created_by("perennial".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .build())
}
