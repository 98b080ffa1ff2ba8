//! One event of a call → facts and identities.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
};

use perennial_model::{
    AccountId, ContactId, Fact, FactKind, Identity, Incoming, Micros, incoming::JsonText,
};

use crate::segment::{
    CallKind, ItemError, LARGEST_EVENT, Shared,
    fields::{Context, Fields, Raw},
    json,
    properties::Properties,
    when,
};

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
    if !text.trim_start().starts_with('{') {
        return Err(ItemError::new("not_an_object", "it is not a JSON object with a \"type\""));
    }
    let fields: Fields<'_> = serde_json::from_str(text)
        .map_err(|error| ItemError::new("not_json", format!("it cannot be read: {error}")))?;
    let item = Item { fields, context: Context::of(fields.context), shared };
    item.understand(kind, links).map_err(|refusal| ItemError {
        call: kind.map(|kind| kind.as_str().to_owned()).or_else(|| told(fields.kind)),
        name: told(fields.event).or_else(|| told(fields.name)),
        message_id: told(fields.message_id),
        ..refusal
    })
}

struct Item<'a> {
    fields: Fields<'a>,
    context: Context<'a>,
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
    fn contact(self) -> Option<ContactId> {
        self.user.or(self.anonymous)
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
        let (link, at) = (link(kind, &who), who.at);
        let main = match kind {
            CallKind::Identify => Incoming::Identity(self.identify(who)?),
            CallKind::Group => Incoming::Identity(self.group(who)?),
            CallKind::Alias => Incoming::Identity(self.alias(who)?),
            CallKind::Track => Incoming::Fact(self.fact(who, self.event_name()?)?),
            CallKind::Page => Incoming::Fact(self.fact(who, self.viewed("page")?)?),
            CallKind::Screen => Incoming::Fact(self.fact(who, self.viewed("screen")?)?),
            CallKind::Batch => {
                return Err(ItemError::new("bad_type", "a batch cannot stand within a batch"));
            }
        };
        match link.filter(|link| links.insert(link.clone())) {
            Some((user, anonymous)) => Ok(vec![linked(user, anonymous, at), main]),
            None => Ok(vec![main]),
        }
    }

    fn kind(&self) -> Result<CallKind, ItemError> {
        let word = json::id(self.fields.kind)?.ok_or_else(|| {
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
            user: id("userId", self.fields.user_id)?.map(ContactId::new),
            anonymous: id("anonymousId", self.fields.anonymous_id)?.map(ContactId::new),
            account: either_id("groupId", self.context.group_id, self.shared.context.group_id)?
                .map(AccountId::new),
            at,
        };
        // A group call may speak of the account alone, an alias call names its two ids itself.
        let needs_contact = !matches!(kind, CallKind::Group | CallKind::Alias);
        if needs_contact && who.user.is_none() && who.anonymous.is_none() {
            return Err(ItemError::new(
                "no_user",
                format!("a {kind} call needs \"userId\" or \"anonymousId\""),
            ));
        }
        Ok(who)
    }

    fn identify(&self, who: Who) -> Result<Identity, ItemError> {
        let (anonymous, account_id, at) = (who.anonymous.clone(), who.account.clone(), who.at);
        let contact_id =
            who.contact().ok_or_else(|| ItemError::new("no_user", "it needs \"userId\""))?;
        Ok(Identity::Contact {
            anonymous_id: anonymous.filter(|id| *id != contact_id),
            contact_id,
            account_id,
            traits: self.traits()?,
            at,
        })
    }

    fn group(&self, who: Who) -> Result<Identity, ItemError> {
        let account_id = id("groupId", self.fields.group_id)?.ok_or_else(|| {
            ItemError::new("no_group", "a group call needs \"groupId\", the id of the account")
        })?;
        Ok(Identity::Account {
            account_id: AccountId::new(account_id),
            traits: self.traits()?,
            at: who.at,
            contact_id: who.contact(),
        })
    }

    fn alias(&self, who: Who) -> Result<Identity, ItemError> {
        let previous = id("previousId", self.fields.previous_id)?.map(ContactId::new);
        let (Some(previous_id), Some(contact_id)) = (previous.or(who.anonymous), who.user) else {
            return Err(ItemError::new(
                "no_alias",
                "an alias call needs \"previousId\", the old id, and \"userId\", the id that stays",
            ));
        };
        Ok(Identity::Alias { previous_id, contact_id, at: who.at })
    }

    fn event_name(&self) -> Result<String, ItemError> {
        let name = json::id(self.fields.event)?.ok_or_else(|| {
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
        Ok(name.into_owned())
    }

    /// `Viewed Pricing page`; `Viewed page` where it has no name.
    fn viewed(&self, what: &str) -> Result<String, ItemError> {
        let name = match json::id(self.fields.name)?.map(Cow::into_owned) {
            Some(name) => Some(name),
            None => Properties::read(self.fields.properties)?.id("name")?,
        };
        Ok(match name {
            Some(name) => {
                let short: String = name.chars().take(100).collect();
                format!("Viewed {short} {what}")
            }
            None => format!("Viewed {what}"),
        })
    }

    fn fact(&self, mut who: Who, name: String) -> Result<Fact, ItemError> {
        let mut properties = self.properties()?;
        let kind = take_kind(&mut properties)?;
        let fact_id = match id("messageId", self.fields.message_id)? {
            Some(id) => id,
            None => self.shared.receiving.ids.next_id(),
        };
        let own = (self.context.session_id, self.shared.context.session_id);
        let session = match either_id("sessionId", own.0, own.1)? {
            Some(id) => Some(id),
            None => properties.id("session_id")?,
        };
        Ok(Fact {
            fact_id,
            account_id: who.account.take(),
            occurred_at: who.at,
            contact_id: who.contact(),
            kind,
            name,
            received_at: self.shared.receiving.now,
            value: properties.number("value").or_else(|| properties.number("revenue")),
            session_id: session,
            source: self.shared.receiving.source.to_owned(),
            properties: properties.into_json(),
        })
    }

    /// The event's properties; of a page or screen also its name and category.
    fn properties(&self) -> Result<Properties<'_>, ItemError> {
        let mut properties = Properties::read(self.fields.properties)?;
        for (key, field) in [("name", self.fields.name), ("category", self.fields.category)] {
            if let Some(text) = json::id(field)? {
                properties.add_text(key, &text);
            }
        }
        Ok(properties)
    }

    fn traits(&self) -> Result<BTreeMap<String, JsonText>, ItemError> {
        let traits = json::object(self.fields.traits)?.into_iter();
        let said = traits.filter(|(_, value)| !value.is_null());
        Ok(said.map(|(key, value)| (key, value.to_string())).collect())
    }
}

/// A field as far as it can be read, for a refusal.
fn told(field: Raw<'_>) -> Option<String> {
    json::id(field).ok().flatten().map(Cow::into_owned)
}

/// An event with both ids tells that they are one person: once per call is enough. An identify
/// says so itself.
fn link(kind: CallKind, who: &Who) -> Option<(ContactId, ContactId)> {
    let (user, anonymous) = (who.user.as_ref()?, who.anonymous.as_ref()?);
    let told = matches!(kind, CallKind::Identify | CallKind::Alias) || user == anonymous;
    (!told).then(|| (user.clone(), anonymous.clone()))
}

fn linked(contact_id: ContactId, anonymous_id: ContactId, at: Micros) -> Incoming {
    Incoming::Identity(Identity::Contact {
        contact_id,
        anonymous_id: Some(anonymous_id),
        account_id: None,
        traits: BTreeMap::new(),
        at,
    })
}

/// What sort of fact it is: usage, or what the property `perennial_kind` says, which is taken out.
fn take_kind(properties: &mut Properties<'_>) -> Result<FactKind, ItemError> {
    let Some(kind) = properties.remove(KIND) else { return Ok(FactKind::Usage) };
    let text = if kind.starts_with('"') { json::string(&kind)? } else { Cow::Borrowed("") };
    text.parse::<FactKind>()
        .map_err(|error| ItemError::new("unknown_kind", format!("\"{KIND}\": {error}")))
}

/// An id in the item's context, or else in the batch's.
fn either_id(key: &str, own: Raw<'_>, shared: Raw<'_>) -> Result<Option<String>, ItemError> {
    match id(key, own)? {
        Some(id) => Ok(Some(id)),
        None => id(key, shared),
    }
}

fn id(key: &str, field: Raw<'_>) -> Result<Option<String>, ItemError> {
    match json::id(field)? {
        Some(id) if id.len() > LONGEST_ID => Err(ItemError::new(
            "id_too_long",
            format!("\"{key}\" has {} bytes, and {LONGEST_ID} is the most", id.len()),
        )),
        id => Ok(id.map(Cow::into_owned)),
    }
}
