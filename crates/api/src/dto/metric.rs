//! Metrics: the catalogue and an account's values.

use perennial_metrics::{self as metrics, Metric};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
        Usage, Goals, Consumption, Onboarding, Support, Surveys, Relationship, Money, Advocacy,
        Learning, Own,
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
