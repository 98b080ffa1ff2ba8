//! An event's properties: read in one pass, kept as JSON in one form however they were written:
//! keys in order, no spaces, texts and numbers as our own writer would put them.

use std::borrow::Cow;

use super::{
    fields::{Entries, Raw},
    json,
};
use crate::segment::ItemError;

/// Properties by name, in the order of names; values as JSON.
#[derive(Debug, Default)]
pub(super) struct Properties<'a> {
    entries: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

impl<'a> Properties<'a> {
    /// What is no object has no properties; of two with one name the last counts.
    pub(super) fn read(raw: Raw<'a>) -> Result<Self, ItemError> {
        let Some(raw) = raw.filter(|raw| raw.get().starts_with('{')) else {
            return Ok(Self::default());
        };
        let Entries(read) = serde_json::from_str(raw.get())
            .map_err(|error| ItemError::new("not_json", format!("it cannot be read: {error}")))?;
        let mut entries = Vec::with_capacity(read.len() + 1);
        for (key, value) in read {
            let key = match key.contains('\0') {
                true => Cow::Owned(key.replace('\0', "")),
                false => key,
            };
            entries.push((key, normal(value.get())?));
        }
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        entries.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(&mut later.1, &mut earlier.1);
            }
            same
        });
        Ok(Self { entries })
    }

    fn place(&self, key: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|(name, _)| (**name).cmp(key))
    }

    fn get(&self, key: &str) -> Option<&str> {
        self.place(key).ok().map(|place| &*self.entries[place].1)
    }

    /// The property's JSON; it is gone then.
    pub(super) fn remove(&mut self, key: &str) -> Option<Cow<'a, str>> {
        self.place(key).ok().map(|place| self.entries.remove(place).1)
    }

    /// Adds a text unless there is a property of that name.
    pub(super) fn add_text(&mut self, key: &'a str, text: &str) {
        if let Err(place) = self.place(key) {
            let json = serde_json::Value::from(text).to_string();
            self.entries.insert(place, (Cow::Borrowed(key), Cow::Owned(json)));
        }
    }

    /// The property, where it is a number.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.get(key).filter(|json| starts_number(json))?.parse().ok()
    }

    /// The property, where it can be an id (see [`json::id`]).
    pub(super) fn id(&self, key: &str) -> Result<Option<String>, ItemError> {
        let Some(json) = self.get(key) else { return Ok(None) };
        let raw: &serde_json::value::RawValue = serde_json::from_str(json)
            .map_err(|error| ItemError::new("not_json", format!("it cannot be read: {error}")))?;
        Ok(json::id(Some(raw))?.map(Cow::into_owned))
    }

    /// All of them as one object; nothing where there are none.
    pub(super) fn into_json(self) -> Option<String> {
        if self.entries.is_empty() {
            return None;
        }
        let size = self.entries.iter().map(|(key, value)| key.len() + value.len() + 4).sum();
        let mut text = String::with_capacity(size);
        for (key, value) in self.entries {
            text.push(if text.is_empty() { '{' } else { ',' });
            push_key(key, &mut text);
            text.push(':');
            text.push_str(&value);
        }
        text.push('}');
        Some(text)
    }
}

fn push_key(key: Cow<'_, str>, out: &mut String) {
    match key {
        // It stood in JSON as it is.
        Cow::Borrowed(key) => {
            out.push('"');
            out.push_str(key);
            out.push('"');
        }
        Cow::Owned(key) => out.push_str(&serde_json::Value::from(key).to_string()),
    }
}

fn starts_number(json: &str) -> bool {
    json.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

/// The value as our own writer would put it. Most already stand so.
fn normal(json: &str) -> Result<Cow<'_, str>, ItemError> {
    let stands = match json.as_bytes().first() {
        Some(b'"') => json::unescaped(json).is_some(),
        Some(b't' | b'f' | b'n') => true,
        Some(_) => is_small_integer(json),
        None => false,
    };
    if stands {
        return Ok(Cow::Borrowed(json));
    }
    Ok(Cow::Owned(json::value(json)?.to_string()))
}

fn is_small_integer(json: &str) -> bool {
    let digits = json.strip_prefix('-').unwrap_or(json);
    digits.len() <= 18 && json != "-0" && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Number, Value};

    use super::*;

    fn kept(json: &str) -> Option<String> {
        let raw: &serde_json::value::RawValue = serde_json::from_str(json).unwrap();
        Properties::read(Some(raw)).unwrap().into_json()
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |f| Number::from_f64(f).map(Value::from)),
            any::<String>().prop_filter("no zeros", |s| !s.contains('\0')).prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-c\"\\\\é]{0,3}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_the_writer_writes(
            map in prop::collection::btree_map("[a-e\"\\\\é\n]{0,3}", any_json(), 1..6), pretty in any::<bool>()
        ) {
            let object = Value::Object(map.into_iter().collect::<Map<_, _>>());
            let sent = if pretty { serde_json::to_string_pretty(&object).unwrap() } else { object.to_string() };
            let read: Value = serde_json::from_str(&sent).unwrap();
            prop_assert_eq!(kept(&sent), Some(read.to_string()));
        }
    }

    #[test]
    fn one_form_however_they_were_written() {
        let sent = r#" {"b" : 1.50, "a":"x", "\u0061b": "caf\u00e9", "z\u0000": "\u0000", "b" : -0, "n": [ 1, {"y":1e2} ]} "#;
        let wanted = r#"{"a":"x","ab":"café","b":-0.0,"n":[1,{"y":100.0}],"z":""}"#;
        assert_eq!(kept(sent).as_deref(), Some(wanted));
        assert_eq!(kept("{}"), None);
        assert_eq!(kept("[1]"), None);
    }
}
