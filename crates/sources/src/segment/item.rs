//! One event of a call → facts and identities.

use std::collections::{BTreeMap, HashSet};

use perennial_model::{
    AccountId, ContactId, Fact, FactKind, Identity, Incoming, Micros, incoming::JsonText,
};
use serde_json::{Map, Value};

use crate::segment::{CallKind, ItemError, LARGEST_EVENT, Shared, json, when};

/// Longest id and longest event name, in bytes.
const LONGEST_ID: usize = 500;
const LONGEST_NAME: usize = 500;
/// The property that tells of a fact that is not usage, such as a milestone.
const KIND: &str = "perennial_kind";

pub(super) fn understand(
    kind: Option<CallKind>,
    text: &str,
    shared: &Shared<'_>,
    links: &mut HashSet<(ContactId, ContactId)>,
) -> Result<Vec<Incoming>, ItemError> {
    if text.len() > LARGEST_EVENT {
        return Err(ItemError::too_large(text.len()));
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ItemError::new("not_json", format!("it cannot be read: {error}")))?;
    let value = if text.contains("\\u0000") { json::without_zeros(value) } else { value };
    let Value::Object(fields) = value else {
        return Err(ItemError::new("not_an_object", "it is not a JSON object with a \"type\""));
    };
    let item = Item { fields, shared };
    let said = item.text("type");
    item.understand(kind, links).map_err(|refusal| ItemError {
        call: kind.map(|kind| kind.as_str().to_owned()).or(said),
        name: item.text("event").or_else(|| item.text("name")),
        message_id: item.text("messageId"),
        ..refusal
    })
}

struct Item<'a> {
    fields: Map<String, Value>,
    shared: &'a Shared<'a>,
}

/// Whose an event is, and when.
struct Who {
    user: Option<ContactId>,
    anonymous: Option<ContactId>,
    account: Option<AccountId>,
    at: Micros,
}

impl Who {
    fn contact(&self) -> Option<ContactId> {
        self.user.clone().or_else(|| self.anonymous.clone())
    }
}

impl Item<'_> {
    fn understand(
        &self,
        kind: Option<CallKind>,
        links: &mut HashSet<(ContactId, ContactId)>,
    ) -> Result<Vec<Incoming>, ItemError> {
        let kind = kind.map_or_else(|| self.kind(), Ok)?;
        let who = self.who(kind)?;
        let main = match kind {
            CallKind::Identify => Incoming::Identity(self.identify(&who)?),
            CallKind::Group => Incoming::Identity(self.group(&who)?),
            CallKind::Alias => Incoming::Identity(self.alias(&who)?),
            CallKind::Track => Incoming::Fact(self.fact(&who, self.event_name()?)?),
            CallKind::Page => Incoming::Fact(self.fact(&who, self.viewed("page"))?),
            CallKind::Screen => Incoming::Fact(self.fact(&who, self.viewed("screen"))?),
            CallKind::Batch => {
                return Err(ItemError::new("bad_type", "a batch cannot stand within a batch"));
            }
        };
        let mut all: Vec<Incoming> = self.link(kind, &who, links).into_iter().collect();
        all.push(main);
        Ok(all)
    }

    fn kind(&self) -> Result<CallKind, ItemError> {
        let word = self.text("type").ok_or_else(|| {
            ItemError::new(
                "no_type",
                "it needs \"type\": identify, track, page, screen, group or alias",
            )
        })?;
        word.parse().map_err(|reason| ItemError::new("bad_type", reason))
    }

    fn who(&self, kind: CallKind) -> Result<Who, ItemError> {
        let now = self.shared.receiving.now;
        let at = when::occurred_at(&self.fields, self.shared.sent_at, now).map_err(|text| {
            ItemError::new(
                "bad_timestamp",
                format!("\"{text}\" is not a time; send timestamps as 2026-01-31T09:30:00Z"),
            )
        })?;
        let who = Who {
            user: self.id("userId")?.map(ContactId::new),
            anonymous: self.id("anonymousId")?.map(ContactId::new),
            account: self.context_id("groupId")?.map(AccountId::new),
            at,
        };
        // A group call may speak of the account alone, an alias call names its two ids itself.
        let needs_contact = !matches!(kind, CallKind::Group | CallKind::Alias);
        if needs_contact && who.contact().is_none() {
            return Err(ItemError::new(
                "no_user",
                format!("a {kind} call needs \"userId\" or \"anonymousId\""),
            ));
        }
        Ok(who)
    }

    fn identify(&self, who: &Who) -> Result<Identity, ItemError> {
        let contact_id =
            who.contact().ok_or_else(|| ItemError::new("no_user", "it needs \"userId\""))?;
        Ok(Identity::Contact {
            anonymous_id: who.anonymous.clone().filter(|id| *id != contact_id),
            contact_id,
            account_id: who.account.clone(),
            traits: self.traits(),
            at: who.at,
        })
    }

    fn group(&self, who: &Who) -> Result<Identity, ItemError> {
        let account_id = self.id("groupId")?.ok_or_else(|| {
            ItemError::new("no_group", "a group call needs \"groupId\", the id of the account")
        })?;
        Ok(Identity::Account {
            account_id: AccountId::new(account_id),
            contact_id: who.contact(),
            traits: self.traits(),
            at: who.at,
        })
    }

    fn alias(&self, who: &Who) -> Result<Identity, ItemError> {
        let previous = self.id("previousId")?.map(ContactId::new).or_else(|| who.anonymous.clone());
        let (Some(previous_id), Some(contact_id)) = (previous, who.user.clone()) else {
            return Err(ItemError::new(
                "no_alias",
                "an alias call needs \"previousId\", the old id, and \"userId\", the id that stays",
            ));
        };
        Ok(Identity::Alias { previous_id, contact_id, at: who.at })
    }

    fn event_name(&self) -> Result<String, ItemError> {
        let name = self.text("event").ok_or_else(|| {
            ItemError::new(
                "no_event",
                "a track call needs \"event\", the name of what the user did",
            )
        })?;
        if name.len() > LONGEST_NAME {
            return Err(ItemError::new(
                "event_name_too_long",
                format!(
                    "\"event\" has {} bytes, and {LONGEST_NAME} is the most; put details into \"properties\"",
                    name.len()
                ),
            ));
        }
        Ok(name)
    }

    /// `Viewed Pricing page`; `Viewed page` where it has no name.
    fn viewed(&self, what: &str) -> String {
        let property = || json::id(self.fields.get("properties")?.get("name")?);
        match self.text("name").or_else(property) {
            Some(name) => {
                let short: String = name.chars().take(100).collect();
                format!("Viewed {short} {what}")
            }
            None => format!("Viewed {what}"),
        }
    }

    fn fact(&self, who: &Who, name: String) -> Result<Fact, ItemError> {
        let mut properties = self.properties();
        let kind = take_kind(&mut properties)?;
        let number = |key: &str| properties.get(key).and_then(Value::as_f64);
        let fact_id = match self.id("messageId")? {
            Some(id) => id,
            None => self.shared.receiving.ids.next_id(),
        };
        let session = self.context_id("sessionId")?;
        Ok(Fact {
            fact_id,
            account_id: who.account.clone(),
            contact_id: who.contact(),
            kind,
            name,
            occurred_at: who.at,
            received_at: self.shared.receiving.now,
            value: number("value").or_else(|| number("revenue")),
            session_id: session.or_else(|| properties.get("session_id").and_then(json::id)),
            source: self.shared.receiving.source.to_owned(),
            properties: (!properties.is_empty()).then(|| Value::Object(properties).to_string()),
        })
    }

    /// The event's properties; of a page or screen also its name and category.
    fn properties(&self) -> Map<String, Value> {
        let mut properties =
            self.fields.get("properties").cloned().map(json::object).unwrap_or_default();
        for key in ["name", "category"] {
            if let Some(value) = self.text(key) {
                properties.entry(key).or_insert(Value::String(value));
            }
        }
        properties
    }

    fn traits(&self) -> BTreeMap<String, JsonText> {
        let traits = self.fields.get("traits").cloned().map(json::object).unwrap_or_default();
        let said = traits.into_iter().filter(|(_, value)| !value.is_null());
        said.map(|(key, value)| (key, value.to_string())).collect()
    }

    /// An event with both ids tells that they are one person: once per call is enough. An identify
    /// says so itself.
    fn link(
        &self,
        kind: CallKind,
        who: &Who,
        links: &mut HashSet<(ContactId, ContactId)>,
    ) -> Option<Incoming> {
        let (user, anonymous) = (who.user.clone()?, who.anonymous.clone()?);
        let told = matches!(kind, CallKind::Identify | CallKind::Alias) || user == anonymous;
        if told || !links.insert((user.clone(), anonymous.clone())) {
            return None;
        }
        Some(Incoming::Identity(Identity::Contact {
            contact_id: user,
            anonymous_id: Some(anonymous),
            account_id: None,
            traits: BTreeMap::new(),
            at: who.at,
        }))
    }

    fn text(&self, key: &str) -> Option<String> {
        self.fields.get(key).and_then(json::id)
    }

    fn id(&self, key: &str) -> Result<Option<String>, ItemError> {
        checked(key, self.text(key))
    }

    /// An id in the item's context, or else in the batch's.
    fn context_id(&self, key: &str) -> Result<Option<String>, ItemError> {
        let own =
            self.fields.get("context").and_then(|context| context.get(key)).and_then(json::id);
        checked(key, own.or_else(|| self.shared.context.get(key).and_then(json::id)))
    }
}

/// What sort of fact it is: usage, or what the property `perennial_kind` says, which is taken out.
fn take_kind(properties: &mut Map<String, Value>) -> Result<FactKind, ItemError> {
    let Some(kind) = properties.remove(KIND) else { return Ok(FactKind::Usage) };
    let text = kind.as_str().unwrap_or_default();
    text.parse::<FactKind>()
        .map_err(|error| ItemError::new("unknown_kind", format!("\"{KIND}\": {error}")))
}

fn checked(key: &str, id: Option<String>) -> Result<Option<String>, ItemError> {
    match id {
        Some(id) if id.len() > LONGEST_ID => Err(ItemError::new(
            "id_too_long",
            format!("\"{key}\" has {} bytes, and {LONGEST_ID} is the most", id.len()),
        )),
        id => Ok(id),
    }
}
