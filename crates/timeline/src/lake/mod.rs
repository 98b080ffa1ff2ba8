//! The Parquet files: writing, reading, pruning. Knows no database.

mod bounds;
mod folder;
mod prune;
mod read;
mod write;

pub(crate) use bounds::{Bounds, ColumnStats, of_statistics as bounds_of, time_text};
pub(crate) use folder::{Folder, SCHEMA_PATH, TABLE_PATH};
pub(crate) use prune::{Interest, Slice, slices};
pub(crate) use read::{LakeFile, Layout};
pub(crate) use write::{FILE_BATCH, WrittenFile, write_files};
