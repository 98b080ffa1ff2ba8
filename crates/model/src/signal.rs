//! The vocabulary of signals.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{AccountId, Day, Micros, incoming::JsonText};

/// How soon somebody should look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Info,
    Warning,
    Critical,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Critical => "critical",
        }
    }
}

impl FromStr for Severity {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Info, Self::Warning, Self::Critical]
            .into_iter()
            .find(|s| s.as_str() == text)
            .ok_or_else(|| {
                format!("there is no severity \"{text}\"; use info, warning or critical")
            })
    }
}

/// The conditions that need somebody's eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalRule {
    /// Usage fell against the account's own habit.
    UsageDrop,
    /// Contacts leave one by one (6 → 4 → 2 → 1).
    ContactsLeaving,
    /// The renewal is near while health is low.
    RenewalAtRisk,
}

impl SignalRule {
    pub const ALL: [Self; 3] = [Self::UsageDrop, Self::ContactsLeaving, Self::RenewalAtRisk];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::UsageDrop => "usage_drop",
            Self::ContactsLeaving => "contacts_leaving",
            Self::RenewalAtRisk => "renewal_at_risk",
        }
    }

    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::UsageDrop => "Usage drop",
            Self::ContactsLeaving => "Contacts leaving",
            Self::RenewalAtRisk => "Renewal at risk",
        }
    }
}

impl fmt::Display for SignalRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SignalRule {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.as_str() == text)
            .ok_or_else(|| format!("there is no signal rule \"{text}\""))
    }
}

/// What became of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalStatus {
    Open,
    Acknowledged,
    Snoozed,
    /// The condition went away by itself.
    Closed,
}

impl SignalStatus {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledged => "acknowledged",
            Self::Snoozed => "snoozed",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for SignalStatus {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Open, Self::Acknowledged, Self::Snoozed, Self::Closed]
            .into_iter()
            .find(|s| s.as_str() == text)
            .ok_or_else(|| format!("there is no signal status \"{text}\"; use open, acknowledged, snoozed or closed"))
    }
}

/// A condition that became true for an account and needs somebody's eye.
///
/// `(account_id, rule, opened_on)` names it once and for all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    pub signal_id: String,
    pub account_id: AccountId,
    pub rule: SignalRule,
    pub severity: Severity,
    pub opened_on: Day,
    pub closed_on: Option<Day>,
    /// One sentence that a person would say.
    pub reason: String,
    /// The numbers behind the sentence, as a JSON object in text.
    pub evidence: JsonText,
    pub status: SignalStatus,
    /// Only while the status is [`SignalStatus::Snoozed`].
    pub snoozed_until: Option<Micros>,
    /// E-mail address of the teammate who acknowledged or snoozed it.
    pub handled_by: Option<String>,
    pub handled_at: Option<Micros>,
    pub note: Option<String>,
    pub created_at: Micros,
}
