//! Metrics: the catalogue and an account's values.

use perennial_metrics::{self as metrics, Metric};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Time;

mirror! {
    /// What a metric is measured in. A `ratio` of 0.25 is 25 %; `money` is in major units of the
    /// company's currency.
    MetricUnit of metrics::Unit {
        Contacts, Events, Days, Hours, Minutes, Names, Sessions, Ratio, Tickets, Answers, Points,
        Money, Seats, Date, Number,
    }
}
mirror! {
    /// The part of the business that a metric speaks of.
    MetricGroup of metrics::Group {
        Usage, Goals, Consumption, Onboarding, Support, Surveys, Relationship, Judgement, Money,
        Advocacy,
        Learning, Own,
    }
}
mirror! {
    /// Where a fold reads.
    MetricSource of metrics::Source {
        Facts, Sessions, Tickets, Surveys, Subscriptions, Invoices, Judgements, Contacts,
    }
}
mirror! {
    /// Which way is good news.
    GoodDirection of metrics::Direction { Higher, Lower, Neither }
}

/// A metric of the catalogue.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricInfo {
    pub key: String,
    pub name: String,
    pub description: String,
    /// How it is computed, in words.
    pub formula: String,
    pub group: MetricGroup,
    pub unit: MetricUnit,
    /// Which way is good.
    pub good: GoodDirection,
}

impl From<&Metric> for MetricInfo {
    fn from(metric: &Metric) -> Self {
        Self {
            key: metric.key.clone(),
            name: metric.name.clone(),
            description: metric.description.clone(),
            formula: metric.formula.clone(),
            group: metric.group.into(),
            unit: metric.unit.into(),
            good: metric.good.into(),
        }
    }
}

/// A metric of an account, today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricValue {
    #[serde(flatten)]
    pub info: MetricInfo,
    pub value: Option<f64>,
    /// Difference to the value 28 days ago.
    pub change_28d: Option<f64>,
}

/// Where a metric is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricOrigin {
    BuiltIn,
    /// A built-in one that the company declared anew.
    Changed,
    Own,
}

/// A metric with what is known of it at a glance.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricRow {
    #[serde(flatten)]
    pub info: MetricInfo,
    pub origin: MetricOrigin,
    /// Of the company's own declaration; 0 for a built-in one that was never changed.
    pub version: i64,
    /// How many accounts there are.
    pub accounts: usize,
    /// Whether data stands behind it. A count of what nobody sends is 0 and has none.
    pub fed: bool,
    /// How many accounts have a value today; none where no data feeds it.
    pub with_value: usize,
    /// The median of those.
    pub median: Option<f64>,
}

/// A metric as it is declared. Which fields belong together stands in the guide to metrics.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MetricDefinition {
    pub key: String,
    pub name: String,
    pub description: String,
    #[serde(default = "own", skip_serializing_if = "is_own")]
    pub group: MetricGroup,
    pub unit: MetricUnit,
    #[serde(default = "neither")]
    pub good: GoodDirection,
    /// facts, sessions, tickets, surveys, subscriptions, invoices or contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<MetricSource>,
    /// Which of them count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#where: Option<String>,
    /// What is made of them: count, distinct_contacts, median …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<String>,
    /// A number of days, "lifetime", "contract", or { "first": days, "of": "contract" }.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<serde_json::Value>)]
    pub window: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    /// A number of days, or "ever".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<serde_json::Value>)]
    pub before: Option<serde_json::Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u32>,
    /// A number, "none" or "zero_after_first".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<serde_json::Value>)]
    pub empty: Option<serde_json::Value>,
    /// A formula over other metrics, instead of a fold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
}

fn own() -> MetricGroup {
    MetricGroup::Own
}

fn neither() -> GoodDirection {
    GoodDirection::Neither
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
fn is_own(group: &MetricGroup) -> bool {
    *group == MetricGroup::Own
}

/// A metric in a request: its fields, or the TOML text.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenMetric {
    #[serde(default)]
    pub definition: Option<MetricDefinition>,
    #[serde(default)]
    pub toml: Option<String>,
}

/// A place that reads a metric.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricUse {
    pub kind: MetricUseKind,
    pub name: String,
    /// In a sentence.
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricUseKind {
    Metric,
    Scorecard,
    HiddenRisk,
    Signal,
    Segment,
}

/// A version of a declaration.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricVersion {
    pub version: i64,
    pub changed_at: Time,
    pub changed_by: String,
    /// Nothing where the declaration was taken back.
    pub toml: Option<String>,
}

/// How values are spread over accounts. Quantiles are interpolated linearly.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Spread {
    /// Accounts with a value.
    pub n: usize,
    /// Accounts without.
    pub missing: usize,
    pub min: f64,
    pub p10: f64,
    pub p25: f64,
    pub median: f64,
    pub p75: f64,
    pub p90: f64,
    pub max: f64,
    pub mean: f64,
    pub bins: Vec<Bin>,
}

/// Accounts whose value lies from `from` up to, not including, `to`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Bin {
    pub from: f64,
    pub to: f64,
    pub accounts: usize,
}

/// All that is known of a metric.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricDetail {
    #[serde(flatten)]
    pub row: MetricRow,
    pub definition: MetricDefinition,
    pub toml: String,
    /// Keys of the metrics that it reads.
    pub made_of: Vec<String>,
    pub uses: Vec<MetricUse>,
    /// The company's own declarations, the latest first.
    pub versions: Vec<MetricVersion>,
    pub distribution: Option<Spread>,
    /// Why it could not be computed for some account, where that happened.
    pub failure: Option<String>,
}

/// What a definition would give.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricCheck {
    pub metric: MetricInfo,
    pub definition: MetricDefinition,
    pub toml: String,
    pub distribution: Option<Spread>,
    /// The first few accounts with a value.
    pub accounts: Vec<AccountValue>,
    /// Facts must be read anew to compute it, so there is no preview.
    pub rereads: bool,
}

/// A metric of an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountValue {
    pub account_id: String,
    pub name: String,
    pub value: Option<f64>,
}

/// A metric of an account with its last half year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountTrend {
    pub account_id: String,
    pub name: String,
    pub value: Option<f64>,
    /// Difference to the value 28 days ago.
    pub change_28d: Option<f64>,
    /// The value every seventh day, the last of them today.
    pub weeks: Vec<Option<f64>>,
}

/// Some of the accounts, in the order of a metric.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MetricAccounts {
    pub total: usize,
    pub accounts: Vec<AccountTrend>,
}
