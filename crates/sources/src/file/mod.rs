//! Reading files of records and facts: CSV and XLSX, with a column mapping.
//!
//! A bad row never stops a file: it is refused with its line, its column and the reason, and kept
//! as it stood for `<file>.rejected.csv`. Further columns become attributes or properties.

mod build;
mod csv_rows;
mod error;
mod extras;
mod fact_id;
pub(crate) mod grid;
mod kind;
pub(crate) mod layout;
pub mod mapping;
mod mapping_reader;
mod mapping_writer;
pub(crate) mod nearest;
mod parsed;
pub(crate) mod raw_row;
mod reader;
mod refusal;
mod row;
pub(crate) mod shown;
mod taking;
pub(crate) mod values;
mod xlsx_rows;

use std::path::Path;

pub use error::FileError;
pub use kind::{Kind, UnknownKind};
pub use mapping::{Mapping, Recipe};
pub use mapping_writer::in_words;
pub use parsed::{Parsed, RefusedRow, Rows, RunInfo, Taken, records};
pub use shown::ShownRow;

use perennial_model::{Currency, Micros, Zone};

use crate::lookup::Lookup;

/// What a file is read with.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub mapping: Option<&'a Mapping>,
    /// The company's zone: times without an offset are in it, unless the mapping says another.
    pub zone: &'a Zone,
    /// The company's currency: money without a currency is in it.
    pub currency: Currency,
    /// `received_at` of facts; what lies after it is in the future.
    pub now: Micros,
    /// What is known before the file comes in.
    pub known: &'a dyn Lookup,
}

/// Reads a file from the disk.
///
/// # Errors
/// [`FileError`] when the file as a whole or its mapping is wrong; a bad row is no error.
pub fn read(kind: Kind, path: &Path, options: &Options<'_>) -> Result<Parsed, FileError> {
    let file =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let data = std::fs::read(path)
        .map_err(|source| FileError::Io { file: path.display().to_string(), source })?;
    read_bytes(kind, &file, &data, options)
}

/// Reads a file that came another way. `file` is its name, for messages and for the facts' source.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    kind: Kind,
    file: &str,
    data: &[u8],
    options: &Options<'_>,
) -> Result<Parsed, FileError> {
    reader::read(kind, file, data, options)
}
