//! The columns that have no place of their own: attributes of records, properties of facts.

use std::collections::BTreeMap;

use perennial_model::records::Attributes;
use serde_json::{Map, Value};

use crate::file::{refusal::Refusal, row::Row, values::json_number};

/// All further columns, typed, and the JSON object in `column` (`attributes` or `properties`).
pub(crate) fn extras(row: &Row<'_>, column: &str) -> Result<Attributes, Refusal> {
    let mut extras = object(row, column)?;
    for field in &row.reading.layout.extras {
        let json = match row.scaled(field)? {
            Some(number) => Some(json_number(number)),
            None => row.value(field)?.map(|text| row.reading.values.json(&text)),
        };
        if let Some(json) = json {
            extras.insert(field.ours.clone(), json);
        }
    }
    Ok(extras)
}

fn object(row: &Row<'_>, column: &str) -> Result<Attributes, Refusal> {
    let Some(text) = row.text(column)? else { return Ok(BTreeMap::new()) };
    let object: Map<String, Value> = serde_json::from_str(&text).map_err(|_| {
        row.refuse(column, "is no JSON object; leave it empty or write {\"key\": \"value\"}")
    })?;
    Ok(object.into_iter().map(|(key, value)| (key, value.to_string())).collect())
}

/// Attributes as one JSON object in text; nothing when there are none.
pub(crate) fn as_object(attributes: &Attributes) -> Option<String> {
    if attributes.is_empty() {
        return None;
    }
    let mut text = String::from("{");
    for (at, (key, json)) in attributes.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&crate::file::values::json_text(key));
        text.push(':');
        text.push_str(json);
    }
    text.push('}');
    Some(text)
}
