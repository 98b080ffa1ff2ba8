//! What another scorecard would change: today's scores, and how it would have done.

use std::sync::Arc;

use perennial_health::Scorecard;
use perennial_health::backtest::Report;
use perennial_metrics::MetricsError;

use super::{Judge, Question};
use crate::Board;
use crate::entry::Entry;

/// Two scorecards beside each other.
#[derive(Debug)]
pub struct Preview {
    /// By name.
    pub accounts: Vec<Previewed>,
    pub before: Report,
    pub after: Report,
}

/// An account's scores today.
#[derive(Debug, Clone)]
pub struct Previewed {
    pub entry: Arc<Entry>,
    pub before: Option<f64>,
    pub after: Option<f64>,
}

/// Fewer draws than a backtest of its own has: this is looked at while somebody edits.
const DRAWS: u32 = 100;

impl Board {
    /// Holds a scorecard against the one in use. Where only weights, curves, bands and what is made of
    /// missing values differ, nothing is read anew. Call it beside the async threads.
    ///
    /// # Errors
    /// When it names a metric that does not exist.
    pub fn preview(&self, card: Arc<Scorecard>) -> Result<Preview, MetricsError> {
        let judged = |card| {
            let question = Question { draws: DRAWS, ..Question::about(Judge::Scorecard(card)) };
            let prepared = self.prepare(&question)?;
            let asked = self.asked(&question.judge, &prepared);
            let report = prepared.judge(&asked, &question.judge);
            Ok::<_, MetricsError>((prepared, asked, report))
        };
        let (panel, old, before) = judged(self.scorecard())?;
        let (_, new, after) = judged(card)?;
        let days = panel.lens.days.len();
        // The last as-of day is today.
        let today = |values: &[f64], account: usize| {
            let value = values.get((account + 1) * days - 1).copied();
            value.filter(|value| !value.is_nan())
        };
        let accounts = panel.panel.iter().enumerate().map(|(place, seen)| Previewed {
            entry: seen.entry.clone(),
            before: (days > 0).then(|| today(&old.values, place)).flatten(),
            after: (days > 0).then(|| today(&new.values, place)).flatten(),
        });
        Ok(Preview { accounts: accounts.collect(), before, after })
    }
}
