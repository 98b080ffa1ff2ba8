//! A file as a header and rows, whichever format it has.

use std::vec::IntoIter;

use csv::ByteRecord;

use crate::file::{FileError, Mapping, csv_rows::CsvRows, raw_row::RawRow, xlsx_rows};

pub(crate) struct Grid<'a> {
    pub header: Vec<String>,
    rows: Rows<'a>,
}

enum Rows<'a> {
    Csv(CsvRows<'a>),
    Sheet(IntoIter<RawRow>),
}

/// What a repeated import of a rejects file carries and nobody wants as attributes.
const REJECT_COLUMNS: [&str; 3] = ["line", "column", "reason"];

impl<'a> Grid<'a> {
    pub fn open(file: &str, data: &'a [u8], mapping: &Mapping) -> Result<Self, FileError> {
        let mut rows = match format(file, data)? {
            Format::Workbook => {
                Rows::Sheet(xlsx_rows::rows(file, data, mapping.sheet.as_deref())?.into_iter())
            }
            Format::Text => {
                let text = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
                let delimiter = mapping.delimiter.unwrap_or_else(|| guess_delimiter(text));
                Rows::Csv(CsvRows::new(text, delimiter))
            }
        };
        let first = rows.next(None).ok_or_else(|| FileError::Empty { file: file.to_owned() })?;
        Ok(Self { header: header(file, &first.cells)?, rows })
    }

    pub fn next(&mut self) -> Option<RawRow> {
        self.rows.next(Some(self.header.len()))
    }

    /// Whether this is a `.rejected.csv` come back: its last three columns are ours.
    pub fn is_rejects(&self) -> bool {
        self.header.len() > 3 && self.header.ends_with(&REJECT_COLUMNS.map(str::to_owned))
    }

    /// The columns that are the file's own.
    pub fn own_columns(&self) -> &[String] {
        let ours = if self.is_rejects() { REJECT_COLUMNS.len() } else { 0 };
        self.header.get(..self.header.len() - ours).unwrap_or_default()
    }
}

impl Rows<'_> {
    fn next(&mut self, width: Option<usize>) -> Option<RawRow> {
        match self {
            Self::Csv(rows) => rows.next(width),
            Self::Sheet(rows) => rows.next(),
        }
    }
}

enum Format {
    Text,
    Workbook,
}

fn format(file: &str, data: &[u8]) -> Result<Format, FileError> {
    let not = |what, remedy| Err(FileError::Format { file: file.to_owned(), what, remedy });
    if data.starts_with(b"PK\x03\x04") {
        return Ok(Format::Workbook);
    }
    if data.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return not("an old Excel workbook (.xls)", ".xlsx or CSV UTF-8");
    }
    if data.starts_with(&[0xff, 0xfe]) || data.starts_with(&[0xfe, 0xff]) {
        return not("UTF-16 text", "CSV UTF-8");
    }
    if data.starts_with(b"PAR1") {
        return not("a Parquet file", "CSV UTF-8");
    }
    if data.starts_with(&[0x1f, 0x8b]) {
        return not("compressed with gzip", "CSV UTF-8 that is not compressed");
    }
    Ok(Format::Text)
}

/// The comma, unless the header line has none and has semicolons or tabs.
fn guess_delimiter(text: &[u8]) -> u8 {
    let mut lines = text.split(|byte| matches!(byte, b'\r' | b'\n'));
    let first = lines.find(|line| !line.is_empty()).unwrap_or_default();
    [b',', b';', b'\t'].into_iter().find(|delimiter| first.contains(delimiter)).unwrap_or(b',')
}

fn header(file: &str, cells: &ByteRecord) -> Result<Vec<String>, FileError> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let name = std::str::from_utf8(cell)
            .map_err(|_| FileError::HeaderEncoding { file: file.to_owned() })?
            .trim();
        let name = if name.is_empty() { format!("column_{}", at + 1) } else { name.to_owned() };
        if names.contains(&name) {
            return Err(FileError::RepeatedColumn { file: file.to_owned(), column: name });
        }
        names.push(name);
    }
    Ok(names)
}
