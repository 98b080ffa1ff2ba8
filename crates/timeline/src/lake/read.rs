//! Reading Parquet files.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::record_batch::RecordBatch;
use parquet::{
    arrow::{
        ProjectionMask,
        arrow_reader::{
            ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
            ParquetRecordBatchReaderBuilder, RowSelection,
        },
    },
    file::metadata::{PageIndexPolicy, ParquetMetaData},
};

use super::folder::Folder;
use crate::{
    Result, TimelineError,
    columns::{Column, dictionary_schema, file_schema},
};

/// How texts that repeat come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Plain,
    Dictionary,
}

/// An opened file, its footer and page index read. It can be read even after it was removed.
pub(crate) struct LakeFile {
    path: PathBuf,
    file: File,
    plain: ArrowReaderMetadata,
}

impl LakeFile {
    pub(crate) fn open(folder: &Folder, name: &str) -> Result<Self> {
        let path = folder.path(name);
        let file = folder.open_file(name)?;
        let options = ArrowReaderOptions::new()
            .with_page_index_policy(PageIndexPolicy::Optional)
            .with_schema(file_schema());
        let plain = ArrowReaderMetadata::load(&file, options)
            .map_err(|error| TimelineError::damaged(&path, error))?;
        Ok(Self { path, file, plain })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn metadata(&self) -> &Arc<ParquetMetaData> {
        self.plain.metadata()
    }

    /// All rows, all columns.
    pub(crate) fn batches(&self, layout: Layout, batch_rows: usize) -> Result<Batches> {
        self.reader(layout, batch_rows, |builder| builder)
    }

    /// All rows of some columns, in the order of the file.
    pub(crate) fn columns(&self, columns: &[Column], batch_rows: usize) -> Result<Batches> {
        self.reader(Layout::Plain, batch_rows, |builder| {
            let roots = columns.iter().map(|column| column.index());
            let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
            builder.with_projection(mask)
        })
    }

    /// All rows of some columns of a row group.
    pub(crate) fn columns_of_group(
        &self,
        row_group: usize,
        columns: &[Column],
        batch_rows: usize,
    ) -> Result<Batches> {
        self.reader(Layout::Plain, batch_rows, |builder| {
            let roots = columns.iter().map(|column| column.index());
            let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
            builder.with_projection(mask).with_row_groups(vec![row_group])
        })
    }

    /// Single rows of a row group, by their sorted numbers.
    pub(crate) fn selection_of(&self, row_group: usize, rows: &[usize]) -> RowSelection {
        let total = self.metadata().row_group(row_group).num_rows();
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        RowSelection::from_consecutive_ranges(rows.iter().map(|row| *row..*row + 1), total)
    }

    /// All columns of some rows of a row group.
    pub(crate) fn rows(&self, row_group: usize, rows: RowSelection) -> Result<Batches> {
        self.reader(Layout::Plain, 8_192, |builder| {
            builder.with_row_groups(vec![row_group]).with_row_selection(rows)
        })
    }

    fn reader(
        &self,
        layout: Layout,
        batch_rows: usize,
        choose: impl FnOnce(
            ParquetRecordBatchReaderBuilder<File>,
        ) -> ParquetRecordBatchReaderBuilder<File>,
    ) -> Result<Batches> {
        let failed = |reason: String| TimelineError::Damaged { path: self.path.clone(), reason };
        let file = self.file.try_clone().map_err(|e| TimelineError::file(&self.path, "read", e))?;
        let metadata = match layout {
            Layout::Plain => self.plain.clone(),
            Layout::Dictionary => ArrowReaderMetadata::try_new(
                Arc::clone(self.plain.metadata()),
                ArrowReaderOptions::new().with_schema(dictionary_schema()),
            )
            .map_err(|error| failed(error.to_string()))?,
        };
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
        let reader = choose(builder.with_batch_size(batch_rows))
            .build()
            .map_err(|error| failed(error.to_string()))?;
        Ok(Batches { reader, path: self.path.clone() })
    }
}

/// The batches of a file, one after the other.
pub(crate) struct Batches {
    reader: ParquetRecordBatchReader,
    path: PathBuf,
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.reader.next()?;
        Some(batch.map_err(|error| TimelineError::damaged(&self.path, error)))
    }
}
