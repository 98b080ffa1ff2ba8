//! Small conversions between columns and the vocabulary's types.

use std::{collections::BTreeMap, fmt::Display};

use perennial_model::records::Attributes;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{Result, StoreError};

/// Attributes as one JSON object. A value that is not JSON is kept as a JSON string.
pub(crate) fn attributes_text(attributes: &Attributes) -> String {
    if attributes.is_empty() {
        return "{}".to_owned();
    }
    let mut text = String::from("{");
    for (name, value) in attributes {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&json_string(name));
        text.push(':');
        match serde_json::from_str::<&RawValue>(value) {
            Ok(json) => text.push_str(json.get()),
            Err(_) => text.push_str(&json_string(value)),
        }
    }
    text.push('}');
    text
}

/// The attributes of a row. What is no JSON object was not written by us, and reads as nothing.
pub(crate) fn attributes_from(text: &str) -> Attributes {
    if text == "{}" {
        return Attributes::new();
    }
    let object: BTreeMap<String, Box<RawValue>> = serde_json::from_str(text).unwrap_or_default();
    object.into_iter().map(|(name, value)| (name, value.get().to_owned())).collect()
}

/// Merges attributes by name; a new value wins, `null` included.
pub(crate) fn merge_attributes(known: &mut String, new: &str) {
    if new == "{}" || known == new {
        return;
    }
    let mut merged = attributes_from(known);
    merged.extend(attributes_from(new));
    *known = attributes_text(&merged);
}

/// Fills gaps: what is known stays, names that are new are added.
pub(crate) fn fill_attributes(known: &mut String, more: &str) {
    let mut filled = more.to_owned();
    merge_attributes(&mut filled, known);
    *known = filled;
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

pub(crate) fn damaged<E: Display>(table: &'static str) -> impl Fn(E) -> StoreError {
    move |error| StoreError::Damaged { table, reason: error.to_string() }
}

pub(crate) fn to_json<T: Serialize>(table: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(damaged(table))
}

pub(crate) fn from_json<T: DeserializeOwned>(table: &'static str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(damaged(table))
}

/// A count as a column holds it.
pub(crate) fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(pairs: &[(&str, &str)]) -> Attributes {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn attributes_read_back_as_they_were_written() {
        let given = attributes(&[("a \"b\"", "\"x\""), ("n", "1.50"), ("o", "{\"k\": [1]}")]);
        assert_eq!(attributes_from(&attributes_text(&given)), given);
    }

    #[test]
    fn a_value_that_is_no_json_becomes_a_string() {
        let given = attributes(&[("plan", "gold, \"old\"")]);
        let expected = attributes(&[("plan", "\"gold, \\\"old\\\"\"")]);
        assert_eq!(attributes_from(&attributes_text(&given)), expected);
    }

    #[test]
    fn merging_adds_and_overwrites_and_filling_only_adds() {
        let mut known = r#"{"a":1,"b":2}"#.to_owned();
        merge_attributes(&mut known, r#"{"b":3,"c":4}"#);
        assert_eq!(known, r#"{"a":1,"b":3,"c":4}"#);
        fill_attributes(&mut known, r#"{"a":9,"d":5}"#);
        assert_eq!(known, r#"{"a":1,"b":3,"c":4,"d":5}"#);
    }
}
