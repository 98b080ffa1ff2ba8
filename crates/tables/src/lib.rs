//! Every relation of the product as a table: rows to Arrow, rows and columns chosen, and out as
//! CSV, JSON or Parquet.
//!
//! What always holds here:
//! - A relation's columns are the same in every format, with and without rows: an empty CSV has
//!   its header, an empty JSON is `[]`, an empty Parquet file has its schema.
//! - Times are instants (RFC 3339 in UTC in text), days are dates, money is an exact decimal in
//!   major units beside its currency.
//! - What is written leaves at once, batch by batch, so memory stays bounded however long the
//!   table is.
//! - Whatever DuckDB reads from a file is what stood in the model.
//!
//! This crate must not know where rows come from: no store, no timeline, no HTTP.

mod arrays;
mod attributes;
mod chunks;
mod column;
mod conform;
mod error;
mod export;
mod format;
pub mod plain;
mod relation;
pub mod relations;
mod selection;
mod writer;

pub use chunks::{ROWS_PER_BATCH, in_batches};
pub use column::{Column, Kind};
pub use error::TableError;
pub use export::{Export, export};
pub use format::Format;
pub use relation::Relation;
pub use selection::Selection;
pub use writer::Writer;
