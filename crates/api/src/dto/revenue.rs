//! Revenue over the wire. Amounts are whole minor units (cents) of the currency that the answer names.

use perennial_model as model;
use perennial_revenue as revenue;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Date, SubscriptionRow, Time};
use crate::revenue as asked;

/// Recurring revenue over a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueReport {
    pub from: Date,
    /// The first day that is not in it.
    pub to: Date,
    /// Three letters of ISO 4217.
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// The day whose exchange rates convert.
    pub rates_of: Date,
    /// Where segments were asked for: who was in one before this day is taken as on it.
    pub segments_from: Option<Date>,
    pub whole: RevenueRow,
    /// As it is split; nothing where it is not.
    pub rows: Vec<RevenueRow>,
}

/// What accounts come to over a period. Opening + new + expansion − contraction − churn +
/// reactivation = closing. A share that has nothing to divide by is not there.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueRow {
    /// Which month, quarter, plan, segment or owner; empty for the whole and for what is not said.
    pub key: String,
    pub name: String,
    pub from: Date,
    pub to: Date,
    /// Monthly recurring revenue just before the period.
    pub mrr_start: i64,
    /// Of accounts that were never customers before.
    pub new: i64,
    pub expansion: i64,
    /// Above 0.
    pub contraction: i64,
    /// Above 0.
    pub churn: i64,
    /// Of accounts that were customers before and came back.
    pub reactivation: i64,
    pub mrr_end: i64,
    /// Twelve times `mrr_end`.
    pub arr: i64,
    /// `mrr_end` for each account, a month.
    pub arpa: Option<f64>,
    /// What the accounts of the opening bring at the end ÷ what they brought.
    pub nrr: Option<f64>,
    /// The same, each account capped at what it brought.
    pub grr: Option<f64>,
    /// Customers of the opening that are none at the end ÷ customers of the opening.
    pub logo_churn: Option<f64>,
    /// Seats of the opening that are still there, capped by account ÷ seats of the opening.
    pub unit_retention: Option<f64>,
    /// By how much accounts of the opening grew ÷ `mrr_start`.
    pub upsell_rate: Option<f64>,
    /// 1 − ACV lost ÷ (ACV renewed without changes of price or users + ACV lost), over terms that ended.
    pub renewal_rate: Option<f64>,
    /// (new + expansion + reactivation) ÷ (contraction + churn).
    pub quick_ratio: Option<f64>,
    pub accounts_start: u64,
    pub accounts_end: u64,
    pub accounts_lost: u64,
    pub accounts_shrunk: u64,
    pub accounts_grown: u64,
    /// NRR without the three accounts that were largest at the opening.
    pub nrr_without_largest: Option<f64>,
    /// NRR without the three accounts that grew most.
    pub nrr_without_growers: Option<f64>,
    /// The part of all growth that is one account's.
    pub growth_from_one: Option<f64>,
    /// Where net retention flatters, in words.
    pub warning: Option<String>,
    /// Terms that ended, by what became of them.
    pub renewals: Vec<RenewalSum>,
    /// Rows of subscriptions with something wrong that these figures rest on.
    pub flagged_rows: u64,
}

/// Terms with one outcome.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewalSum {
    pub outcome: RenewalOutcome,
    pub terms: u64,
    /// What they brought a year.
    pub acv: i64,
}

/// What became of a contract term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RenewalOutcome {
    /// It has not ended, or so lately that it may still be renewed.
    Open,
    Renewed,
    /// Renewed at a higher price.
    Expanded,
    /// Renewed at a lower price.
    Reduced,
    /// It runs on without a new term.
    Lapsed,
    Lost,
}

impl From<revenue::Outcome> for RenewalOutcome {
    fn from(outcome: revenue::Outcome) -> Self {
        match outcome {
            revenue::Outcome::Open => Self::Open,
            revenue::Outcome::Renewed => Self::Renewed,
            revenue::Outcome::Expanded => Self::Expanded,
            revenue::Outcome::Reduced => Self::Reduced,
            revenue::Outcome::Lapsed => Self::Lapsed,
            revenue::Outcome::Lost => Self::Lost,
        }
    }
}

impl RevenueRow {
    pub fn of(row: &asked::ReportRow) -> Self {
        let of = &row.cell.figures;
        let sum = |outcome: revenue::Outcome| RenewalSum {
            outcome: outcome.into(),
            terms: row.renewals.terms[outcome as usize],
            acv: minor(row.renewals.acv[outcome as usize]),
        };
        Self {
            key: row.key.clone(),
            name: row.name.clone(),
            from: Date(row.period.from),
            to: Date(row.period.to),
            mrr_start: minor(of.mrr_start),
            new: minor(of.new),
            expansion: minor(of.expansion),
            contraction: minor(of.contraction),
            churn: minor(of.churn),
            reactivation: minor(of.reactivation),
            mrr_end: minor(of.mrr_end),
            arr: minor(of.arr()),
            arpa: of.arpa(),
            nrr: of.nrr(),
            grr: of.grr(),
            logo_churn: of.logo_churn(),
            unit_retention: of.unit_retention(),
            upsell_rate: of.upsell_rate(),
            renewal_rate: row.renewals.renewal_rate(),
            quick_ratio: of.quick_ratio(),
            accounts_start: of.accounts_start,
            accounts_end: of.accounts_end,
            accounts_lost: of.accounts_lost,
            accounts_shrunk: of.accounts_shrunk,
            accounts_grown: of.accounts_grown,
            nrr_without_largest: of.nrr_without_largest(),
            nrr_without_growers: of.nrr_without_growers(),
            growth_from_one: of.growth_from_one(),
            warning: of.warning(),
            renewals: revenue::Outcome::ALL.into_iter().map(sum).collect(),
            flagged_rows: row.cell.flagged_rows,
        }
    }
}

impl From<&asked::Report> for RevenueReport {
    fn from(report: &asked::Report) -> Self {
        Self {
            from: Date(report.question.period.from),
            to: Date(report.question.period.to),
            currency: report.currency,
            rates_of: Date(report.rates_of),
            segments_from: report.segments_from.map(Date),
            whole: RevenueRow::of(&report.whole),
            rows: report.rows.iter().map(RevenueRow::of).collect(),
        }
    }
}

/// Accounts behind a figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueAccounts {
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// Those that moved most first.
    pub accounts: Vec<RevenueAccount>,
}

/// One account over a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueAccount {
    pub account_id: String,
    pub name: String,
    pub mrr_start: i64,
    pub new: i64,
    pub expansion: i64,
    pub contraction: i64,
    pub churn: i64,
    pub reactivation: i64,
    pub mrr_end: i64,
    pub seats_start: i64,
    pub seats_end: i64,
    /// Whether it was a customer at the opening; one that paused everything brings nothing and is one.
    pub customer_start: bool,
    /// Whether it is one at the end.
    pub customer_end: bool,
}

impl From<&asked::AccountSum> for RevenueAccount {
    fn from(one: &asked::AccountSum) -> Self {
        let sum = &one.sum;
        Self {
            account_id: one.account_id.to_string(),
            name: one.name.clone(),
            mrr_start: sum.start.mrr,
            new: sum.new,
            expansion: sum.expansion,
            contraction: sum.contraction,
            churn: sum.churn,
            reactivation: sum.reactivation,
            mrr_end: sum.end.mrr,
            seats_start: sum.start.seats,
            seats_end: sum.end.seats,
            customer_start: sum.start.is_customer,
            customer_end: sum.end.is_customer,
        }
    }
}

/// What happened to one account's revenue.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountMovements {
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// In time order.
    pub movements: Vec<RevenueMovement>,
}

/// A change on one day.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueMovement {
    pub day: Date,
    pub kind: RevenueMovementKind,
    /// More a month, or below 0 less.
    pub amount: i64,
    /// Contract lines that began or ended on the day.
    pub lines: Vec<SubscriptionRow>,
}

/// What a change of recurring revenue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RevenueMovementKind {
    New,
    Expansion,
    Contraction,
    Churn,
    Reactivation,
}

impl From<revenue::MovementKind> for RevenueMovementKind {
    fn from(kind: revenue::MovementKind) -> Self {
        match kind {
            revenue::MovementKind::New => Self::New,
            revenue::MovementKind::Expansion => Self::Expansion,
            revenue::MovementKind::Contraction => Self::Contraction,
            revenue::MovementKind::Churn => Self::Churn,
            revenue::MovementKind::Reactivation => Self::Reactivation,
        }
    }
}

/// Who became customers together, and what is left of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueCohorts {
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// In time order.
    pub cohorts: Vec<RevenueCohort>,
}

/// Those who first became customers in one month or quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueCohort {
    /// `2026-03` or `2026-Q1`.
    pub key: String,
    pub from: Date,
    pub to: Date,
    /// How many became customers in it.
    pub accounts: u64,
    /// What each brought a month at the end of its first day, added up.
    pub mrr: i64,
    /// At the end of its own period and of each that follows.
    pub stands: Vec<CohortStand>,
}

/// What is left of a cohort at the end of a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct CohortStand {
    pub accounts: u64,
    pub mrr: i64,
}

/// Terms that end in a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueRenewals {
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// The next first.
    pub renewals: Vec<RevenueRenewal>,
}

/// A contract term, and what becomes of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RevenueRenewal {
    pub account_id: String,
    pub account_name: String,
    pub subscription_id: String,
    pub plan: Option<String>,
    pub seats: Option<i64>,
    /// The first day after the term.
    pub day: Date,
    /// The exact end of the term, to name it by.
    pub term_end: Time,
    /// When notice was given.
    pub notice: Option<Date>,
    /// The last day on which notice can be given, where the contract says so.
    pub notice_by: Option<Date>,
    pub outcome: RenewalOutcome,
    /// What the contract is priced in; amounts of a call are in it.
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    /// What the term brought a year; not there where its currency has no rate.
    pub acv: Option<i64>,
    /// What it brings a year after; not there while it is open.
    pub acv_after: Option<i64>,
    pub lost_on: Option<Date>,
    /// Today's score and band of the account.
    pub score: Option<f64>,
    pub band: Option<String>,
    pub hidden_risk: Option<f64>,
    pub owner_email: Option<String>,
    /// What the team expects; the latest.
    pub call: Option<RenewalCall>,
}

/// What a teammate expects of a term.
#[derive(Debug, Serialize, ToSchema)]
pub struct RenewalCall {
    pub expects: RenewalExpects,
    /// What it will bring a year, in minor units of its own currency.
    pub acv: Option<i64>,
    pub reason: String,
    pub by: String,
    pub at: Time,
}

/// What will become of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RenewalExpects {
    /// As good as signed.
    Commit,
    /// More likely than not.
    Likely,
    /// It may go either way.
    Unsure,
    /// More likely lost than not.
    AtRisk,
    /// It will not go on.
    Lost,
}

impl From<model::Expects> for RenewalExpects {
    fn from(expects: model::Expects) -> Self {
        match expects {
            model::Expects::Commit => Self::Commit,
            model::Expects::Likely => Self::Likely,
            model::Expects::Unsure => Self::Unsure,
            model::Expects::AtRisk => Self::AtRisk,
            model::Expects::Lost => Self::Lost,
        }
    }
}

impl From<RenewalExpects> for model::Expects {
    fn from(expects: RenewalExpects) -> Self {
        match expects {
            RenewalExpects::Commit => Self::Commit,
            RenewalExpects::Likely => Self::Likely,
            RenewalExpects::Unsure => Self::Unsure,
            RenewalExpects::AtRisk => Self::AtRisk,
            RenewalExpects::Lost => Self::Lost,
        }
    }
}

impl From<&model::RenewalCall> for RenewalCall {
    fn from(call: &model::RenewalCall) -> Self {
        Self {
            expects: call.expects.into(),
            acv: call.mrr.map(|mrr| mrr.minor.saturating_mul(12)),
            reason: call.reason.clone(),
            by: call.made_by.clone(),
            at: Time(call.made_at),
        }
    }
}

/// What is wrong with rows of subscriptions.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerHealth {
    pub rows: Vec<LedgerFlaw>,
    /// How many rows of subscriptions there are.
    pub subscriptions: u64,
}

/// A row with something wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct LedgerFlaw {
    pub account_id: String,
    pub account_name: String,
    /// `ends_before_start`, `within_a_day`, `overlaps`, `negative_price`, `no_price`, `no_rate` or
    /// `term_before_start`.
    pub flaw: String,
    /// What that does to figures.
    pub says: String,
    pub row: SubscriptionRow,
}

/// How revenue is counted.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevenueSettings {
    /// When lost revenue is counted.
    pub churn_counted: ChurnCounted,
    /// With `overdue`: so many days after an invoice was due.
    pub overdue_days: Option<u32>,
    /// A customer whose every subscription is paused is still one.
    pub paused_stay_customers: bool,
    /// Another subscription that begins so many days before or after a term ends carries it on.
    pub renewed_within_days: u32,
}

/// The day on which revenue that ends counts as lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChurnCounted {
    /// The first day without access.
    End,
    /// The day on which notice was given.
    Notice,
    /// Besides the end: while an invoice is overdue by so many days.
    Overdue,
}

impl From<&revenue::Settings> for RevenueSettings {
    fn from(settings: &revenue::Settings) -> Self {
        let (churn_counted, overdue_days) = match settings.churn_counted {
            revenue::ChurnCounted::End => (ChurnCounted::End, None),
            revenue::ChurnCounted::Notice => (ChurnCounted::Notice, None),
            revenue::ChurnCounted::Overdue { days } => (ChurnCounted::Overdue, Some(days)),
        };
        Self {
            churn_counted,
            overdue_days,
            paused_stay_customers: settings.paused_stay_customers,
            renewed_within_days: settings.renewed_within_days,
        }
    }
}

impl From<&RevenueSettings> for revenue::Settings {
    fn from(settings: &RevenueSettings) -> Self {
        Self {
            churn_counted: match settings.churn_counted {
                ChurnCounted::End => revenue::ChurnCounted::End,
                ChurnCounted::Notice => revenue::ChurnCounted::Notice,
                ChurnCounted::Overdue => {
                    revenue::ChurnCounted::Overdue { days: settings.overdue_days.unwrap_or(30) }
                }
            },
            paused_stay_customers: settings.paused_stay_customers,
            renewed_within_days: settings.renewed_within_days,
        }
    }
}

/// What a unit of a currency is worth in the company's own, from a day on.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExchangeRate {
    /// Three letters of ISO 4217.
    #[schema(value_type = String, example = "EUR")]
    pub currency: model::Currency,
    pub from: Date,
    /// A decimal above 0, as text so that nothing is rounded.
    #[schema(example = "1.0853")]
    pub rate: String,
}

/// Saturates; no sum of cents comes near.
pub fn minor(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}
