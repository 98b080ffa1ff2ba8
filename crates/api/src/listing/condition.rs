//! Conditions over accounts, such as `arr > 50000 and open_tickets > 3`.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use arrow::{array::BooleanArray, error::ArrowError};
use perennial_board::{Board, Entry};
use perennial_expr::{
    Condition, EvalError, ExprError, Function, Schema,
    ast::{Expr, ExprKind},
    parse_condition,
};
use perennial_metrics::Catalogue;
use perennial_model::{Day, Zone};

use super::columns::{self, Row};

/// So many answers are kept per snapshot.
const KEPT: usize = 32;
/// The past that every entry carries.
const CARRIED_DAYS: u32 = 28;

/// What can go wrong with a condition.
#[derive(Debug, thiserror::Error)]
pub enum ConditionError {
    #[error(transparent)]
    Text(#[from] ExprError),
    #[error("the condition could not be evaluated: {0}")]
    Rows(#[from] EvalError),
    #[error("the condition could not be evaluated: {0}")]
    Columns(#[from] ArrowError),
}

/// Conditions over one snapshot, and their answers.
pub struct Conditions {
    catalogue: Catalogue,
    schema: Schema,
    answers: Mutex<HashMap<String, Arc<BooleanArray>>>,
}

impl Conditions {
    /// Over accounts with these metrics. Days begin at midnight in `zone`.
    pub fn new(catalogue: Catalogue, zone: &Zone) -> Self {
        let named = Schema::from_arrow(&columns::schema(&catalogue)).in_zone(zone.time_zone());
        Self {
            schema: super::labels::labelled(named, &catalogue),
            catalogue,
            answers: Mutex::default(),
        }
    }

    /// The columns that a condition can name.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Reads a condition.
    ///
    /// # Errors
    /// When the text is no condition over accounts.
    pub fn read(&self, text: &str) -> Result<Condition, ConditionError> {
        Ok(parse_condition(text, &self.schema)?)
    }

    /// The metrics that it can name.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// For each entry, whether the condition holds.
    ///
    /// # Errors
    /// When the text is no condition over accounts.
    pub fn chosen(
        &self,
        board: &Board,
        entries: &[Arc<Entry>],
        text: &str,
    ) -> Result<Arc<BooleanArray>, ConditionError> {
        let kept = self.answers.lock().unwrap_or_else(PoisonError::into_inner).get(text).cloned();
        if let Some(answer) = kept {
            return Ok(answer);
        }
        let condition = self.read(text)?;
        let answer = Arc::new(match looks_back(&condition) {
            Past::None => {
                let rows: Vec<Row<'_>> = entries.iter().map(|entry| Row::now(entry)).collect();
                condition.eval(&columns::batch(&rows, &self.catalogue, &condition.columns())?)?
            }
            Past::Carried => with_carried_past(&condition, &self.catalogue, entries)?,
            Past::Any(days) => with_whole_past(&condition, &self.catalogue, board, entries, days)?,
        });
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= KEPT {
            answers.clear();
        }
        answers.insert(text.to_owned(), answer.clone());
        Ok(answer)
    }
}

/// Reads a condition over accounts with these metrics; days begin at midnight in `zone`.
///
/// # Errors
/// When the text is none.
pub fn read_condition(
    text: &str,
    metrics: &Catalogue,
    zone: &Zone,
) -> Result<Condition, ConditionError> {
    Conditions::new(metrics.clone(), zone).read(text)
}

/// How far a condition looks back.
enum Past {
    None,
    /// Exactly as far as every entry carries its past.
    Carried,
    Any(u32),
}

fn looks_back(condition: &Condition) -> Past {
    match condition.lag_days() {
        0 => Past::None,
        CARRIED_DAYS if only_lag_is_carried(condition.ast(), false) => Past::Carried,
        days => Past::Any(days),
    }
}

/// Whether each `lag` is over the carried days, and none stands within another.
fn only_lag_is_carried(expr: &Expr, within: bool) -> bool {
    let lag = match &expr.kind {
        ExprKind::Call { function: Function::Lag, args } => {
            Some(args.get(1).map(|days| &days.kind))
        }
        _ => None,
    };
    let fits = match lag {
        None => true,
        Some(Some(ExprKind::Number(days))) => !within && *days == f64::from(CARRIED_DAYS),
        Some(_) => false,
    };
    let mut all = fits;
    expr.kind
        .for_each_child(&mut |child| all &= only_lag_is_carried(child, within || lag.is_some()));
    all
}

/// Two rows for each account: 28 days ago and now.
fn with_carried_past(
    condition: &Condition,
    catalogue: &Catalogue,
    entries: &[Arc<Entry>],
) -> Result<BooleanArray, ConditionError> {
    let then = |entry: &'_ Entry| {
        entry.score.zip(entry.score_change_28d).map(|(now, change)| now - change)
    };
    let hidden_then = |entry: &'_ Entry| {
        entry.hidden.risk.zip(entry.hidden.change_28d).map(|(now, change)| now - change)
    };
    let rows: Vec<Row<'_>> = entries
        .iter()
        .flat_map(|entry| {
            let past = Row {
                day: entry.day.plus(-28),
                score: then(entry),
                band: None,
                score_change_28d: None,
                open_signals: None,
                coverage: None,
                hidden_risk: hidden_then(entry),
                red_inside: None,
                metrics: &entry.metrics_28d_ago,
                ..Row::now(entry)
            };
            [past, Row::now(entry)]
        })
        .collect();
    let answers = condition.eval(&columns::batch(&rows, catalogue, &condition.columns())?)?;
    Ok((0..entries.len()).map(|at| Some(answers.value(2 * at + 1))).collect())
}

/// Every day from `days` ago on for each account, from its whole history.
fn with_whole_past(
    condition: &Condition,
    catalogue: &Catalogue,
    board: &Board,
    entries: &[Arc<Entry>],
    days: u32,
) -> Result<BooleanArray, ConditionError> {
    let held = perennial_board::parallel::map(entries, |entry| {
        let from = entry.day.plus(-i32::try_from(days).unwrap_or(i32::MAX));
        let past = past_of(board, entry, from);
        let mut rows: Vec<Row<'_>> = past.iter().map(|one| one.row(entry)).collect();
        rows.push(Row::now(entry));
        let answers = condition.eval(&columns::batch(&rows, catalogue, &condition.columns())?)?;
        Ok(Some(answers.value(rows.len() - 1)))
    });
    held.into_iter().collect()
}

struct PastDay {
    day: Day,
    score: Option<f64>,
    change: Option<f64>,
    band: Option<String>,
    hidden_risk: Option<f64>,
    red_inside: bool,
    metrics: Vec<f64>,
}

impl PastDay {
    fn row<'a>(&'a self, entry: &'a Entry) -> Row<'a> {
        Row {
            day: self.day,
            score: self.score,
            band: self.band.as_deref(),
            score_change_28d: self.change,
            open_signals: None,
            coverage: None,
            hidden_risk: self.hidden_risk,
            red_inside: self.hidden_risk.map(|_| self.red_inside),
            metrics: &self.metrics,
            ..Row::now(entry)
        }
    }
}

fn past_of(board: &Board, entry: &Entry, from: Day) -> Vec<PastDay> {
    let Some(numbers) = board.numbers(entry.id()) else { return Vec::new() };
    let (matrix, health) = (&numbers.matrix, &numbers.health);
    let first = from.max(matrix.first());
    (first.0..entry.day.0)
        .map(Day)
        .map(|day| PastDay {
            day,
            score: health.score(day),
            change: health.change(day, 28),
            band: health.band(day).map(|band| band.key.clone()),
            hidden_risk: numbers.hidden.risk(day),
            red_inside: numbers.is_red_inside(day),
            metrics: matrix.row(day),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(text: &str) -> Option<u32> {
        let catalogue = Catalogue::built_in(&Zone::utc()).unwrap();
        let schema = Schema::from_arrow(&columns::schema(&catalogue));
        match looks_back(&parse_condition(text, &schema).unwrap()) {
            Past::None => None,
            Past::Carried => Some(28),
            Past::Any(days) => Some(1000 + days),
        }
    }

    #[test]
    fn the_carried_past_is_used_only_where_it_is_enough() {
        assert_eq!(past("arr > 5"), None);
        assert_eq!(past("arr > lag(arr, 28) or lag(arr, 28) is null"), Some(28));
        assert_eq!(past("arr > lag(arr, 28) and arr > lag(arr, 7)"), Some(1028));
        assert_eq!(past("arr > lag(lag(arr, 14), 14)"), Some(1028));
        assert_eq!(past("arr > lag(arr, 90)"), Some(1090));
    }
}
