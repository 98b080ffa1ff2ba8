//! What another scorecard would change: today's scores, and how it would have done.

use std::sync::{Arc, PoisonError};

use perennial_health::Scorecards;
use perennial_health::backtest::Report;
use perennial_metrics::MetricsError;

use super::panel::Seen;
use super::{Asked, Judge, Prepared, Question};
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
    /// Holds scorecards against those in use. Only the accounts are looked at that the scorecard of
    /// this key scores now or would score then. Where only weights, curves, limits, bands and what is
    /// made of missing values differ, nothing is read anew. Call it beside the async threads.
    ///
    /// # Errors
    /// When one names a metric that does not exist.
    pub fn preview(&self, cards: Arc<Scorecards>, key: &str) -> Result<Preview, MetricsError> {
        let before = self.judged(self.scorecards())?;
        let after = self.judged(cards)?;
        let all = 0..before.prepared.panel.len().min(after.prepared.panel.len());
        let is_touched = |at: &usize| before.is_scored_by(*at, key) || after.is_scored_by(*at, key);
        let touched: Vec<usize> = all.filter(is_touched).collect();
        let accounts = touched.iter().map(|at| Previewed {
            entry: before.prepared.panel[*at].entry.clone(),
            before: before.today(*at),
            after: after.today(*at),
        });
        Ok(Preview {
            accounts: accounts.collect(),
            before: before.report_on(&touched),
            after: after.report_on(&touched),
        })
    }

    /// Scorecards' scores and how they did, from what is known where nothing has changed since: while
    /// somebody edits, those in use are asked for again and again.
    fn judged(&self, cards: Arc<Scorecards>) -> Result<Arc<JudgedCards>, MetricsError> {
        let judge = Judge::Scorecards(cards.clone(), None);
        let question = Question { draws: DRAWS, ..Question::about(judge) };
        let prepared = self.prepare(&question)?;
        let lock = || self.panels().judged.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().as_ref().filter(|known| known.is_of(&cards, &prepared.panel)) {
            return Ok(known.clone());
        }
        let asked = self.asked(&question.judge, &prepared);
        let report = prepared.judge(&asked, &question.judge);
        let is_in_use = Arc::ptr_eq(&cards, &self.scorecards());
        let judged =
            Arc::new(JudgedCards { judge: question.judge, cards, prepared, asked, report });
        if is_in_use {
            *lock() = Some(judged.clone());
        }
        Ok(judged)
    }
}

/// Scorecards' scores of every account on every as-of day, and how they did.
pub(super) struct JudgedCards {
    cards: Arc<Scorecards>,
    judge: Judge,
    prepared: Prepared,
    asked: Asked,
    report: Report,
}

impl JudgedCards {
    fn is_of(&self, cards: &Arc<Scorecards>, panel: &[Arc<Seen>]) -> bool {
        let own = &self.prepared.panel;
        Arc::ptr_eq(&self.cards, cards)
            && own.len() == panel.len()
            && own.iter().zip(panel).all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// Whether the scorecard of a key scores an account.
    fn is_scored_by(&self, account: usize, key: &str) -> bool {
        self.cards.at(self.prepared.panel[account].place).key == key
    }

    /// An account's score today, which is the last as-of day.
    fn today(&self, account: usize) -> Option<f64> {
        let place = ((account + 1) * self.prepared.lens.days.len()).checked_sub(1)?;
        self.asked.values.get(place).copied().filter(|score| !score.is_nan())
    }

    /// How they did on some of the accounts.
    fn report_on(&self, accounts: &[usize]) -> Report {
        if accounts.len() == self.prepared.panel.len() {
            return self.report.clone();
        }
        let some = self.prepared.only(accounts);
        let days = self.prepared.lens.days.len();
        let rows = accounts.iter().flat_map(|at| at * days..(at + 1) * days);
        let values = rows.map(|row| self.asked.values[row]).collect();
        some.judge(&Asked { values, ..self.asked.clone() }, &self.judge)
    }
}
