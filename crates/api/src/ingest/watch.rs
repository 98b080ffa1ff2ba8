//! What people who watch the door see of a call.

use perennial_model::{Identity, Incoming, Micros};
use perennial_sources::segment::{Call, CallKind, ItemError};

use crate::{
    dto::Time,
    routes::live::{LiveEvent, LiveStatus},
};

/// Of a large batch, so many accepted items are shown and so many refused ones.
const SHOWN: usize = 50;

/// The events of a call, in its order; accepted until something else is known.
pub fn events(kind: CallKind, call: &Call, source: &str, now: Micros) -> Vec<LiveEvent> {
    let (mut taken, mut refused) = (0, 0);
    let shown = call.items.iter().filter(|item| {
        let count = if item.is_ok() { &mut taken } else { &mut refused };
        *count += 1;
        *count <= SHOWN
    });
    shown
        .filter_map(|item| match item {
            // What an item is about comes last; identities that follow from it come first.
            Ok(understood) => understood.last().map(|main| accepted(kind, main, source, now)),
            Err(error) => Some(refused_item(kind, error, source, now)),
        })
        .collect()
}

/// A call that was not understood as a whole.
pub fn refused_call(kind: CallKind, reason: &str, source: &str, now: Micros) -> LiveEvent {
    refuse(blank(kind.as_str(), source, now), reason)
}

/// Marks an event that was to be accepted as refused.
pub fn refuse(event: LiveEvent, reason: &str) -> LiveEvent {
    LiveEvent {
        status: LiveStatus::Refused,
        reason: event.reason.or_else(|| Some(reason.to_owned())),
        ..event
    }
}

/// Gives an accepted event its final status.
pub fn settle(event: LiveEvent, status: LiveStatus) -> LiveEvent {
    match event.status {
        LiveStatus::Refused => event,
        _ => LiveEvent { status, ..event },
    }
}

fn blank(kind: &str, source: &str, now: Micros) -> LiveEvent {
    LiveEvent {
        seq: 0,
        received_at: Time(now),
        r#type: kind.to_owned(),
        name: None,
        account_id: None,
        contact_id: None,
        status: LiveStatus::Accepted,
        reason: None,
        source: source.to_owned(),
    }
}

fn accepted(kind: CallKind, main: &Incoming, source: &str, now: Micros) -> LiveEvent {
    let is_batch = kind == CallKind::Batch;
    let named = |word: &'static str| if is_batch { word } else { kind.as_str() };
    match main {
        Incoming::Fact(fact) => LiveEvent {
            name: Some(fact.name.clone()),
            account_id: fact.account_id.as_ref().map(ToString::to_string),
            contact_id: fact.contact_id.as_ref().map(ToString::to_string),
            ..blank(named("track"), source, now)
        },
        Incoming::Identity(Identity::Contact { contact_id, account_id, .. }) => LiveEvent {
            account_id: account_id.as_ref().map(ToString::to_string),
            contact_id: Some(contact_id.to_string()),
            ..blank(named("identify"), source, now)
        },
        Incoming::Identity(Identity::Account { account_id, contact_id, .. }) => LiveEvent {
            account_id: Some(account_id.to_string()),
            contact_id: contact_id.as_ref().map(ToString::to_string),
            ..blank(named("group"), source, now)
        },
        Incoming::Identity(Identity::Alias { contact_id, .. }) => LiveEvent {
            contact_id: Some(contact_id.to_string()),
            ..blank(named("alias"), source, now)
        },
    }
}

fn refused_item(kind: CallKind, error: &ItemError, source: &str, now: Micros) -> LiveEvent {
    let said = error.call.as_deref().unwrap_or(kind.as_str());
    let event = LiveEvent { name: error.name.clone(), ..blank(said, source, now) };
    refuse(event, &error.reason)
}
