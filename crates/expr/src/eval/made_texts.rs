//! Texts made out of others: joined, cut, replaced. How much they make is bounded.

use std::ops::Range;

use arrow::{
    array::{Array, AsArray, Float64Array, StringArray, StringBuilder},
    datatypes::Float64Type,
};

use super::{Evaluating, value::Value};
use crate::{error::EvalError, limits::MAX_TEXT_BYTES, node::Side};

/// One after the other. Null where one of them is null, or without those.
pub(super) fn concat(texts: &[Value], skip_nulls: bool, rows: usize) -> Evaluating<Value> {
    let columns: Vec<Texts<'_>> = texts.iter().map(Texts::of).collect();
    make(texts, rows, |row, made| {
        let mut parts = Vec::with_capacity(columns.len());
        for column in &columns {
            match column.get(row) {
                Some(part) => parts.push(part),
                None if skip_nulls => {}
                None => return made.push_null(),
            }
        }
        made.push(parts.iter().map(|part| part.len()).sum(), || parts.concat())
    })
}

pub(super) fn replace(text: Value, from: Value, to: Value, rows: usize) -> Evaluating<Value> {
    let values = [text, from, to];
    let [texts, froms, tos] = values.each_ref().map(Texts::of);
    make(&values, rows, |row, made| {
        let (Some(text), Some(from), Some(to)) = (texts.get(row), froms.get(row), tos.get(row))
        else {
            return made.push_null();
        };
        if from.is_empty() {
            return made.push(text.len(), || text.to_owned());
        }
        let found = text.matches(from).count();
        let length = text.len() - found * from.len() + found.saturating_mul(to.len());
        made.push(length, || text.replace(from, to))
    })
}

pub(super) fn end(side: Side, text: Value, count: Value, rows: usize) -> Evaluating<Value> {
    let values = [text, count];
    let (texts, counts) = (Texts::of(&values[0]), Numbers::of(&values[1]));
    make(&values, rows, |row, made| {
        let (Some(text), Some(count)) = (texts.get(row), counts.get(row)) else {
            return made.push_null();
        };
        let size = size_of(text);
        let taken = if count < 0 { size.saturating_add(count).max(0) } else { count.min(size) };
        let range = match side {
            Side::Left => 0..taken,
            Side::Right => size - taken..size,
        };
        made.push_part(text, range)
    })
}

/// As SQLite and DuckDB: place 1 is the first character, -1 the last, 0 the one before the first;
/// a count below zero goes backwards.
pub(super) fn substring(
    text: Value,
    from: Value,
    count: Option<Value>,
    rows: usize,
) -> Evaluating<Value> {
    let values: Vec<Value> = [text, from].into_iter().chain(count).collect();
    let (texts, froms) = (Texts::of(&values[0]), Numbers::of(&values[1]));
    let counts = values.get(2).map(Numbers::of);
    make(&values, rows, |row, made| {
        let (Some(text), Some(from)) = (texts.get(row), froms.get(row)) else {
            return made.push_null();
        };
        let start = if from < 0 { size_of(text).saturating_add(from) } else { from - 1 };
        let range = match counts.as_ref().map(|counts| counts.get(row)) {
            None => start..i64::MAX,
            Some(None) => return made.push_null(),
            Some(Some(count)) if count < 0 => start.saturating_add(count)..start,
            Some(Some(count)) => start..start.saturating_add(count),
        };
        made.push_part(text, range)
    })
}

/// Calls `each` for every row, or once where all values are one.
fn make(
    values: &[Value],
    rows: usize,
    each: impl Fn(usize, &mut Made) -> Evaluating<()>,
) -> Evaluating<Value> {
    let one = values.iter().all(Value::is_one);
    let rows = if one { 1 } else { rows };
    let mut made = Made { texts: StringBuilder::new(), bytes: 0, rows };
    for row in 0..rows {
        each(row, &mut made)?;
    }
    let texts = std::sync::Arc::new(made.texts.finish());
    Ok(if one { Value::One(texts) } else { Value::Rows(texts) })
}

struct Made {
    texts: StringBuilder,
    bytes: usize,
    rows: usize,
}

impl Made {
    fn push_null(&mut self) -> Evaluating<()> {
        self.texts.append_null();
        Ok(())
    }

    /// The length is looked at before the text is made.
    fn push(&mut self, length: usize, text: impl FnOnce() -> String) -> Evaluating<()> {
        self.bytes = self.bytes.saturating_add(length);
        if self.bytes > MAX_TEXT_BYTES {
            return Err(EvalError::TooMuchText { rows: self.rows });
        }
        self.texts.append_value(text());
        Ok(())
    }

    fn push_part(&mut self, text: &str, characters: Range<i64>) -> Evaluating<()> {
        let part = part_of(text, characters);
        self.push(part.len(), || part.to_owned())
    }
}

/// The characters in a range that may reach beyond the text on both sides.
fn part_of(text: &str, characters: Range<i64>) -> &str {
    let place = |character: i64| {
        let character = usize::try_from(character.max(0)).unwrap_or(usize::MAX);
        text.char_indices().nth(character).map_or(text.len(), |(place, _)| place)
    };
    text.get(place(characters.start)..place(characters.end)).unwrap_or_default()
}

fn size_of(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

/// A text per row, or one for all.
struct Texts<'a> {
    array: &'a StringArray,
    one: bool,
}

impl<'a> Texts<'a> {
    fn of(value: &'a Value) -> Self {
        Self { array: value.array().as_string(), one: value.is_one() }
    }

    fn get(&self, row: usize) -> Option<&'a str> {
        let row = if self.one { 0 } else { row };
        self.array.is_valid(row).then(|| self.array.value(row))
    }
}

/// A number per row, or one for all, without its fraction.
struct Numbers<'a> {
    array: &'a Float64Array,
    one: bool,
}

impl<'a> Numbers<'a> {
    fn of(value: &'a Value) -> Self {
        Self { array: value.array().as_primitive::<Float64Type>(), one: value.is_one() }
    }

    #[allow(clippy::cast_possible_truncation)] // beyond any text's length all are alike
    fn get(&self, row: usize) -> Option<i64> {
        let row = if self.one { 0 } else { row };
        self.array.is_valid(row).then(|| (self.array.value(row) as i64).max(-i64::MAX))
    }
}
