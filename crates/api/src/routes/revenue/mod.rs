//! Recurring revenue: figures, the accounts behind them, renewals, and how it is counted.

pub mod account;
pub mod accounts;
pub mod call;
pub mod cohorts;
pub mod figures;
pub mod file;
pub mod forecast;
pub mod ledger;
pub mod lifetime;
pub mod mend;
pub mod rates;
pub mod renewals;
pub mod settings;
pub mod simulate;

use perennial_model::Day;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Problem,
    as_of::View,
    revenue::{Book, Parts, Question, Words},
    segments::aside,
};

/// Which days and which accounts.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RevenueQuery {
    /// First day, `YYYY-MM-DD`; without it the first of the month eleven months before the last day.
    from: Option<String>,
    /// First day that is not in it; tomorrow without it.
    to: Option<String>,
    /// Split by `month`, `quarter`, `plan`, `segment` or `owner`.
    by: Option<String>,
    /// Key of a segment: only accounts that were in it when the period opened.
    segment: Option<String>,
    /// E-mail address: only accounts of this teammate; empty for accounts that are nobody's.
    owner: Option<String>,
    /// Only accounts whose largest line had this plan when the period opened.
    plan: Option<String>,
    /// Only what is priced in this currency, unconverted.
    currency: Option<String>,
    /// `last` converts all at the rates of the last day, `each` each period at its own, a day
    /// (`YYYY-MM-DD`) all at its.
    rates: Option<String>,
}

impl RevenueQuery {
    /// # Errors
    /// 400 with the name of the parameter.
    fn read(self, today: Day) -> Result<Question, Problem> {
        let words = Words {
            from: self.from,
            to: self.to,
            by: self.by,
            segment: self.segment.filter(|key| !key.is_empty()),
            owner: self.owner,
            plan: self.plan,
            currency: self.currency.filter(|code| !code.is_empty()),
            rates: self.rates,
        };
        Ok(Question::read(words, today)?)
    }
}

/// Answers a question from the book, beside the async threads.
async fn answer<R: Send + 'static>(
    state: &View,
    question: Question,
    work: impl FnOnce(&View, Book, Question) -> Result<R, Problem> + Send + 'static,
) -> Result<R, Problem> {
    let parts = Parts::of(&state.board, &question).await?;
    let state = state.clone();
    aside(move || {
        let book = parts.book(&state.board, &state.snapshot(), &state.lenses.pasts)?;
        work(&state, book, question)
    })
    .await
}
