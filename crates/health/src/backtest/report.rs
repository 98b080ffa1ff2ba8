//! What a backtest comes to.

use serde::Serialize;

use super::Bin;

/// A figure with its 95 % interval; nothing where it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Estimate {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// So many of so many. Not always whole: of equals that cannot all be chosen each counts in part.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Share {
    pub of: f64,
    pub are: f64,
}

/// Who left, and had looked well so many days before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Surprise {
    pub days: i32,
    /// The share of those who left.
    pub by_count: Estimate,
    /// The share of their revenue.
    pub by_revenue: Estimate,
    /// Of how many who left something was said then.
    pub n: u64,
}

/// How what was said compares with what happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Accounts times as-of days of which something was said.
    pub n: u64,
    /// Those after which the account left within the horizon.
    pub positives: u64,
    pub accounts: u64,
    /// Accounts that left and of which something was said before.
    pub left: u64,
    pub roc_auc: Estimate,
    pub pr_auc: Estimate,
    /// Of the riskiest accounts that a team can call on an as-of day: the share that left.
    pub precision_at_k: Estimate,
    /// The same over all as-of days.
    pub calls_that_left: Share,
    pub median_warning_days: Estimate,
    pub surprise_churn: [Surprise; 3],
    pub calibration: Vec<Bin>,
}
