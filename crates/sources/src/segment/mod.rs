//! The calls of the Segment HTTP tracking API: identify, track, page, screen, group, alias, batch.
//!
//! What always holds: every item of a call is either understood or refused with its index, a stable
//! code and a sentence that says what to do; one bad item never costs another. A `messageId` is
//! kept as the fact's id, so that a retry counts once. IP addresses and other context of the
//! device are not kept.

mod batch;
mod error;
mod fields;
mod item;
mod json;
mod kind;
mod properties;
mod when;

use std::{borrow::Cow, collections::HashSet};

pub use error::{CallError, ItemError};
pub use kind::CallKind;

use perennial_model::{ContactId, IdSource, Incoming, Micros};
use serde::Deserialize;
use serde_json::value::RawValue;

use batch::Batch;
use fields::{Context, Raw};

/// Most bytes of a call's body, after decompression.
pub const LARGEST_BODY: usize = 4 * 1024 * 1024;
/// Most bytes of one event as JSON.
pub const LARGEST_EVENT: usize = 32 * 1024;
/// Most events of a batch.
pub const MOST_EVENTS: usize = 2_500;

/// Circumstances of a call's arrival.
#[derive(Clone, Copy)]
pub struct Receiving<'a> {
    pub now: Micros,
    /// What facts have as their source: `segment:<key name>`.
    pub source: &'a str,
    /// Names events that bring no `messageId`.
    pub ids: &'a dyn IdSource,
}

/// A call, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The body's `writeKey`; Basic authentication, where it is used, comes first.
    pub write_key: Option<String>,
    /// One for each item, in the call's order.
    pub items: Vec<Result<Vec<Incoming>, ItemError>>,
}

impl Call {
    /// Everything that was understood, in order.
    pub fn accepted(&self) -> impl Iterator<Item = &Incoming> {
        self.items.iter().flatten().flatten()
    }

    pub fn refused(&self) -> impl Iterator<Item = &ItemError> {
        self.items.iter().filter_map(|item| item.as_ref().err())
    }
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "writeKey", borrow, default)]
    write_key: Raw<'a>,
    #[serde(borrow, default)]
    context: Raw<'a>,
    #[serde(rename = "sentAt", borrow, default)]
    sent_at: Raw<'a>,
    #[serde(borrow, default)]
    batch: Option<Batch<'a>>,
}

/// What the items of a batch have in common.
struct Shared<'a> {
    context: Context<'a>,
    sent_at: Option<Micros>,
    receiving: &'a Receiving<'a>,
}

/// Understands a call's body (decompressed).
///
/// # Errors
/// [`CallError`] when the call as a whole is not understood; see [`Call::items`] for single items.
pub fn parse(kind: CallKind, body: &[u8], receiving: &Receiving<'_>) -> Result<Call, CallError> {
    if body.len() > LARGEST_BODY {
        return Err(CallError::TooLarge { bytes: body.len() });
    }
    let text = std::str::from_utf8(body).map_err(|_| CallError::NotUtf8)?;
    let envelope: Envelope<'_> = envelope(text)?;
    let write_key = key(envelope.write_key);
    let mut links = HashSet::new();
    let items = match kind {
        CallKind::Batch => {
            let events = events(envelope.batch)?;
            let shared = Shared {
                context: Context::of(envelope.context),
                sent_at: when::lenient(envelope.sent_at),
                receiving,
            };
            let each = events.into_iter().enumerate();
            each.map(|(index, event)| one(index, None, event.get(), &shared, &mut links)).collect()
        }
        single => {
            let shared = Shared { context: Context::default(), sent_at: None, receiving };
            vec![one(0, Some(single), text, &shared, &mut links)]
        }
    };
    Ok(Call { write_key, items })
}

/// Only the body's `writeKey`, for whoever must know the key before anything else is read.
pub fn write_key(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    key(envelope(text).ok()?.write_key)
}

fn key(field: Raw<'_>) -> Option<String> {
    json::id(field).ok().flatten().map(Cow::into_owned)
}

fn envelope(text: &str) -> Result<Envelope<'_>, CallError> {
    if !text.trim_start().starts_with('{') {
        return Err(CallError::NotJson { reason: "the body is not a JSON object".to_owned() });
    }
    serde_json::from_str(text).map_err(|error| CallError::NotJson { reason: error.to_string() })
}

fn events(batch: Option<Batch<'_>>) -> Result<Vec<&RawValue>, CallError> {
    let Some(Batch::Events(events)) = batch else { return Err(CallError::NoBatch) };
    match events.len() {
        0..=MOST_EVENTS => Ok(events),
        events => Err(CallError::TooManyEvents { events }),
    }
}

fn one(
    index: usize,
    kind: Option<CallKind>,
    text: &str,
    shared: &Shared<'_>,
    links: &mut HashSet<(ContactId, ContactId)>,
) -> Result<Vec<Incoming>, ItemError> {
    item::understand(kind, text, shared, links).map_err(|refusal| ItemError { index, ..refusal })
}
