//! The fields of an event that mean something, each as it stands in the JSON. Nothing is copied
//! before it is known to be needed: most of what clients send is not.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// A value as it stands in the JSON; nothing where the field is missing.
pub(super) type Raw<'a> = Option<&'a RawValue>;

/// The fields of an event. Of a field that stands there twice the last counts.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) kind: Raw<'a>,
    pub(super) message_id: Raw<'a>,
    pub(super) event: Raw<'a>,
    pub(super) name: Raw<'a>,
    pub(super) category: Raw<'a>,
    pub(super) user_id: Raw<'a>,
    pub(super) anonymous_id: Raw<'a>,
    pub(super) group_id: Raw<'a>,
    pub(super) previous_id: Raw<'a>,
    pub(super) timestamp: Raw<'a>,
    pub(super) original_timestamp: Raw<'a>,
    pub(super) sent_at: Raw<'a>,
    pub(super) received_at: Raw<'a>,
    pub(super) context: Raw<'a>,
    pub(super) properties: Raw<'a>,
    pub(super) traits: Raw<'a>,
}

impl<'a> Fields<'a> {
    fn place(&mut self, key: &str) -> Option<&mut Raw<'a>> {
        Some(match key {
            "type" => &mut self.kind,
            "messageId" => &mut self.message_id,
            "event" => &mut self.event,
            "name" => &mut self.name,
            "category" => &mut self.category,
            "userId" => &mut self.user_id,
            "anonymousId" => &mut self.anonymous_id,
            "groupId" => &mut self.group_id,
            "previousId" => &mut self.previous_id,
            "timestamp" => &mut self.timestamp,
            "originalTimestamp" => &mut self.original_timestamp,
            "sentAt" => &mut self.sent_at,
            "receivedAt" => &mut self.received_at,
            "context" => &mut self.context,
            "properties" => &mut self.properties,
            "traits" => &mut self.traits,
            _ => return None,
        })
    }
}

/// What an event's context, or its batch's, tells of it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) group_id: Raw<'a>,
    pub(super) session_id: Raw<'a>,
}

impl<'a> Context<'a> {
    /// Reads a context; one that is no object says nothing.
    pub(super) fn of(raw: Raw<'a>) -> Self {
        raw.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
    }
}

/// The entries of an object, in its order.
#[derive(Debug, Default)]
pub(super) struct Entries<'a>(pub(super) Vec<(Cow<'a, str>, &'a RawValue)>);

#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// Reads an object: gives each key a place for its value, or none.
struct Reading<T> {
    into: T,
}

impl<'de> Visitor<'de> for Reading<Fields<'de>> {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            match self.into.place(&key) {
                Some(place) => *place = Some(map.next_value()?),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(self.into)
    }
}

impl<'de> Visitor<'de> for Reading<Context<'de>> {
    type Value = Context<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            match &*key {
                "groupId" => self.into.group_id = Some(map.next_value()?),
                "sessionId" => self.into.session_id = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(self.into)
    }
}

impl<'de> Visitor<'de> for Reading<Entries<'de>> {
    type Value = Entries<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some((Key(key), value)) = map.next_entry()? {
            self.into.0.push((key, value));
        }
        Ok(self.into)
    }
}

macro_rules! read_as_object {
    ($($name:ident),*) => {$(
        impl<'de> Deserialize<'de> for $name<'de> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_map(Reading { into: Self::default() })
            }
        }
    )*};
}

read_as_object!(Fields, Context, Entries);
