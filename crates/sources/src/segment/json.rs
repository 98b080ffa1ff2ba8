//! Small readings of JSON values.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::fields::Raw;
use crate::segment::ItemError;

/// An id or a name: text that is not empty, or a number. `null`, empty and others are nothing.
pub(super) fn id(raw: Raw<'_>) -> Result<Option<Cow<'_, str>>, ItemError> {
    let Some(json) = raw.map(serde_json::value::RawValue::get) else { return Ok(None) };
    Ok(match json.as_bytes().first() {
        Some(b'"') => trimmed(string(json)?),
        Some(b'-' | b'0'..=b'9') => Some(Cow::Owned(read::<serde_json::Number>(json)?.to_string())),
        _ => None,
    })
}

/// What a JSON string says, without zero characters, which no SQL database takes in a text.
pub(super) fn string(json: &str) -> Result<Cow<'_, str>, ItemError> {
    if let Some(plain) = unescaped(json) {
        return Ok(Cow::Borrowed(plain));
    }
    let text: String = read(json)?;
    Ok(Cow::Owned(if text.contains('\0') { text.replace('\0', "") } else { text }))
}

/// What stands between the quotes, where that is the text itself.
pub(super) fn unescaped(json: &str) -> Option<&str> {
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.as_bytes().contains(&b'\\')).then_some(inner)
}

fn trimmed(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    (!text.is_empty()).then_some(text)
}

/// The object, or an empty one.
pub(super) fn object(raw: Raw<'_>) -> Result<Map<String, Value>, ItemError> {
    match raw.map(|raw| value(raw.get())).transpose()? {
        Some(Value::Object(map)) => Ok(map),
        _ => Ok(Map::new()),
    }
}

/// The value, without zero characters in its texts.
pub(super) fn value(json: &str) -> Result<Value, ItemError> {
    let value = read(json)?;
    Ok(if json.contains("\\u0000") { without_zeros(value) } else { value })
}

fn without_zeros(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(items) => Value::Array(items.into_iter().map(without_zeros).collect()),
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(key, value)| (key.replace('\0', ""), without_zeros(value)))
                .collect(),
        ),
        other => other,
    }
}

fn read<'a, T: serde::Deserialize<'a>>(json: &'a str) -> Result<T, ItemError> {
    serde_json::from_str(json)
        .map_err(|error| ItemError::new("not_json", format!("it cannot be read: {error}")))
}
