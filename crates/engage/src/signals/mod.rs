//! From an account's history to the episodes in which it needed somebody's eye.
//!
//! Pure: the same history and rules give the same episodes. What is said of a day depends on
//! nothing after it (invariant 2), so cutting the history changes no episode that was over by
//! then, nor the opening of one that was not.

mod contacts_leaving;
mod habit;
mod hysteresis;
mod renewal_at_risk;
pub mod rules;
mod series;
mod usage_drop;
mod words;

use perennial_health::HealthHistory;
use perennial_metrics::Matrix;
use perennial_model::{
    AccountId, Day, Micros, Severity, Signal, SignalRule, SignalStatus, incoming::JsonText,
};
use serde::{Deserialize, Serialize};

use hysteresis::Span;
pub use rules::Rules;
pub use series::{Past, Series};

/// One account, as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct SignalInput<'a> {
    pub account_id: &'a AccountId,
    pub matrix: &'a Matrix,
    pub health: &'a HealthHistory,
    /// The day that is running; the rules look at the days before it.
    pub today: Day,
}

/// A stretch of days in which a rule spoke of an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Episode {
    pub rule: SignalRule,
    /// The worst so far.
    pub severity: Severity,
    pub opened_on: Day,
    /// The day on which the recovery had lasted long enough.
    pub closed_on: Option<Day>,
    /// One sentence: while it is open it tells of the latest day, afterwards of the worst.
    pub reason: String,
    /// The numbers behind the sentence, a JSON object. `as_of` is the day it tells of.
    pub evidence: JsonText,
}

impl Episode {
    fn new(rule: SignalRule, span: &Span, reason: String, evidence: &serde_json::Value) -> Self {
        Self {
            rule,
            severity: span.severity,
            opened_on: span.opened,
            closed_on: span.closed.map(|(day, _)| day),
            reason,
            evidence: evidence.to_string(),
        }
    }

    /// The signal that it makes, with which nobody has done anything yet.
    pub fn signal(&self, signal_id: String, account_id: AccountId, created_at: Micros) -> Signal {
        let is_closed = self.closed_on.is_some();
        Signal {
            signal_id,
            account_id,
            rule: self.rule,
            severity: self.severity,
            opened_on: self.opened_on,
            closed_on: self.closed_on,
            reason: self.reason.clone(),
            evidence: self.evidence.clone(),
            status: if is_closed { SignalStatus::Closed } else { SignalStatus::Open },
            snoozed_until: None,
            handled_by: None,
            handled_at: None,
            note: None,
            created_at,
        }
    }
}

/// The metrics that a rule looks at.
pub fn watched(rule: SignalRule) -> &'static [&'static str] {
    match rule {
        SignalRule::UsageDrop => &["events_28d", "days_since_last_seen"],
        SignalRule::ContactsLeaving => &["active_contacts_28d", "silent_contacts_28d"],
        SignalRule::RenewalAtRisk => &["days_to_renewal", "arr"],
    }
}

/// Every episode of an account's whole history, by rule, then by day.
pub fn episodes(input: &SignalInput<'_>, rules: &Rules) -> Vec<Episode> {
    let (matrix, health) = (input.matrix, input.health);
    let column = |key| Series::new(matrix.first(), matrix.column(key).unwrap_or_default());
    let past = Past {
        first: matrix.first(),
        last: matrix.last().min(input.today.plus(-1)),
        events_28d: column("events_28d"),
        active_contacts_28d: column("active_contacts_28d"),
        silent_contacts_28d: column("silent_contacts_28d"),
        days_since_last_seen: column("days_since_last_seen"),
        arr: column("arr"),
        days_to_renewal: column("days_to_renewal"),
        score: Series::new(health.first, &health.scores),
    };
    episodes_of(&past, rules, input.today)
}

/// The same over plain columns.
pub fn episodes_of(past: &Past<'_>, rules: &Rules, today: Day) -> Vec<Episode> {
    let mut episodes = usage_drop::episodes(past, &rules.usage_drop, today);
    episodes.extend(contacts_leaving::episodes(past, &rules.contacts_leaving, today));
    episodes.extend(renewal_at_risk::episodes(past, &rules.renewal_at_risk, today));
    episodes
}
