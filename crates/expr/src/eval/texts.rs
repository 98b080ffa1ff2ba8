//! Texts: length, case, and one sought in another.

use arrow::{
    array::{ArrayRef, AsArray, Float64Array, StringArray},
    compute::kernels::comparison,
};

use super::{Evaluating, like::like, value::Value};
use crate::node::{TextChange, TextTest};

pub(super) fn test(test: TextTest, text: &Value, part: &Value, rows: usize) -> Evaluating<Value> {
    let answer = match test {
        TextTest::Like => return like(text, part, rows),
        TextTest::Contains => comparison::contains(text, part),
        TextTest::StartsWith => comparison::starts_with(text, part),
        TextTest::EndsWith => comparison::ends_with(text, part),
    }?;
    Ok(Value::of_both(text, part, answer))
}

pub(super) fn change(texts: &ArrayRef, change: TextChange) -> StringArray {
    let change = match change {
        TextChange::Lower => str::to_lowercase,
        TextChange::Upper => str::to_uppercase,
        TextChange::Trim => |text: &str| text.trim_matches(is_space).to_owned(),
    };
    texts.as_string::<i32>().iter().map(|text| text.map(change)).collect()
}

/// Unicode's space separators; tabs and ends of lines are none, as in SQL.
fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// In characters (Unicode scalar values), not bytes.
#[allow(clippy::cast_precision_loss)] // no text is that long
pub(super) fn length(texts: &ArrayRef) -> Float64Array {
    texts.as_string::<i32>().iter().map(|text| text.map(|t| t.chars().count() as f64)).collect()
}
