//! Records: the current state of the things that facts are about.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{AccountId, ContactId, Micros, Money, Zone, incoming::JsonText};

/// Custom attributes: any name, a JSON value as text.
pub type Attributes = BTreeMap<String, JsonText>;

/// A customer company.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub account_id: AccountId,
    pub name: String,
    pub parent_account_id: Option<AccountId>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub employees: Option<i64>,
    pub tier: Option<String>,
    pub stage: Option<String>,
    pub owner_email: Option<String>,
    pub created_at: Option<Micros>,
    pub attributes: Attributes,
}

impl Account {
    /// An account of which only the id is known yet; it is its own name.
    pub fn bare(account_id: AccountId) -> Self {
        Self {
            name: account_id.as_str().to_owned(),
            account_id,
            parent_account_id: None,
            domain: None,
            industry: None,
            country: None,
            employees: None,
            tier: None,
            stage: None,
            owner_email: None,
            created_at: None,
            attributes: Attributes::new(),
        }
    }
}

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub contact_id: ContactId,
    /// Unknown until a `group` call or a file says it.
    pub account_id: Option<AccountId>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub title: Option<String>,
    /// champion, economic_buyer, executive, admin, user …
    pub role: Option<String>,
    pub created_at: Option<Micros>,
    pub attributes: Attributes,
}

impl Contact {
    /// A contact of whom only the id is known yet.
    pub fn bare(contact_id: ContactId) -> Self {
        Self {
            contact_id,
            account_id: None,
            email: None,
            name: None,
            title: None,
            role: None,
            created_at: None,
            attributes: Attributes::new(),
        }
    }
}

/// One period of a subscription at one price. `(subscription_id, started_at)` is its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subscription {
    pub subscription_id: String,
    pub account_id: AccountId,
    pub started_at: Micros,
    /// The first moment without it; empty while it runs.
    pub ended_at: Option<Micros>,
    pub plan: Option<String>,
    /// Monthly recurring revenue.
    pub mrr: Option<Money>,
    pub seats: Option<i64>,
    /// When the contract term ends: the renewal.
    pub term_end: Option<Micros>,
    /// When notice was given that it ends; that is before `ended_at`, or before that is known.
    pub cancelled_at: Option<Micros>,
    pub status: Option<String>,
    pub attributes: Attributes,
}

impl Subscription {
    /// By when notice must be given: the attribute `notice_at`, or `notice_days` before the term's end.
    pub fn notice_by(&self, zone: &Zone) -> Option<Micros> {
        let text = |name: &str| match serde_json::from_str(self.attributes.get(name)?) {
            Ok(serde_json::Value::String(text)) => Some(text),
            Ok(serde_json::Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let written = text("notice_at").and_then(|text| Micros::parse(&text, zone).ok());
        written.or_else(|| {
            let days: f64 = text("notice_days")?.trim().parse().ok()?;
            #[allow(clippy::cast_possible_truncation)]
            days.is_finite().then(|| self.term_end.map(|end| end.plus_days(-(days as i64))))?
        })
    }
}

/// A support ticket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    pub ticket_id: String,
    pub account_id: AccountId,
    pub opened_at: Micros,
    pub contact_id: Option<ContactId>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub priority: Option<String>,
    pub status: Option<String>,
    pub product: Option<String>,
    pub cause: Option<String>,
    pub first_response_at: Option<Micros>,
    /// When it was solved; empty while it is open.
    pub solved_at: Option<Micros>,
    pub reopens: Option<i64>,
    pub csat: Option<f64>,
    pub attributes: Attributes,
}

/// Which survey a response answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveyKind {
    Nps,
    Csat,
    Ces,
    Sentiment,
    /// "What are we to you?": 0 no longer needed, 1 nice to have, 2 essential.
    Value,
}

impl SurveyKind {
    pub const ALL: [Self; 5] = [Self::Nps, Self::Csat, Self::Ces, Self::Sentiment, Self::Value];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Ces => "ces",
            Self::Sentiment => "sentiment",
            Self::Value => "value",
        }
    }
}

impl fmt::Display for SurveyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SurveyKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "nps" => Ok(Self::Nps),
            "csat" => Ok(Self::Csat),
            "ces" => Ok(Self::Ces),
            "sentiment" => Ok(Self::Sentiment),
            "value" => Ok(Self::Value),
            other => Err(format!(
                "there is no survey kind \"{other}\"; use nps, csat, ces, sentiment or value"
            )),
        }
    }
}

/// One answer to a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurveyResponse {
    pub response_id: String,
    pub account_id: AccountId,
    pub kind: SurveyKind,
    pub score: f64,
    pub answered_at: Micros,
    pub contact_id: Option<ContactId>,
    /// The best possible score, where it is not the kind's usual one (10 for NPS, 5 for CSAT, 7 for CES).
    pub scale: Option<f64>,
    pub comment: Option<String>,
    pub attributes: Attributes,
}

/// A talk with a customer: an e-mail, a call, a meeting. It lives on the timeline as a fact
/// (see [`Interaction::fact`]); this is its shape for files and tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Interaction {
    pub interaction_id: String,
    pub account_id: AccountId,
    /// email, call, meeting, chat …
    pub channel: String,
    /// `inbound` (from the customer) or `outbound` (from us).
    pub direction: String,
    pub occurred_at: Micros,
    pub contact_id: Option<ContactId>,
    pub teammate_email: Option<String>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub minutes: Option<f64>,
    /// Whether the contact came.
    pub attended: Option<bool>,
    pub attributes: Attributes,
}
