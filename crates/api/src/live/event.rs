//! What people who watch see.

use perennial_model::{AccountId, Fact};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    AppState,
    contacts::IndexedContacts,
    dto::{Attributes, FactKind, Time, json_object},
};

/// A fact that came in, or a call that left none.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LiveEvent {
    pub received_at: Time,
    pub status: LiveStatus,
    /// track, identify, group …: the call, where the event is a call that left no fact.
    pub call: Option<String>,
    /// What sort of fact it is.
    pub kind: Option<FactKind>,
    pub name: Option<String>,
    pub fact_id: Option<String>,
    pub occurred_at: Option<Time>,
    /// The account's own id where it is known, else as the source gave it.
    pub account_id: Option<String>,
    /// Its name; nothing where the account is not known yet.
    pub account_name: Option<String>,
    pub contact_id: Option<String>,
    /// Name or e-mail address; nothing where the contact is not known yet.
    pub contact_name: Option<String>,
    pub value: Option<f64>,
    pub session_id: Option<String>,
    /// `segment:` and the write key's name, `import:` and the file's name …
    pub source: String,
    pub properties: Attributes,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiveStatus {
    Accepted,
    /// Its message id was seen before; it counts once.
    Repeated,
    Refused,
}

/// Events in the order in which they came: the message `events`, and the first one, `start`, with
/// the latest of before.
#[derive(Debug, Serialize, ToSchema)]
pub struct LiveBatch {
    pub events: Vec<LiveEvent>,
}

/// What came in one second, shown or not: the message `second`. Seconds without events have none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct LiveSecond {
    /// Facts that count.
    pub accepted: u64,
    pub repeated: u64,
    pub refused: u64,
    /// Of all of these, how many were not sent: too many in one second, or this listener is slow.
    pub left_out: u64,
}

impl LiveEvent {
    /// A fact, its ids as they are.
    pub fn of_fact(fact: &Fact) -> Self {
        Self {
            received_at: Time(fact.received_at),
            status: LiveStatus::Accepted,
            call: None,
            kind: Some(fact.kind.into()),
            name: Some(fact.name.clone()),
            fact_id: Some(fact.fact_id.clone()),
            occurred_at: Some(Time(fact.occurred_at)),
            account_id: fact.account_id.as_ref().map(ToString::to_string),
            account_name: None,
            contact_id: fact.contact_id.as_ref().map(ToString::to_string),
            contact_name: None,
            value: fact.value,
            session_id: fact.session_id.clone(),
            source: fact.source.clone(),
            properties: json_object(fact.properties.as_deref()),
            reason: None,
        }
    }

    /// Puts names to the ids, and the contact's account where the event names none.
    pub fn name_who(&mut self, state: &AppState, contacts: &IndexedContacts) {
        if let Some(contact) = self.contact_id.as_deref().and_then(|id| contacts.get(id)) {
            self.contact_name = contact.name.clone().or_else(|| contact.email.clone());
            let home = || contact.account_id.as_ref().map(ToString::to_string);
            self.account_id = self.account_id.take().or_else(home);
        }
        let account = self.account_id.as_deref();
        if let Some(entry) = account.and_then(|id| state.board.get(&AccountId::from(id))) {
            self.account_id = Some(entry.id().to_string());
            self.account_name = Some(entry.account.name.clone());
        }
    }
}
