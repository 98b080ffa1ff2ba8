//! Accounts and what belongs to them.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Attributes, Date, FactKind, Money, OverrideRow, SurveyKind, Time};

/// An account as lists show it, as of now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountRow {
    pub account_id: String,
    pub name: String,
    pub tier: Option<String>,
    pub stage: Option<String>,
    pub owner_email: Option<String>,
    /// Annual recurring revenue; nothing before the first subscription.
    pub arr: Option<Money>,
    /// Health, 0 to 100.
    pub score: Option<f64>,
    /// Key of the score's band.
    pub band: Option<String>,
    /// Points against 28 days ago.
    pub score_change_28d: Option<f64>,
    /// Scores of the last 26 weeks, the oldest first.
    pub spark: Vec<Option<f64>>,
    pub active_contacts_28d: Option<f64>,
    pub events_28d: Option<f64>,
    /// Ratio to the 28 days before, minus 1.
    pub events_change_28d: Option<f64>,
    pub days_since_last_seen: Option<f64>,
    pub open_tickets: Option<f64>,
    pub last_nps: Option<f64>,
    pub days_to_renewal: Option<f64>,
    pub open_signals: u32,
    /// For a customer who left: the first day without a subscription.
    pub left_on: Option<Date>,
    /// One sentence: what moved the score.
    pub why: Option<String>,
    /// 0 to 100; nothing where too little is known.
    pub hidden_risk: Option<f64>,
    /// Whether it looks well and carries a high hidden risk.
    pub green_outside: bool,
    /// A score that somebody of us set against the scorecard's.
    pub r#override: Option<OverrideRow>,
}

/// An account's record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Account {
    pub account_id: String,
    pub name: String,
    pub parent_account_id: Option<String>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    pub country: Option<String>,
    pub employees: Option<i64>,
    pub tier: Option<String>,
    pub stage: Option<String>,
    pub owner_email: Option<String>,
    pub created_at: Option<Time>,
    pub attributes: Attributes,
}

impl From<&perennial_model::Account> for Account {
    fn from(account: &perennial_model::Account) -> Self {
        Self {
            account_id: account.account_id.to_string(),
            name: account.name.clone(),
            parent_account_id: account.parent_account_id.as_ref().map(ToString::to_string),
            domain: account.domain.clone(),
            industry: account.industry.clone(),
            country: account.country.clone(),
            employees: account.employees,
            tier: account.tier.clone(),
            stage: account.stage.clone(),
            owner_email: account.owner_email.clone(),
            created_at: account.created_at.map(Time),
            attributes: super::attributes(&account.attributes),
        }
    }
}

/// How present a contact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContactStatus {
    /// Seen in the last 28 days.
    Active,
    /// Last seen 29 to 90 days ago.
    Quiet,
    /// Not seen for more than 90 days.
    Gone,
    /// Never seen using the product.
    Never,
}

/// A person at an account, with what they did lately.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactRow {
    pub contact_id: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub title: Option<String>,
    /// champion, economic_buyer, executive, admin, user …
    pub role: Option<String>,
    pub first_seen: Option<Date>,
    pub last_seen: Option<Date>,
    /// Usage facts of the last 28 days.
    pub events_28d: u64,
    /// Usage facts of the 28 days before.
    pub events_prev_28d: u64,
    pub status: ContactStatus,
}

/// A support ticket.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TicketRow {
    pub ticket_id: String,
    pub account_id: String,
    pub opened_at: Time,
    pub contact_id: Option<String>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub priority: Option<String>,
    pub status: Option<String>,
    pub product: Option<String>,
    pub cause: Option<String>,
    pub first_response_at: Option<Time>,
    pub solved_at: Option<Time>,
    pub reopens: Option<i64>,
    pub csat: Option<f64>,
    pub attributes: Attributes,
    pub open: bool,
    /// Whole days from opening until it was solved, or until today.
    pub age_days: i32,
}

/// One period of a subscription at one price.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubscriptionRow {
    pub subscription_id: String,
    pub account_id: String,
    pub started_at: Time,
    /// The first moment without it.
    pub ended_at: Option<Time>,
    pub plan: Option<String>,
    /// Monthly recurring revenue.
    pub mrr: Option<Money>,
    pub seats: Option<i64>,
    pub term_end: Option<Time>,
    /// When notice was given that it ends.
    pub cancelled_at: Option<Time>,
    pub status: Option<String>,
    pub attributes: Attributes,
    /// Whether it runs today.
    pub running: bool,
}

/// One answer to a survey.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurveyRow {
    pub response_id: String,
    pub account_id: String,
    pub kind: SurveyKind,
    pub score: f64,
    /// The best possible score, where it is not the kind's usual one.
    pub scale: Option<f64>,
    pub answered_at: Time,
    pub contact_id: Option<String>,
    pub contact_name: Option<String>,
    pub comment: Option<String>,
    pub attributes: Attributes,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineFact {
    pub fact_id: String,
    pub kind: FactKind,
    pub name: String,
    pub occurred_at: Time,
    pub contact_id: Option<String>,
    pub contact_name: Option<String>,
    pub value: Option<f64>,
    pub source: String,
    pub properties: Attributes,
}
