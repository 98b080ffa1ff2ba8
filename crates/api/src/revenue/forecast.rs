//! What the terms of each quarter will come to, and what was forecast of past ones.

use std::collections::HashMap;

use perennial_board::Board;
use perennial_metrics::MetricsError;
use perennial_model::{AccountId, Day, Expects};
use perennial_revenue::{Forecast, OpenTerm, Outcome, PastTerm, Period, Renewal, forecast};

use super::{Book, Question, month_of};

/// So many draws make a range.
const DRAWS: usize = 1000;
/// How an account looked is read so long before its term ended.
const LOOKED_DAYS: i32 = 90;
/// So many past quarters are forecast, as it could have been done then.
const PAST_QUARTERS: i32 = 4;
/// Terms that ended so long ago teach nothing any more.
const LEARN_MONTHS: i32 = 36;

/// A quarter's terms and what they will come to.
#[derive(Debug, Clone)]
pub struct QuarterForecast {
    pub period: Period,
    pub terms: usize,
    pub told: Forecast,
    /// What was kept of it, where all of its terms are decided.
    pub came: Option<f64>,
    /// Terms that it was learnt from.
    pub learnt_from: usize,
}

/// What is known of one term for a forecast.
struct Term {
    account: usize,
    /// By its length: about a month, up to three quarters, longer.
    kind: usize,
    day: Day,
    acv: f64,
    acv_after: f64,
    outcome: Outcome,
    /// When it stopped being open, about.
    decided: Day,
    calls: Vec<(Day, Expects, Option<f64>)>,
}

impl Term {
    /// What the team said of it last, up to a day.
    fn call(&self, until: Day) -> Option<&(Day, Expects, Option<f64>)> {
        self.calls.iter().rfind(|(day, ..)| *day <= until)
    }

    /// Whether it was known, and neither renewed nor lost, at the start of a quarter.
    fn was_open(&self, quarter: Period) -> bool {
        quarter.holds(self.day) && self.decided >= quarter.from
    }
}

impl Book {
    /// The next quarters' terms, and past quarters as they could have been forecast when they began:
    /// with what was known then, by today's rules. Takes a while the first time.
    ///
    /// # Errors
    /// When a scorecard in use names a metric that does not exist.
    pub fn forecast(
        &self,
        board: &Board,
        question: &Question,
        quarters: i32,
    ) -> Result<Vec<QuarterForecast>, MetricsError> {
        let today = board.today();
        let this = month_of(today, -((i32::from(today.to_date().month()) - 1) % 3));
        let terms = self.terms_of(question, month_of(this, -LEARN_MONTHS - 3 * PAST_QUARTERS));
        let looks = Looks::read(board, this, today)?;
        let quarter =
            |n: i32| Period { from: month_of(this, 3 * n), to: month_of(this, 3 * n + 3) };
        let told = |n: i32| {
            let period = quarter(n);
            let now = if n < 0 { period.opening() } else { today };
            self.quarter(&terms, &looks, period, now)
        };
        Ok((-PAST_QUARTERS..quarters).map(told).collect())
    }

    fn quarter(&self, terms: &[Term], looks: &Looks, period: Period, now: Day) -> QuarterForecast {
        let id = |term: &Term| &self.traits.ids[term.account];
        let learnt: Vec<PastTerm> = terms
            .iter()
            .filter(|term| term.outcome != Outcome::Open && term.decided <= now && term.day <= now)
            .filter(|term| term.day >= month_of(now, -LEARN_MONTHS))
            .map(|term| PastTerm {
                kind: term.kind,
                looked: looks.of(id(term), term.day.plus(-LOOKED_DAYS)),
                expects: term.call(term.day.plus(-1)).map(|(_, expects, _)| *expects),
                kept: term.outcome.is_kept(),
                after: if term.acv > 0.0 { term.acv_after / term.acv } else { 1.0 },
            })
            .collect();
        let is_past = !period.holds(now);
        let up: Vec<&Term> = terms
            .iter()
            .filter(|term| period.holds(term.day))
            .filter(|term| if is_past { term.was_open(period) } else { term.decided > now })
            .collect();
        let open: Vec<OpenTerm> = up
            .iter()
            .map(|term| {
                let call = term.call(now);
                OpenTerm {
                    account: term.account,
                    kind: term.kind,
                    looks: looks.of(id(term), now),
                    expects: call.map(|(_, expects, _)| *expects),
                    acv: term.acv,
                    acv_expected: call.and_then(|(.., acv)| *acv),
                }
            })
            .collect();
        let is_decided = up.iter().all(|term| term.outcome != Outcome::Open);
        let kept = up.iter().filter(|term| term.outcome.is_kept());
        QuarterForecast {
            period,
            terms: up.len(),
            told: forecast(&open, &learnt, DRAWS, 1),
            came: (is_decided && period.to <= self.inputs.today.plus(1))
                .then(|| kept.map(|term| term.acv_after).sum()),
            learnt_from: learnt.len(),
        }
    }

    /// Every term since a day, in major units of the reporting currency a year.
    fn terms_of(&self, question: &Question, since: Day) -> Vec<Term> {
        let mut all = Vec::new();
        self.each_term(question, |account, one: &Renewal<'_>, convert| {
            let Some(acv) = convert(one.mrr).map(|monthly| monthly * 12.0) else { return };
            if one.day < since {
                return;
            }
            let after = one.mrr_after.and_then(convert).map_or(0.0, |monthly| monthly * 12.0);
            let calls = self.calls_of(one).iter().map(|call| {
                let acv = call.mrr.and_then(|mrr| convert(mrr.minor)).map(|monthly| monthly * 12.0);
                (self.zone.day_of(call.made_at), call.expects, acv)
            });
            all.push(Term {
                account,
                kind: kind(one.day.0 - one.began.0),
                day: one.day,
                acv,
                acv_after: after,
                outcome: one.outcome,
                decided: match one.outcome {
                    Outcome::Open => Day(i32::MAX),
                    Outcome::Lost => one.lost_on.unwrap_or(one.day),
                    _ => one.day,
                },
                calls: calls.collect(),
            });
        });
        all
    }
}

/// Terms of about a month, of up to three quarters, and longer ones are kept unlike often.
fn kind(days: i32) -> usize {
    match days {
        ..=62 => 0,
        63..=275 => 1,
        _ => 2,
    }
}

/// How accounts looked: a number for each band, at the start of each month.
struct Looks {
    days: Vec<Day>,
    by_account: HashMap<AccountId, Vec<usize>>,
}

impl Looks {
    fn read(board: &Board, this: Day, today: Day) -> Result<Self, MetricsError> {
        let months = -(LEARN_MONTHS + 3 * PAST_QUARTERS + 4)..=2;
        let mut days: Vec<Day> =
            months.map(|n| month_of(this, n).plus(-1)).filter(|day| *day < today).collect();
        days.push(today);
        let keys: Vec<String> =
            board.scorecards().bands().iter().map(|band| band.key.clone()).collect();
        let number = |band: &Option<String>| {
            let place = band.as_ref().and_then(|band| keys.iter().position(|key| key == band));
            place.map_or(0, |place| place + 1)
        };
        let bands = board.bands_on(&days)?;
        let by_account =
            bands.iter().map(|(id, bands)| (id.clone(), bands.iter().map(number).collect()));
        Ok(Self { by_account: by_account.collect(), days })
    }

    /// How an account looked on the last of the days that is not after this one; 0 where there was no
    /// score.
    fn of(&self, id: &AccountId, day: Day) -> usize {
        let at = self.days.partition_point(|known| *known <= day);
        let looked = at.checked_sub(1).and_then(|at| self.by_account.get(id)?.get(at));
        looked.copied().unwrap_or(0)
    }
}
