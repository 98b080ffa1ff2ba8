//! The properties by which facts are told apart, as numbers.

use perennial_model::{Detail, Keep, NO_DETAIL};
use rustc_hash::FxHashMap;

/// More combinations of kept properties than this are not told apart: the rollup would grow like
/// the facts themselves. [`super::Rollup::details_left_out`] says how many facts that concerns.
pub(crate) const MOST_DETAILS: usize = 100_000;

/// Gives each combination of properties a number, the same one each time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Details {
    numbers: FxHashMap<Detail, u32>,
    list: Vec<Detail>,
    /// Facts whose combination came after the limit was reached.
    pub(crate) left_out: u64,
}

impl Details {
    /// The number of a fact's kept properties; [`NO_DETAIL`] when it has none of them.
    pub(crate) fn number(&mut self, keep: &Keep, properties: Option<&str>) -> u32 {
        let Some(detail) = detail(keep, properties) else { return NO_DETAIL };
        if let Some(number) = self.numbers.get(&detail) {
            return *number;
        }
        if self.list.len() >= MOST_DETAILS {
            self.left_out += 1;
            return NO_DETAIL;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(NO_DETAIL);
        self.list.push(detail.clone());
        self.numbers.insert(detail, number);
        number
    }

    pub(crate) fn get(&self, number: u32) -> Option<&Detail> {
        self.list.get(number as usize)
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
}

fn detail(keep: &Keep, properties: Option<&str>) -> Option<Detail> {
    let text = properties?;
    // Most facts have none of them: a look is cheaper than reading JSON.
    if !keep.properties.iter().any(|key| text.contains(key.as_str())) {
        return None;
    }
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    let value = |value: &serde_json::Value| match value {
        serde_json::Value::Null => None,
        serde_json::Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    };
    let found: Detail = keep
        .properties
        .iter()
        .filter_map(|key| Some((key.clone(), value(object.get(key)?)?)))
        .collect();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_asked_for_tells_facts_apart() {
        let keep = Keep { properties: ["direction".to_owned()].into(), ..Keep::default() };
        let mut details = Details::default();
        assert_eq!(details.number(&keep, None), NO_DETAIL);
        assert_eq!(details.number(&keep, Some(r#"{"a":"direction"}"#)), NO_DETAIL);
        let inbound = details.number(&keep, Some(r#"{"direction":"inbound","x":1}"#));
        assert_eq!(details.number(&keep, Some(r#"{"x":2,"direction":"inbound"}"#)), inbound);
        assert_eq!(details.get(inbound).unwrap(), &[("direction".into(), "inbound".into())]);
        assert_eq!(details.number(&Keep::default(), Some(r#"{"direction":"inbound"}"#)), NO_DETAIL);
        assert_eq!(details.len(), 1);
    }
}
