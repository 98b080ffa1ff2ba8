//! What a backtest comes to.

use perennial_model::Day;
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
    /// The share of their revenue then.
    pub by_revenue: Estimate,
    /// Of how many who left something was said then.
    pub n: u64,
}

/// What was said of an account so many days before it left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    pub days: i32,
    pub value: f64,
    /// None where nothing tells warnings.
    pub warned: Option<bool>,
    /// Yearly revenue then; NaN for none.
    pub revenue: f64,
}

/// One that left, and what was said before.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaver {
    /// Its place among the accounts.
    pub account: usize,
    /// The first day as a customer no more.
    pub left_on: Day,
    /// Days from the first of the warnings that did not end before it left; 0 without one, none
    /// where nothing was said in the last two weeks.
    pub warned_days: Option<i32>,
    /// 30, 60 and 90 days before; nothing where nothing was said then.
    pub said: [Option<Said>; 3],
}

/// How what was said compares with what happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Accounts times as-of days of which something was said.
    pub n: u64,
    /// Those after which the account left within the horizon.
    pub positives: u64,
    pub accounts: u64,
    /// As-of days on which something was said of anybody.
    pub as_of_days: u64,
    /// Accounts that left and of which something was said before.
    pub left: u64,
    /// Those of them that were not under warning when they left.
    pub unwarned: u64,
    /// The share of `n` that the positives are.
    pub base_rate: Option<f64>,
    pub roc_auc: Estimate,
    pub pr_auc: Estimate,
    /// Of the riskiest accounts that a team can call on an as-of day: the share that left.
    pub precision_at_k: Estimate,
    /// The same over all as-of days.
    pub calls_that_left: Share,
    pub median_warning_days: Estimate,
    pub surprise_churn: [Surprise; 3],
    pub calibration: Vec<Bin>,
    /// False and true positive rate at ever lower thresholds, thinned to what a plot can show.
    pub roc: Vec<[f64; 2]>,
    /// Recall and precision at ever lower thresholds, thinned likewise.
    pub precision_recall: Vec<[f64; 2]>,
    /// Those who left, and of whom something was said, in the order of accounts.
    #[serde(skip)]
    pub leavers: Vec<Leaver>,
}
