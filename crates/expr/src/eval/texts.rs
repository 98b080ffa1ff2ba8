//! Texts: length, case, and one sought in another.

use arrow::{
    array::{ArrayRef, AsArray, Float64Array, StringArray},
    compute::kernels::comparison,
};

use super::{Evaluating, value::Value};
use crate::node::{TextCase, TextTest};

/// In `like`, `%` stands for any text, `_` for any one character, and a backslash before either
/// for itself.
pub(super) fn test(test: TextTest, text: &Value, part: &Value) -> Evaluating<Value> {
    let answer = match test {
        TextTest::Like => comparison::like(text, part),
        TextTest::Contains => comparison::contains(text, part),
        TextTest::StartsWith => comparison::starts_with(text, part),
        TextTest::EndsWith => comparison::ends_with(text, part),
    }?;
    Ok(Value::of_both(text, part, answer))
}

pub(super) fn change_case(texts: &ArrayRef, case: TextCase) -> StringArray {
    let change = match case {
        TextCase::Lower => str::to_lowercase,
        TextCase::Upper => str::to_uppercase,
    };
    texts.as_string::<i32>().iter().map(|text| text.map(change)).collect()
}

/// In characters (Unicode scalar values), not bytes.
#[allow(clippy::cast_precision_loss)] // no text is that long
pub(super) fn length(texts: &ArrayRef) -> Float64Array {
    texts.as_string::<i32>().iter().map(|text| text.map(|t| t.chars().count() as f64)).collect()
}
