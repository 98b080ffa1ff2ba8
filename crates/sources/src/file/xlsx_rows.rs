//! Rows of a worksheet. Dates come out in ISO 8601, numbers without needless decimals.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, Xlsx};
use csv::ByteRecord;

use crate::file::{FileError, nearest::hint, raw_row::RawRow};

/// Reads a whole sheet: `sheet`, or the first.
pub(crate) fn rows(file: &str, data: &[u8], sheet: Option<&str>) -> Result<Vec<RawRow>, FileError> {
    let broken = |reason: String| FileError::Workbook { file: file.to_owned(), reason };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(data)).map_err(|e| broken(e.to_string()))?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(wanted) => names.iter().find(|name| *name == wanted).cloned().ok_or_else(|| {
            FileError::NoSheet {
                file: file.to_owned(),
                sheet: wanted.to_owned(),
                hint: hint(wanted, names.iter().map(String::as_str)),
                found: names.join(", "),
            }
        })?,
        None => names.first().cloned().ok_or_else(|| broken("it has no sheet".to_owned()))?,
    };
    let range = book.worksheet_range(&name).map_err(|e| broken(e.to_string()))?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    Ok((first + 1..).zip(range.rows()).map(|(line, cells)| raw_row(line, cells)).collect())
}

fn raw_row(line: u64, cells: &[Data]) -> RawRow {
    let broken = cells.iter().enumerate().find_map(|(at, cell)| match cell {
        Data::Error(error) => Some((Some(at), format!("the cell holds the error {error}"))),
        _ => None,
    });
    let texts: Vec<String> = cells.iter().map(text).collect();
    RawRow { line, cells: ByteRecord::from(texts), broken }
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(whole) => whole.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(at) => time(at),
        Data::Error(error) => error.to_string(),
    }
}

fn time(at: &ExcelDateTime) -> String {
    if at.is_duration() {
        return at.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second, milli) {
        (0, 0, 0, 0) => date,
        (.., 0) => format!("{date}T{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{date}T{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    }
}
