//! `json_get(json, key)`: a value out of a JSON object, as text.

use std::sync::Arc;

use arrow::{
    array::{ArrayRef, AsArray, StringArray},
    datatypes::DataType,
};
use datafusion::{
    error::Result,
    logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf},
};
use serde_json::Value;

/// The function. A text comes without its quotes, everything else as it stands in JSON; a key that
/// is not there, and what is no object, give nothing. The key of a list is a place in it, from 0.
pub(crate) fn json_get() -> ScalarUDF {
    let text = DataType::Utf8;
    create_udf(
        "json_get",
        vec![text.clone(), text.clone()],
        text,
        Volatility::Immutable,
        Arc::new(evaluate),
    )
}

fn evaluate(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let (documents, keys) = (arrays[0].as_string::<i32>(), arrays[1].as_string::<i32>());
    let values: StringArray =
        documents.iter().zip(keys).map(|(document, key)| get(document?, key?)).collect();
    Ok(ColumnarValue::Array(Arc::new(values) as ArrayRef))
}

fn get(document: &str, key: &str) -> Option<String> {
    let found = match serde_json::from_str(document).ok()? {
        Value::Object(mut members) => members.remove(key)?,
        Value::Array(mut items) => {
            let place = key.parse::<usize>().ok()?;
            (place < items.len()).then(|| items.swap_remove(place))?
        }
        _ => return None,
    };
    match found {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_as_text_and_what_is_not_there_as_nothing() {
        let document = r#"{"plan":"pro","seats":12,"on":true,"none":null,"tags":["a",{"b":1}]}"#;
        let of = |key| get(document, key);
        assert_eq!(of("plan").unwrap(), "pro");
        assert_eq!(of("seats").unwrap(), "12");
        assert_eq!(of("on").unwrap(), "true");
        assert_eq!(of("tags").unwrap(), r#"["a",{"b":1}]"#);
        assert_eq!(get(&of("tags").unwrap(), "1").unwrap(), r#"{"b":1}"#);
        assert_eq!(
            (of("none"), of("other"), get("no json", "a"), get("3", "a")),
            (None, None, None, None)
        );
        assert_eq!(get("[1]", "1"), None);
    }
}
