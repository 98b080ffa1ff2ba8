//! Cells as bytes, for those that wait in a file: small numbers take few of them.
//!
//! Only this process reads what it wrote, so there is no version and nothing to check but the end.

use perennial_model::{Day, FactKind, Micros};

use super::{cell::Cell, exact_sum::ExactSum, session::SessionCell};

/// Cells and sessions of one owner, both in the order of their keys.
pub(crate) fn encode(cells: &[Cell], sessions: &[SessionCell]) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(16 * cells.len() + 16 * sessions.len() + 8));
    out.unsigned(cells.len() as u64);
    let mut day = 0;
    for cell in cells {
        out.signed(i64::from(cell.day.0) - day);
        day = i64::from(cell.day.0);
        out.unsigned(u64::from(cell.contact.wrapping_add(1)));
        out.unsigned(cell.kind as u64);
        out.unsigned(u64::from(cell.name));
        out.unsigned(u64::from(cell.detail.wrapping_add(1)));
        out.unsigned(cell.count);
        out.sum(&cell.sum);
        out.sum(&cell.minutes);
        out.signed(cell.first.0);
        out.signed(cell.last.0 - cell.first.0);
        let values: &[f64] = cell.values.as_ref().map_or(&[], |values| values);
        out.unsigned(values.len() as u64);
        values.iter().for_each(|value| out.float(*value));
    }
    out.unsigned(sessions.len() as u64);
    for session in sessions {
        out.signed(i64::from(session.day.0));
        out.unsigned(u64::from(session.contact.wrapping_add(1)));
        out.unsigned(session.session);
        out.signed(session.first.0);
        out.signed(session.last.0 - session.first.0);
    }
    out.0
}

/// What [`encode`] was given; none when the bytes are not what it gave.
pub(crate) fn decode(bytes: &[u8]) -> Option<(Vec<Cell>, Vec<SessionCell>)> {
    let mut input = Reader(bytes);
    let count = usize::try_from(input.unsigned()?).ok()?;
    let mut cells = Vec::with_capacity(count.min(bytes.len()));
    let mut day = 0;
    for _ in 0..count {
        day += input.signed()?;
        cells.push(Cell {
            day: Day(i32::try_from(day).ok()?),
            contact: input.number()?.wrapping_sub(1),
            kind: *FactKind::ALL.get(usize::try_from(input.unsigned()?).ok()?)?,
            name: input.number()?,
            detail: input.number()?.wrapping_sub(1),
            count: input.unsigned()?,
            sum: input.sum()?,
            minutes: input.sum()?,
            ..input.times()?
        });
    }
    let count = usize::try_from(input.unsigned()?).ok()?;
    let mut sessions = Vec::with_capacity(count.min(bytes.len()));
    for _ in 0..count {
        let day = Day(i32::try_from(input.signed()?).ok()?);
        let contact = input.number()?.wrapping_sub(1);
        let session = input.unsigned()?;
        let first = Micros(input.signed()?);
        let last = Micros(first.0 + input.signed()?);
        sessions.push(SessionCell { day, contact, session, first, last });
    }
    input.0.is_empty().then_some((cells, sessions))
}

struct Writer(Vec<u8>);

impl Writer {
    /// Seven bits a byte, the least first.
    fn unsigned(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Small numbers of either sign stay small.
    fn signed(&mut self, value: i64) {
        self.unsigned(((value << 1) ^ (value >> 63)) as u64);
    }

    fn float(&mut self, value: f64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn sum(&mut self, sum: &ExactSum) {
        let parts = sum.parts();
        self.unsigned(parts.len() as u64);
        parts.iter().for_each(|part| self.float(*part));
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn unsigned(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.unsigned()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn number(&mut self) -> Option<u32> {
        u32::try_from(self.unsigned()?).ok()
    }

    fn float(&mut self) -> Option<f64> {
        let (bytes, rest) = self.0.split_first_chunk::<8>()?;
        self.0 = rest;
        Some(f64::from_le_bytes(*bytes))
    }

    fn floats(&mut self) -> Option<Vec<f64>> {
        let count = usize::try_from(self.unsigned()?).ok()?;
        (0..count).map(|_| self.float()).collect()
    }

    fn sum(&mut self) -> Option<ExactSum> {
        Some(ExactSum::of_parts(self.floats()?))
    }

    /// A cell of which only times and values are said.
    fn times(&mut self) -> Option<Cell> {
        let first = Micros(self.signed()?);
        let last = Micros(first.0 + self.signed()?);
        let values = self.floats()?;
        let mut cell = Cell::of((Day(0), 0, FactKind::Usage, 0, 0), first, None, None);
        cell.last = last;
        cell.values = (!values.is_empty()).then(|| Box::new(values));
        Some(cell)
    }
}
