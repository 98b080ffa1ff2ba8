//! Parquet files of a rollup, read with the texts left as numbers of dictionaries.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{
        ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
        ParquetRecordBatchReaderBuilder,
    },
};

/// Rows that are decoded at once: few enough to stay in the processor's cache until they are used.
const BATCH_ROWS: usize = 16_384;
const WORDS: [&str; 4] = ["account_id", "contact_id", "kind", "name"];
const NUMBERS: [&str; 2] = ["day", "count"];

/// One file, its footer read.
pub(super) struct Source {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let unreadable = || format!("{} cannot be read", path.display());
        let file = File::open(path).with_context(unreadable)?;
        let plain =
            ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).with_context(unreadable)?;
        let fields = plain.schema().fields().iter().map(|field| {
            if WORDS.contains(&field.name().as_str()) {
                let words =
                    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                Arc::new(Field::new(field.name(), words, field.is_nullable()))
            } else {
                Arc::clone(field)
            }
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let metadata = ArrowReaderMetadata::try_new(
            Arc::clone(plain.metadata()),
            ArrowReaderOptions::new().with_schema(schema),
        )
        .with_context(unreadable)?;
        Ok(Self { path: path.to_owned(), metadata })
    }

    pub(super) fn groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// The columns that the metrics need, of one row group.
    pub(super) fn batches(&self, group: usize) -> Result<ParquetRecordBatchReader> {
        let columns = WORDS.into_iter().chain(NUMBERS);
        let mask = ProjectionMask::columns(self.metadata.parquet_schema(), columns);
        let file = File::open(&self.path)?;
        Ok(ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
            .with_projection(mask)
            .with_row_groups(vec![group])
            .with_batch_size(BATCH_ROWS)
            .build()?)
    }
}
