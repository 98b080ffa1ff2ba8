//! The first rows of a file, column by column.

use csv::StringRecord;

use crate::file::{FileError, Mapping, grid::Grid};

/// So many rows are looked at; what they say is taken for all.
const ROWS: usize = 2_000;

pub(crate) struct Sample {
    pub header: Vec<String>,
    /// For each column the trimmed cells of the rows that were looked at.
    pub columns: Vec<Vec<String>>,
    /// Rows that were looked at.
    pub rows: usize,
    /// Whether the file goes on after them.
    pub is_part: bool,
}

impl Sample {
    pub fn take(file: &str, data: &[u8], mapping: &Mapping) -> Result<Self, FileError> {
        let mut grid = Grid::open(file, data, mapping)?;
        let header = grid.own_columns().to_vec();
        let mut sample =
            Self { columns: vec![Vec::new(); header.len()], header, rows: 0, is_part: false };
        while let Some(raw) = grid.next() {
            if raw.is_empty() || raw.broken.is_some() {
                continue;
            }
            if sample.rows == ROWS {
                sample.is_part = true;
                break;
            }
            let Ok(cells) = StringRecord::from_byte_record(raw.cells) else { continue };
            for (at, column) in sample.columns.iter_mut().enumerate() {
                column.push(cells.get(at).unwrap_or_default().trim().to_owned());
            }
            sample.rows += 1;
        }
        Ok(sample)
    }
}
