//! What another scorecard would change: today's scores, and how it would have done.

use std::sync::{Arc, PoisonError};

use perennial_health::Scorecard;
use perennial_health::backtest::Report;
use perennial_metrics::MetricsError;

use super::panel::Seen;
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
        let before = self.judged(self.scorecard())?;
        let after = self.judged(card)?;
        // The last as-of day is today.
        let today = |of: &JudgedCard, account: usize| {
            let place = ((account + 1) * of.days).checked_sub(1)?;
            of.scores.get(place).copied().filter(|score| !score.is_nan())
        };
        let accounts = before.panel.iter().enumerate().map(|(place, seen)| Previewed {
            entry: seen.entry.clone(),
            before: today(&before, place),
            after: today(&after, place),
        });
        Ok(Preview {
            accounts: accounts.collect(),
            before: before.report.clone(),
            after: after.report.clone(),
        })
    }

    /// A scorecard's scores and how it did, from what is known where nothing has changed since: while
    /// somebody edits, the one in use is asked for again and again.
    fn judged(&self, card: Arc<Scorecard>) -> Result<Arc<JudgedCard>, MetricsError> {
        let judge = Judge::Scorecard(card.clone());
        let question = Question { draws: DRAWS, ..Question::about(judge) };
        let prepared = self.prepare(&question)?;
        let lock = || self.panels().judged.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().as_ref().filter(|known| known.is_of(&card, &prepared.panel)) {
            return Ok(known.clone());
        }
        let asked = self.asked(&question.judge, &prepared);
        let report = prepared.judge(&asked, &question.judge);
        let days = prepared.lens.days.len();
        let is_in_use = Arc::ptr_eq(&card, &self.scorecard());
        let judged = JudgedCard { card, days, panel: prepared.panel, scores: asked.values, report };
        let judged = Arc::new(judged);
        if is_in_use {
            *lock() = Some(judged.clone());
        }
        Ok(judged)
    }
}

/// A scorecard's scores of every account on every as-of day, and how it did.
#[derive(Debug)]
pub(super) struct JudgedCard {
    card: Arc<Scorecard>,
    /// How many as-of days.
    days: usize,
    panel: Vec<Arc<Seen>>,
    scores: Vec<f64>,
    report: Report,
}

impl JudgedCard {
    fn is_of(&self, card: &Arc<Scorecard>, panel: &[Arc<Seen>]) -> bool {
        Arc::ptr_eq(&self.card, card)
            && self.panel.len() == panel.len()
            && self.panel.iter().zip(panel).all(|(a, b)| Arc::ptr_eq(a, b))
    }
}
