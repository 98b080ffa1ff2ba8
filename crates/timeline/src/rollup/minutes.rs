//! The numeric property `minutes`.

use serde::Deserialize;

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    minutes: serde_json::Value,
}

/// The numeric property `minutes` of a fact, if it has one.
pub(crate) fn minutes(properties: Option<&str>) -> Option<f64> {
    let properties = properties?;
    if !properties.contains("\"minutes\"") {
        return None;
    }
    serde_json::from_str::<Properties>(properties).ok()?.minutes.as_f64()
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn only_a_number_at_the_top_counts() {
        assert_eq!(minutes(Some(r#"{"a":1,"minutes":12.5}"#)), Some(12.5));
        assert_eq!(minutes(Some(r#"{"minutes":"12"}"#)), None);
        assert_eq!(minutes(Some(r#"{"a":{"minutes":1}}"#)), None);
        assert_eq!(minutes(Some("[]")), None);
        assert_eq!(minutes(None), None);
    }
}
