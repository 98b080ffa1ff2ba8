//! What people who watch the door see of a call. Facts that count are told by the timeline, once
//! they are durable; here is the rest: what was refused, what came again, and who somebody is.

use perennial_model::{Identity, Incoming, Micros};
use perennial_sources::segment::{Call, CallKind, ItemError};

use crate::{
    dto::{Attributes, Time},
    live::{LiveEvent, LiveSecond, LiveStatus},
};

/// Of a large batch, so many accepted items are shown and so many refused ones.
const SHOWN: usize = 50;

/// The items of a call, in its order, and how many are not among them.
pub struct Watched {
    events: Vec<LiveEvent>,
    taken_hidden: u64,
    refused_hidden: u64,
}

impl Watched {
    pub fn of(kind: CallKind, call: &Call, source: &str, now: Micros) -> Self {
        Self::with(kind, call, source, now, |_| true)
    }

    /// Without the facts: for a call that is taken, as most are, nobody needs to see them here.
    pub fn but_facts(kind: CallKind, call: &Call, source: &str, now: Micros) -> Self {
        Self::with(kind, call, source, now, |main| !matches!(main, Incoming::Fact(_)))
    }

    fn with(
        kind: CallKind,
        call: &Call,
        source: &str,
        now: Micros,
        shows: fn(&Incoming) -> bool,
    ) -> Self {
        let (mut taken, mut refused) = (0, 0);
        let shown = call.items.iter().filter(|item| {
            let count = if item.is_ok() { &mut taken } else { &mut refused };
            *count += 1;
            *count <= SHOWN
        });
        let events = shown
            .filter_map(|item| match item {
                // What an item is about comes last; identities that follow from it come first.
                Ok(understood) => {
                    let main = understood.last().filter(|main| shows(main));
                    main.map(|main| accepted(kind, main, source, now))
                }
                Err(error) => Some(refused_item(kind, error, source, now)),
            })
            .collect();
        let hidden = |count: usize| u64::try_from(count.saturating_sub(SHOWN)).unwrap_or(u64::MAX);
        Self { events, taken_hidden: hidden(taken), refused_hidden: hidden(refused) }
    }

    /// Of a call that was refused as a whole.
    pub fn all_refused(self, reason: &str) -> (Vec<LiveEvent>, LiveSecond) {
        let hidden = self.refused_hidden + self.taken_hidden;
        let hidden = LiveSecond { refused: hidden, left_out: hidden, ..LiveSecond::default() };
        (self.events.into_iter().map(|event| refuse(event, reason)).collect(), hidden)
    }

    /// Of a call that was taken. Facts that count are left to the timeline.
    pub fn settled(self, status: LiveStatus) -> (Vec<LiveEvent>, LiveSecond) {
        let repeated = if status == LiveStatus::Repeated { self.taken_hidden } else { 0 };
        let refused = self.refused_hidden;
        let hidden = LiveSecond { accepted: 0, repeated, refused, left_out: repeated + refused };
        let settle = |event: LiveEvent| match (event.status, status) {
            (LiveStatus::Refused, _) => Some(event),
            (_, LiveStatus::Accepted) if event.fact_id.is_some() => None,
            _ => Some(LiveEvent { status, ..event }),
        };
        (self.events.into_iter().filter_map(settle).collect(), hidden)
    }
}

/// A call that was not understood as a whole.
pub fn refused_call(kind: CallKind, reason: &str, source: &str, now: Micros) -> LiveEvent {
    refuse(blank(kind.as_str(), source, now), reason)
}

fn refuse(event: LiveEvent, reason: &str) -> LiveEvent {
    LiveEvent {
        status: LiveStatus::Refused,
        reason: event.reason.or_else(|| Some(reason.to_owned())),
        ..event
    }
}

fn blank(call: &str, source: &str, now: Micros) -> LiveEvent {
    LiveEvent {
        received_at: Time(now),
        status: LiveStatus::Accepted,
        call: Some(call.to_owned()),
        kind: None,
        name: None,
        fact_id: None,
        occurred_at: None,
        account_id: None,
        account_name: None,
        contact_id: None,
        contact_name: None,
        value: None,
        session_id: None,
        source: source.to_owned(),
        properties: Attributes::default(),
        reason: None,
    }
}

fn accepted(kind: CallKind, main: &Incoming, source: &str, now: Micros) -> LiveEvent {
    let is_batch = kind == CallKind::Batch;
    let named = |word: &'static str| Some(if is_batch { word } else { kind.as_str() }.to_owned());
    let call = |word: &'static str| LiveEvent { call: named(word), ..blank(word, source, now) };
    match main {
        Incoming::Fact(fact) => LiveEvent {
            call: named("track"),
            source: source.to_owned(),
            received_at: Time(now),
            ..LiveEvent::of_fact(fact)
        },
        Incoming::Identity(Identity::Contact { contact_id, account_id, .. }) => LiveEvent {
            account_id: account_id.as_ref().map(ToString::to_string),
            contact_id: Some(contact_id.to_string()),
            ..call("identify")
        },
        Incoming::Identity(Identity::Account { account_id, contact_id, .. }) => LiveEvent {
            account_id: Some(account_id.to_string()),
            contact_id: contact_id.as_ref().map(ToString::to_string),
            ..call("group")
        },
        Incoming::Identity(Identity::Alias { contact_id, .. }) => {
            LiveEvent { contact_id: Some(contact_id.to_string()), ..call("alias") }
        }
    }
}

fn refused_item(kind: CallKind, error: &ItemError, source: &str, now: Micros) -> LiveEvent {
    let said = error.call.as_deref().unwrap_or(kind.as_str());
    let event = LiveEvent { name: error.name.clone(), ..blank(said, source, now) };
    refuse(event, &error.reason)
}
