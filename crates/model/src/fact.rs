//! Facts: rows of the timeline.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{AccountId, ContactId, Micros};

/// What sort of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    Usage,
    Ticket,
    Survey,
    Billing,
    Interaction,
    Crm,
    Milestone,
    Engage,
    Mention,
    Training,
}

impl FactKind {
    pub const ALL: [Self; 10] = [
        Self::Usage,
        Self::Ticket,
        Self::Survey,
        Self::Billing,
        Self::Interaction,
        Self::Crm,
        Self::Milestone,
        Self::Engage,
        Self::Mention,
        Self::Training,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Ticket => "ticket",
            Self::Survey => "survey",
            Self::Billing => "billing",
            Self::Interaction => "interaction",
            Self::Crm => "crm",
            Self::Milestone => "milestone",
            Self::Engage => "engage",
            Self::Mention => "mention",
            Self::Training => "training",
        }
    }
}

impl fmt::Display for FactKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for FactKind {
    type Err = UnknownKind;
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

/// A fact kind that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no fact kind \"{0}\"; use usage, ticket, survey, billing, interaction, crm, milestone, engage, mention or training"
)]
pub struct UnknownKind(pub String);

/// At this time, for this account (and contact), this happened.
///
/// `account_id` and `contact_id` are as the source gave them. A fact may lack either: it is
/// credited when an identity arrives that tells whose it is (see [`crate::Identity`]).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The source's message id; it counts once.
    pub fact_id: String,
    pub account_id: Option<AccountId>,
    pub contact_id: Option<ContactId>,
    pub kind: FactKind,
    pub name: String,
    pub occurred_at: Micros,
    pub received_at: Micros,
    pub value: Option<f64>,
    pub session_id: Option<String>,
    /// Where it came from: `segment:<key name>`, `import:<file name>`, `sample` …
    pub source: String,
    /// A JSON object as text, or nothing.
    pub properties: Option<String>,
}
