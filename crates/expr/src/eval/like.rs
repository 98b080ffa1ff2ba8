//! `like`: texts against patterns.
//!
//! Arrow's kernel makes a regular expression of a pattern, anew for each batch; batches here are
//! often the few records of one account, so that took longer than all else of their metrics.

use arrow::array::{Array, ArrayRef, AsArray, BooleanArray};

use super::{Evaluating, value::Value};

/// True, false or null for each row.
pub(super) fn like(texts: &Value, patterns: &Value, rows: usize) -> Evaluating<Value> {
    if let Value::One(pattern) = patterns {
        let pattern = pattern.as_string::<i32>();
        let pattern = pattern.is_valid(0).then(|| pattern.value(0));
        let all = |texts: &ArrayRef| -> BooleanArray {
            texts.as_string::<i32>().iter().map(|text| Some(fits(text?, pattern?))).collect()
        };
        return Ok(texts.clone().map(all));
    }
    Value::join(texts.clone(), patterns.clone(), rows, |texts, patterns| {
        let pairs = texts.as_string::<i32>().iter().zip(patterns.as_string::<i32>());
        Ok(pairs.map(|(text, pattern)| Some(fits(text?, pattern?))).collect::<BooleanArray>())
    })
}

/// Whether a text fits a pattern, in which `%` stands for any text, `_` for any one character, and
/// what follows a backslash for itself.
fn fits(text: &str, pattern: &str) -> bool {
    let (mut text, mut pattern) = (text.chars(), pattern.chars());
    // What follows the latest `%`, and from where in the text on that was tried. Trying a later
    // place is only ever needed for the latest: what came before it has its earliest place.
    let mut latest = None;
    loop {
        let goes_on = match pattern.next() {
            Some('%') if pattern.as_str().is_empty() => return true,
            Some('%') => {
                latest = Some((pattern.clone(), text.clone()));
                true
            }
            Some('_') => text.next().is_some(),
            Some('\\') => text.next() == Some(pattern.next().unwrap_or('\\')),
            Some(c) => text.next() == Some(c),
            None if text.as_str().is_empty() => return true,
            None => false,
        };
        if !goes_on {
            let Some((rest, from)) = &mut latest else { return false };
            if from.next().is_none() {
                return false;
            }
            (pattern, text) = (rest.clone(), from.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow::{array::StringArray, compute::kernels::comparison};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn patterns_are_those_of_sql() {
        for (text, pattern) in [
            ("how do I", "%how%do%"),
            ("", ""),
            ("", "%"),
            ("abab", "%ab"),
            ("aXbXc", "a%b_c"),
            ("é", "_"),
            ("50%", r"50\%"),
            ("a_b", r"a\_b"),
            (r"a\", r"a\"),
            ("two\nlines", "two%lines"),
        ] {
            assert!(fits(text, pattern), "{text} like {pattern}");
        }
        for (text, pattern) in
            [("", "_"), ("ab", "a"), ("ab", "b"), ("aab", "a_"), ("axb", r"a\_b"), ("é", "__")]
        {
            assert!(!fits(text, pattern), "{text} not like {pattern}");
        }
    }

    proptest! {
        /// Arrow's own kernel, which goes by way of regular expressions.
        #[test]
        fn it_is_as_arrow_says(text in r"[ab%_é\\\n]{0,12}", pattern in r"[ab%_é\\]{0,8}") {
            let texts = StringArray::from(vec![text.as_str()]);
            let expected = comparison::like(&texts, &StringArray::new_scalar(pattern.as_str()));
            prop_assert_eq!(fits(&text, &pattern), expected.unwrap().value(0));
        }
    }
}
