//! Small readings of JSON values.

use serde_json::{Map, Value};

/// An id or a name: text that is not empty, or a number. `null`, empty and others are nothing.
pub(super) fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        }
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The object, or an empty one.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// Takes out zero characters, which no SQL database takes in a text.
pub(super) fn without_zeros(value: Value) -> Value {
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
