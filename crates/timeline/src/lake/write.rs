//! Writing facts into Parquet files.

use std::fs::File;

use arrow::record_batch::RecordBatch;
use parquet::{
    arrow::{ArrowWriter, arrow_writer::ArrowWriterOptions},
    basic::{Compression, ZstdLevel},
    file::{
        metadata::ParquetMetaData,
        properties::{EnabledStatistics, WriterProperties},
    },
    schema::types::ColumnPath,
};
use rayon::prelude::*;

use super::{bounds::ColumnStats, folder::Folder};
use crate::{
    Result, TimelineError,
    columns::{Column, Position, file_schema, gather, sorted_positions},
};

/// Facts that are put into columns at once.
pub(crate) const FILE_BATCH: usize = 65_536;
const ROW_GROUP_ROWS: usize = 100_000;
/// Small pages: a page of the timeline reads few of them.
const PAGE_ROWS: usize = 8_192;

/// A file that stands on the disk and that the catalogue does not know yet.
#[derive(Debug, Clone)]
pub(crate) struct WrittenFile {
    pub(crate) name: String,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) footer_bytes: u64,
    pub(crate) columns: Vec<ColumnStats>,
}

/// Sorts the facts of these batches and writes them into files of at most `most_rows`, durably.
/// Each file holds accounts of its own range. Takes all cores: call it on a blocking thread.
pub(crate) fn write_files(
    folder: &Folder,
    batches: &[RecordBatch],
    most_rows: usize,
) -> Result<Vec<WrittenFile>> {
    let positions = sorted_positions(batches, &folder.path("memory"))?;
    if positions.is_empty() {
        return Ok(Vec::new());
    }
    let pieces = pieces(positions.len(), most_rows, rayon::current_num_threads());
    let piece = positions.len().div_ceil(pieces);
    let files = positions
        .par_chunks(piece)
        .map(|rows| write_file(folder, batches, rows))
        .collect::<Result<Vec<_>>>()?;
    folder.sync()?;
    Ok(files)
}

/// How many files: each at most `most_rows`, and none below half of that for the sake of cores.
fn pieces(rows: usize, most_rows: usize, cores: usize) -> usize {
    let most_rows = most_rows.max(1);
    rows.div_ceil(most_rows).max(cores.min(rows / most_rows.div_ceil(2))).max(1)
}

fn write_file(folder: &Folder, batches: &[RecordBatch], rows: &[Position]) -> Result<WrittenFile> {
    let (name, file) = folder.create()?;
    let path = folder.path(&name);
    let failed =
        |error: parquet::errors::ParquetError| TimelineError::file(&path, "written", error);
    let options = ArrowWriterOptions::new()
        .with_properties(properties().map_err(failed)?)
        .with_skip_arrow_metadata(true)
        .with_schema_root("duckdb_schema".to_owned());
    let mut writer =
        ArrowWriter::try_new_with_options(file, file_schema(), options).map_err(failed)?;
    for rows in rows.chunks(FILE_BATCH) {
        writer.write(&gather(batches, rows)?).map_err(failed)?;
    }
    let metadata = writer.finish().map_err(failed)?;
    let file = writer.inner();
    file.sync_all().map_err(|error| TimelineError::file(&path, "made durable", error))?;
    described(name, file, &metadata, rows.len())
        .map_err(|error| TimelineError::file(&path, "read back", error))
}

fn described(
    name: String,
    mut file: &File,
    metadata: &ParquetMetaData,
    rows: usize,
) -> std::io::Result<WrittenFile> {
    use std::io::{Read, Seek, SeekFrom};
    let bytes = file.metadata()?.len();
    // A file ends with the length of its footer and four letters.
    let mut length = [0; 4];
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut length)?;
    Ok(WrittenFile {
        name,
        rows: rows as u64,
        bytes,
        footer_bytes: u64::from(u32::from_le_bytes(length)),
        columns: ColumnStats::of(metadata),
    })
}

fn properties() -> parquet::errors::Result<WriterProperties> {
    let path = |column: Column| ColumnPath::new(vec![column.name().to_owned()]);
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_data_page_row_count_limit(PAGE_ROWS)
        .set_write_batch_size(1024)
        .set_statistics_enabled(EnabledStatistics::Page)
        // Whole values: the catalogue's bounds are exact.
        .set_statistics_truncate_length(None)
        .set_column_index_truncate_length(Some(64))
        .set_created_by("perennial".to_owned());
    for column in Column::TABLE {
        if !column.has_bounds() {
            properties =
                properties.set_column_statistics_enabled(path(column), EnabledStatistics::None);
        }
    }
    Ok(properties
        .set_column_dictionary_enabled(path(Column::FactId), false)
        .set_column_dictionary_enabled(path(Column::OccurredAt), false)
        .set_column_statistics_enabled(path(Column::Credited), EnabledStatistics::None)
        .build())
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn cores_make_no_small_files() {
        assert_eq!(pieces(100, 1000, 8), 1);
        assert_eq!(pieces(999, 1000, 8), 1);
        assert_eq!(pieces(1000, 1000, 8), 2);
        assert_eq!(pieces(1001, 1000, 1), 2);
        assert_eq!(pieces(5000, 1000, 64), 10);
        assert_eq!(pieces(1, 1, 64), 1);
    }
}
