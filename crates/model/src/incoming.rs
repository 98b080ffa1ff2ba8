//! What comes through the ingest door once its wire format is understood: facts and identities.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{AccountId, ContactId, Fact, Micros};

/// A JSON value as text: `"Acme"` (with its quotes), `12`, `true`.
pub type JsonText = String;

/// One accepted call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Incoming {
    Fact(Fact),
    Identity(Identity),
}

/// Something that a source told us about who is who.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Identity {
    /// `identify`: a contact and its traits. `anonymous_id` becomes an alias of the contact.
    Contact {
        contact_id: ContactId,
        anonymous_id: Option<ContactId>,
        account_id: Option<AccountId>,
        traits: BTreeMap<String, JsonText>,
        at: Micros,
    },
    /// `group`: an account and its traits; `contact_id`, where given, belongs to it.
    Account {
        account_id: AccountId,
        contact_id: Option<ContactId>,
        traits: BTreeMap<String, JsonText>,
        at: Micros,
    },
    /// `alias`: both ids are the same person; `contact_id` stays.
    Alias { previous_id: ContactId, contact_id: ContactId, at: Micros },
}
