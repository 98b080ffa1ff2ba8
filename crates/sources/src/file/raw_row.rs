//! A row as it stands in the file, before anybody understands it.

use csv::ByteRecord;

pub(crate) struct RawRow {
    /// The physical line on which it begins; a worksheet's row number for XLSX.
    pub line: u64,
    pub cells: ByteRecord,
    /// What is wrong with it already: the cell's number, where one is to blame, and the reason.
    pub broken: Option<(Option<usize>, String)>,
}

impl RawRow {
    /// Whether it holds nothing, as the rows that spreadsheets put below the last.
    pub fn is_empty(&self) -> bool {
        self.broken.is_none() && self.cells.iter().all(|cell| cell.trim_ascii().is_empty())
    }
}
