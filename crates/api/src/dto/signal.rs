//! Signals.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Attributes, Date, Money, Severity, SignalRule, SignalStatus, Time};

/// A condition that became true for an account and needs somebody's eye.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SignalRow {
    pub signal_id: String,
    pub account_id: String,
    pub account_name: String,
    pub owner_email: Option<String>,
    pub rule: SignalRule,
    /// What a person calls the rule.
    pub title: String,
    pub severity: Severity,
    /// One sentence that a person would say.
    pub reason: String,
    /// The numbers behind the sentence.
    pub evidence: Attributes,
    pub opened_on: Date,
    pub closed_on: Option<Date>,
    pub status: SignalStatus,
    pub snoozed_until: Option<Time>,
    /// E-mail address of the teammate who acknowledged or snoozed it.
    pub handled_by: Option<String>,
    pub handled_at: Option<Time>,
    pub note: Option<String>,
    /// The account's score now.
    pub score: Option<f64>,
    /// The account's band now.
    pub band: Option<String>,
    /// The account's annual recurring revenue now.
    pub arr: Option<Money>,
}

/// How many signals there are of each status, after all filters but the one on the status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignalCounts {
    pub open: u64,
    pub acknowledged: u64,
    pub snoozed: u64,
    pub closed: u64,
}
