//! Rows of a CSV file with the physical line on which each begins.
//!
//! A quote that somebody forgot to close must not swallow the rows after it: a row over several
//! lines with the wrong number of cells gives up its first line, and reading goes on after that.

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::file::raw_row::RawRow;

pub(crate) struct CsvRows<'a> {
    data: &'a [u8],
    delimiter: u8,
    reader: Reader<&'a [u8]>,
    /// Where in `data` the reader began.
    base: usize,
    /// Up to where lines are counted, and the line at that place.
    counted: usize,
    line: u64,
}

impl<'a> CsvRows<'a> {
    /// `data` without a byte order mark.
    pub fn new(data: &'a [u8], delimiter: u8) -> Self {
        let reader = reader(data, delimiter, true);
        Self { data, delimiter, reader, base: 0, counted: 0, line: 1 }
    }

    /// The next row, or `None` at the end. `width` is the number of the header's cells, once known.
    pub fn next(&mut self, width: Option<usize>) -> Option<RawRow> {
        let start = self.skip_blank_lines();
        let mut cells = ByteRecord::new();
        // The reader works on memory and takes any number of cells, so it cannot fail.
        if !self.reader.read_byte_record(&mut cells).unwrap_or(false) {
            return None;
        }
        let line = self.line_at(start);
        let end = self.position();
        match self.open_quote(start, end, &cells, width) {
            true => Some(self.give_up_line(start, line)),
            false => Some(RawRow { line, cells, broken: None }),
        }
    }

    fn position(&self) -> usize {
        let within = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.base.saturating_add(within).min(self.data.len())
    }

    fn skip_blank_lines(&self) -> usize {
        let from = self.position();
        let rest = self.data.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
    }

    /// The line on which the byte at `place` stands; places come in rising order.
    fn line_at(&mut self, place: usize) -> u64 {
        let passed = self.data.get(self.counted..place).unwrap_or_default().iter().enumerate();
        // The comparison lets nearly every byte pass by without a second look.
        let ends = passed
            .filter(|(at, byte)| **byte <= b'\r' && ends_line(self.data, self.counted + at))
            .count();
        self.line += u64::try_from(ends).unwrap_or(0);
        self.counted = place;
        self.line
    }

    fn open_quote(
        &self,
        start: usize,
        end: usize,
        cells: &ByteRecord,
        width: Option<usize>,
    ) -> bool {
        let (misfits, at_end) =
            (width.is_some_and(|width| width != cells.len()), end >= self.data.len());
        if !misfits && !at_end {
            return false;
        }
        let text = self.data.get(start..end).unwrap_or_default();
        let several_lines =
            || text.trim_ascii_end().iter().any(|byte| matches!(byte, b'\r' | b'\n'));
        let odd = || text.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        let opens = || {
            text.first() == Some(&b'"')
                || text.windows(2).any(|pair| pair == [self.delimiter, b'"'])
        };
        (misfits && several_lines()) || (at_end && odd() && opens())
    }

    /// Refuses the line at `start` alone and starts again after it.
    fn give_up_line(&mut self, start: usize, line: u64) -> RawRow {
        let rest = self.data.get(start..).unwrap_or_default();
        let length =
            rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        let mut cells = ByteRecord::new();
        let split = reader(text, self.delimiter, false).read_byte_record(&mut cells);
        if split.is_err() || cells.is_empty() {
            cells = ByteRecord::from(vec![text]);
        }
        self.base = start + length;
        self.reader = reader(self.data.get(self.base..).unwrap_or_default(), self.delimiter, true);
        RawRow {
            line,
            cells,
            broken: Some((None, "a quote that opens here is never closed".to_owned())),
        }
    }
}

fn reader(data: &[u8], delimiter: u8, quoting: bool) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoting)
        .from_reader(data)
}

/// Whether a line ends with this byte: `\n`, or a `\r` that no `\n` follows.
fn ends_line(data: &[u8], at: usize) -> bool {
    match data.get(at) {
        Some(b'\n') => true,
        Some(b'\r') => data.get(at + 1) != Some(&b'\n'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<(u64, Vec<String>, bool)> {
        let mut rows = CsvRows::new(text.as_bytes(), b',');
        let mut found = Vec::new();
        while let Some(row) = rows.next(Some(width)) {
            let cells = row.cells.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
            found.push((row.line, cells, row.broken.is_some()));
        }
        found
    }

    fn lines(text: &str, width: usize) -> Vec<u64> {
        rows(text, width).into_iter().map(|(line, ..)| line).collect()
    }

    #[test]
    fn a_row_stands_on_the_line_where_it_begins() {
        assert_eq!(lines("a,b\n1,\"x\ny\"\n\n\n2,z\n", 2), [1, 2, 6]);
        assert_eq!(lines("a,b\r\n1,\"x\r\ny\"\r\n\r\n2,z", 2), [1, 2, 5]);
        assert_eq!(lines("a,b\r1,x\r2,y", 2), [1, 2, 3]);
        assert_eq!(lines("\n\na,b\n", 2), [3]);
    }

    #[test]
    fn an_open_quote_costs_its_own_line_only() {
        let found = rows("1,\"open\n2,b\n3,c\n", 2);
        let broken: Vec<(u64, bool)> =
            found.iter().map(|(line, _, broken)| (*line, *broken)).collect();
        assert_eq!(broken, [(1, true), (2, false), (3, false)]);
        assert_eq!(found[0].1, ["1", "\"open"]);
        let found = rows("1,\"open\n2,\"b\"\n3,c\n", 2);
        assert_eq!(found.last().map(|(line, cells, _)| (*line, cells.len())), Some((3, 2)));
        assert!(rows("1,\"cut off", 2)[0].2);
        assert!(!rows("1,5\" pipe", 2)[0].2, "a quote inside a cell is a sign for inches");
    }
}
