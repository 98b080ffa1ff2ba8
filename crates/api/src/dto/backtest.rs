//! What a scorecard or a metric said, held against what happened.

use perennial_board::backtest as board;
use perennial_health::backtest as health;
use perennial_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Date, MetricUnit, Money};

/// What a scorecard or a metric said of every account on past days, held against who then left.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Backtest {
    pub judged: BacktestJudged,
    pub settings: BacktestSettings,
    /// Accounts times as-of days of which something was said.
    pub n: u64,
    /// Those after which the account left within the horizon.
    pub positives: u64,
    /// The share of `n` that they are.
    pub base_rate: Option<f64>,
    pub accounts: u64,
    /// Accounts that left, and of which something was said before.
    pub left: u64,
    /// Those of them that were not under warning when they left.
    pub unwarned: u64,
    /// The chance that an account that left was ranked above one that stayed.
    pub roc_auc: Estimate,
    /// Average precision.
    pub pr_auc: Estimate,
    /// Of the riskiest accounts that a team can call on an as-of day: the share that left.
    pub precision_at_k: Estimate,
    /// The same, counted over all as-of days.
    pub calls_that_left: ShareOf,
    /// From the first warning that held until the account left.
    pub median_warning_days: Estimate,
    pub surprise_churn: Vec<Surprise>,
    pub calibration: Vec<CalibrationBin>,
    /// False and true positive rate at ever lower thresholds.
    pub roc: Vec<[f64; 2]>,
    /// Recall and precision at ever lower thresholds.
    pub precision_recall: Vec<[f64; 2]>,
    pub baselines: Vec<BacktestBaseline>,
    /// How often those who stayed were under warning; empty where nothing tells warnings.
    pub false_alarms: Vec<FalseAlarms>,
    /// Why there is nothing to judge, where there is not.
    pub nothing: Option<NothingToJudge>,
    /// It all in sentences, the most telling first.
    pub words: Vec<String>,
    /// What to bear in mind.
    pub notes: Vec<String>,
    /// Those who left, the latest first; at most 200.
    pub leavers: Vec<Leaver>,
    pub leavers_in_all: u64,
}

mirror! {
    /// Why there is nothing to judge: nobody was a customer in the sense of the question; nobody left;
    /// no as-of day has its whole horizon after it; nobody left within one.
    NothingToJudge of board::Nothing {
        NoCustomers, NobodyLeft, HorizonTooLong, NoneWithinHorizon,
    }
}

/// What was judged.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BacktestJudged {
    pub kind: JudgedKind,
    /// Of a metric.
    pub key: Option<String>,
    pub name: String,
    /// Of a metric.
    pub unit: Option<MetricUnit>,
    pub risk: RiskySide,
    /// Values on the risky side of this one are a warning.
    pub warns_beyond: Option<f64>,
    /// What counts as a warning, in words.
    pub warning: String,
}

/// What can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JudgedKind {
    Scorecard,
    HiddenRisk,
    Metric,
}

/// Days on which accounts were judged that did not leave within the horizon.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FalseAlarms {
    /// `all`, `year_end`, `small` or `new`.
    pub key: String,
    pub name: String,
    /// So many of them.
    pub days: f64,
    /// Those under warning.
    pub warned: f64,
    /// `warned / days`.
    pub rate: Option<f64>,
}

impl From<&board::FalseAlarms> for FalseAlarms {
    fn from(one: &board::FalseAlarms) -> Self {
        Self {
            key: one.key.to_owned(),
            name: one.name.to_owned(),
            days: one.share.of,
            warned: one.share.are,
            rate: one.rate(),
        }
    }
}

/// Which end of the values is the worrying one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RiskySide {
    Low,
    High,
}

/// How it was judged.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BacktestSettings {
    pub horizon_days: i32,
    pub blackout_days: i32,
    pub every_days: i32,
    /// `subscription`; `silence:180d` for so many days; `event:NAME` for facts of that name.
    pub churn: String,
    /// Accounts that the team can call on each as-of day.
    pub calls: u32,
    /// How many as-of days were judged.
    pub as_of_days: u32,
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// How often accounts were drawn anew for the intervals.
    pub draws: u32,
}

/// A figure with its 95 % interval, by drawing whole accounts anew.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Estimate {
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// So many of so many; not always whole, for of equals that cannot all be chosen each counts in
/// part.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct ShareOf {
    pub of: f64,
    pub are: f64,
}

/// Who left, and had looked well so many days before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Surprise {
    pub days: i32,
    /// The share of those who left.
    pub by_count: Estimate,
    /// The share of their revenue then.
    pub by_revenue: Estimate,
    /// Of how many who left something was said then.
    pub n: u64,
}

/// How often accounts left, by what was said of them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CalibrationBin {
    /// The least and the greatest value in it.
    pub from: f64,
    pub to: f64,
    pub n: u64,
    pub left: u64,
    /// The share that left within the horizon, with its interval.
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// A plain measure judged likewise.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BacktestBaseline {
    pub key: String,
    pub name: String,
    pub roc_auc: Estimate,
    pub pr_auc: Estimate,
    pub precision_at_k: Estimate,
    pub calls_that_left: ShareOf,
}

/// One that left, and what was said of it before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Leaver {
    pub account_id: String,
    pub name: String,
    /// The first day as a customer no more.
    pub left_on: Date,
    /// What it had paid when last something was said of it.
    pub arr: Option<Money>,
    /// Days from the first warning that held until it left; 0 without one, nothing where nothing
    /// was said of it.
    pub warned_days: Option<i32>,
    /// 90, 60 and 30 days before.
    pub said: Vec<SaidBefore>,
}

/// What was said so many days before.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SaidBefore {
    pub days: i32,
    pub value: Option<f64>,
    pub warned: Option<bool>,
}

/// So many of those who left are listed.
const MOST_LEAVERS: usize = 200;
/// The days before at which is looked, the earliest first.
const BEFORE: [i32; 3] = [90, 60, 30];

impl Backtest {
    /// What came of a question.
    pub fn of(test: &board::Backtest, question: &board::Question) -> Self {
        let report = &test.report;
        let mut left: Vec<&health::Leaver> = report.leavers.iter().collect();
        left.sort_by_key(|one| std::cmp::Reverse(one.left_on));
        Self {
            judged: BacktestJudged::of(test, question),
            settings: BacktestSettings {
                horizon_days: test.settings.horizon_days,
                blackout_days: test.settings.blackout_days,
                every_days: question.every_days,
                churn: test.churn.to_string(),
                calls: u32::try_from(test.settings.calls).unwrap_or(u32::MAX),
                as_of_days: u32::try_from(test.as_of_days.len()).unwrap_or(u32::MAX),
                first: test.as_of_days.first().copied().map(Date),
                last: test.as_of_days.last().copied().map(Date),
                draws: test.settings.draws,
            },
            n: report.n,
            positives: report.positives,
            base_rate: report.base_rate,
            accounts: report.accounts,
            left: report.left,
            unwarned: report.unwarned,
            roc_auc: report.roc_auc.into(),
            pr_auc: report.pr_auc.into(),
            precision_at_k: report.precision_at_k.into(),
            calls_that_left: report.calls_that_left.into(),
            median_warning_days: report.median_warning_days.into(),
            surprise_churn: report.surprise_churn.iter().map(Surprise::from).collect(),
            calibration: report.calibration.iter().map(CalibrationBin::from).collect(),
            roc: report.roc.clone(),
            precision_recall: report.precision_recall.clone(),
            baselines: test.baselines.iter().map(BacktestBaseline::from).collect(),
            false_alarms: test.false_alarms.iter().map(FalseAlarms::from).collect(),
            nothing: test.nothing.map(NothingToJudge::from),
            words: test.words.clone(),
            notes: test.notes.clone(),
            leavers_in_all: left.len() as u64,
            leavers: left.iter().take(MOST_LEAVERS).filter_map(|one| leaver(test, one)).collect(),
        }
    }
}

impl BacktestJudged {
    fn of(test: &board::Backtest, question: &board::Question) -> Self {
        let (kind, key) = match &question.judge {
            board::Judge::Scorecards(_, key) => (JudgedKind::Scorecard, key.clone()),
            board::Judge::Hidden(_) => (JudgedKind::HiddenRisk, None),
            board::Judge::Metric(key) => (JudgedKind::Metric, Some(key.clone())),
        };
        let risk = match test.risk {
            health::Risk::Low => RiskySide::Low,
            health::Risk::High => RiskySide::High,
        };
        Self {
            kind,
            key,
            name: test.name.clone(),
            unit: test.unit.map(Into::into),
            risk,
            warns_beyond: test.warns_beyond,
            warning: test.warning.clone(),
        }
    }
}

fn leaver(test: &board::Backtest, of: &health::Leaver) -> Option<Leaver> {
    let account = &test.accounts.get(of.account)?.account;
    let said = |days: i32| of.said.iter().flatten().find(|said| said.days == days);
    let paid = [30, 60, 90].into_iter().find_map(|days| said(days).map(|said| said.revenue));
    Some(Leaver {
        account_id: account.account_id.as_str().to_owned(),
        name: account.name.clone(),
        left_on: Date(of.left_on),
        arr: paid.and_then(|paid| money(paid, test.currency)),
        warned_days: of.warned_days,
        said: BEFORE
            .map(|days| SaidBefore {
                days,
                value: said(days).map(|said| said.value),
                warned: said(days).and_then(|said| said.warned),
            })
            .to_vec(),
    })
}

/// An amount in major units as metrics have it.
#[allow(clippy::cast_possible_truncation)] // money stays far below 2^63 cents
fn money(major: f64, currency: model::Currency) -> Option<Money> {
    let scale = 10_f64.powi(i32::try_from(currency.decimals()).ok()?);
    (!major.is_nan()).then(|| Money { minor: (major * scale).round() as i64, currency })
}

impl From<health::Estimate> for Estimate {
    fn from(of: health::Estimate) -> Self {
        Self { value: of.value, low: of.low, high: of.high }
    }
}

impl From<health::Share> for ShareOf {
    fn from(share: health::Share) -> Self {
        Self { of: share.of, are: share.are }
    }
}

impl From<&health::Surprise> for Surprise {
    fn from(of: &health::Surprise) -> Self {
        let (by_count, by_revenue) = (of.by_count.into(), of.by_revenue.into());
        Self { days: of.days, by_count, by_revenue, n: of.n }
    }
}

impl From<&health::Bin> for CalibrationBin {
    fn from(bin: &health::Bin) -> Self {
        let health::Bin { from, to, n, left, share, low, high } = *bin;
        Self { from, to, n, left, share, low, high }
    }
}

impl From<&board::Baseline> for BacktestBaseline {
    fn from(one: &board::Baseline) -> Self {
        Self {
            key: one.key.to_owned(),
            name: one.name.to_owned(),
            roc_auc: one.report.roc_auc.into(),
            pr_auc: one.report.pr_auc.into(),
            precision_at_k: one.report.precision_at_k.into(),
            calls_that_left: one.report.calls_that_left.into(),
        }
    }
}
