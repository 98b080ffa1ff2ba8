//! Backtest: what was said of accounts as they stood on past days, held against what became of them.
//!
//! What always holds here:
//! - An as-of day counts only when its whole horizon has been seen: late days do not flatter, for
//!   who has not left yet is not known to stay.
//! - Nothing after an as-of day is looked at but whether the account left.
//! - Intervals come from drawing whole accounts anew, because weeks of one account are no
//!   independent proof (C. A. Field & A. H. Welsh, Bootstrapping clustered data, Journal of the
//!   Royal Statistical Society B 69, 2007).

mod calibration;
mod drawing;
mod false_alarms;
mod lives;
mod observations;
mod ranking;
mod report;
mod top;
mod warning;
pub mod words;

use perennial_model::Day;

pub use calibration::Bin;
pub use false_alarms::false_alarms;
pub use lives::{Life, lives_between, lives_by_event, lives_by_silence};
pub use report::{Estimate, Leaver, Report, Said, Share, Surprise};

use self::{
    drawing::{Draw, estimate, estimates},
    observations::Observations,
    ranking::Ranking,
    top::Top,
    warning::Warnings,
};

/// What counts as said in time, and how much is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Whoever leaves within so many days of an as-of day was to be foreseen on it.
    pub horizon_days: i32,
    /// Whoever leaves within so many days of it is not counted: too late to do anything.
    pub blackout_days: i32,
    /// How many accounts a team can call.
    pub calls: usize,
    /// How often accounts are drawn anew for an interval.
    pub draws: u32,
    /// Another seed draws otherwise.
    pub seed: u64,
    /// The last day of which it is known who was a customer.
    pub known_until: Day,
}

/// Which end of a value is the worrying one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    High,
    Low,
}

impl Risk {
    /// The value so that more is riskier.
    fn of(self, value: f64) -> f64 {
        match self {
            Self::High => value,
            Self::Low => -value,
        }
    }
}

/// What is judged: a score or a metric, of each account on each as-of day.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// Account by account, of each its as-of days; NaN where nothing was said.
    pub values: &'a [f64],
    pub risk: Risk,
    /// Values on the worrying side of this one, and not this one itself, are a warning; none where
    /// nothing tells warnings.
    pub warns_beyond: Option<f64>,
    /// Where the calibration is cut, ascending; empty for ten groups of about equal size.
    pub cuts: &'a [f64],
}

impl Judged<'_> {
    /// Whether a value warns; none where nothing was said.
    fn warns(&self, value: f64) -> Option<bool> {
        let beyond = self.warns_beyond?;
        (!value.is_nan()).then(|| self.risk.of(value) > self.risk.of(beyond))
    }
}

/// Who is judged on which days.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// As-of days, ascending.
    pub days: &'a [Day],
    /// Of each account the times as a customer, in their order.
    pub lives: &'a [Vec<Life>],
    /// Yearly revenue of each account on each as-of day, laid out like the values; NaN for none.
    pub revenue: &'a [f64],
}

impl Past<'_> {
    fn place(&self, account: usize, day: usize) -> usize {
        account * self.days.len() + day
    }

    /// The last as-of day up to a day.
    fn last_up_to(&self, day: Day) -> Option<usize> {
        self.days.partition_point(|known| *known <= day).checked_sub(1)
    }
}

/// The value beyond which the riskiest fifth of all that was said of customers lies; none where
/// nothing was said.
pub fn riskiest_fifth(past: &Past<'_>, values: &[f64], risk: Risk) -> Option<f64> {
    let mut risks = Vec::new();
    for (account, lives) in past.lives.iter().enumerate() {
        for (place, day) in past.days.iter().enumerate() {
            let value = values[past.place(account, place)];
            if !value.is_nan() && lives.iter().any(|life| life.holds(*day)) {
                risks.push(risk.of(value));
            }
        }
    }
    let place = risks.len() * 4 / 5;
    let at = place.min(risks.len().checked_sub(1)?);
    let (_, beyond, _) = risks.select_nth_unstable_by(at, f64::total_cmp);
    Some(risk.of(*beyond))
}

/// Holds what was said against what happened. Everything is the same for the same input.
pub fn backtest(past: &Past<'_>, judged: &Judged<'_>, settings: &Settings) -> Report {
    let observations = Observations::new(past, judged, settings);
    let ranking = Ranking::new(&observations);
    let top = Top::new(&observations, settings.calls);
    let warnings = Warnings::new(past, judged, settings);
    let draw = Draw::new(past.lives.len(), settings);
    let [roc_auc, pr_auc] = estimates(&draw, |weights| ranking.areas(weights));
    Report {
        n: observations.list.len() as u64,
        positives: observations.positives(),
        accounts: observations.accounts,
        as_of_days: top.days(),
        left: warnings.left(),
        unwarned: warnings.unwarned(),
        base_rate: observations.base_rate(),
        roc_auc,
        pr_auc,
        precision_at_k: estimate(&draw, |weights| top.precision(weights)),
        calls_that_left: top.found(),
        median_warning_days: estimate(&draw, |weights| warnings.median_days(weights)),
        surprise_churn: [30, 60, 90].map(|days| Surprise {
            days,
            by_count: estimate(&draw, |weights| warnings.surprise(days, weights, |_| 1.0)),
            by_revenue: estimate(&draw, |weights| warnings.surprise(days, weights, |at| at)),
            n: warnings.judged_before(days),
        }),
        calibration: calibration::bins(&observations, judged.risk, judged.cuts),
        roc: ranking.roc(),
        precision_recall: ranking.precision_recall(),
        leavers: warnings.told(),
    }
}
