//! Custom attributes as one JSON object.

use std::collections::BTreeMap;

use perennial_model::records::Attributes;
use serde_json::value::RawValue;

/// The attributes as the text of a JSON object; nothing where there are none. A value that is no
/// JSON stands as a JSON string.
pub(crate) fn json(attributes: &Attributes) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let values: BTreeMap<&str, Box<RawValue>> =
        attributes.iter().filter_map(|(key, value)| Some((key.as_str(), raw(value)?))).collect();
    serde_json::to_string(&values).ok()
}

fn raw(value: &str) -> Option<Box<RawValue>> {
    serde_json::from_str(value).or_else(|_| serde_json::value::to_raw_value(value)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_were_written() {
        let attributes: Attributes = [
            ("big", "12345678901234567890.10"),
            ("list", "[1, 2]"),
            ("name", "\"a \\\"b\\\"\""),
            ("odd", "not json"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
        assert_eq!(
            json(&attributes).unwrap(),
            r#"{"big":12345678901234567890.10,"list":[1, 2],"name":"a \"b\"","odd":"not json"}"#
        );
        assert_eq!(json(&Attributes::new()), None);
    }
}
