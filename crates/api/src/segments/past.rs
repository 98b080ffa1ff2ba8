//! Who was in a segment on each past day, worked out from the accounts' histories.
//!
//! Nothing of it is stored. What was worked out for an account is used again until its entry is
//! another, so that a change costs the accounts that it touches.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use perennial_board::{Board, Entry, Numbers};
use perennial_expr::Condition;
use perennial_health::{HealthHistory, HiddenHistory};
use perennial_metrics::Catalogue;
use perennial_model::{AccountId, Day};

use super::{
    spells::{self, Spell},
    steps::Steps,
    tenure::Tenure,
};
use crate::listing::{ColumnKind, ConditionError, Row, asks_for_former, batch, label};

/// So many days are looked back at, today included.
pub const MOST_DAYS: u16 = 730;

/// So many conditions are remembered of an account; beyond that those not asked for are forgotten.
const MOST_CONDITIONS: usize = 200;

/// The key of the metric that money is summed from.
const ARR: &str = "arr";

/// One account's past under some conditions.
pub struct AccountPast {
    pub entry: Arc<Entry>,
    pub arr: Arc<Steps>,
    /// For each condition asked for, in their order.
    pub spells: Vec<Arc<[Spell]>>,
}

/// What was worked out, account by account.
#[derive(Default)]
pub struct Pasts {
    kept: Mutex<HashMap<AccountId, Kept>>,
}

struct Kept {
    entry: Arc<Entry>,
    arr: Arc<Steps>,
    by_condition: HashMap<String, Arc<[Spell]>>,
}

impl Kept {
    fn new(entry: &Arc<Entry>) -> Self {
        Self { entry: entry.clone(), arr: Arc::default(), by_condition: HashMap::new() }
    }

    fn is_of(&self, entry: &Arc<Entry>) -> bool {
        Arc::ptr_eq(&self.entry, entry)
    }

    fn knows(&self, condition: &Condition) -> bool {
        self.by_condition.contains_key(condition.text())
    }
}

impl Pasts {
    /// The past of each of these entries under all of these conditions: one pass over an account's
    /// history serves every condition that is not known of it yet.
    ///
    /// Takes a while the first time: call it beside the async threads.
    ///
    /// # Errors
    /// When the rows cannot be evaluated.
    pub fn of(
        &self,
        board: &Board,
        entries: &[Arc<Entry>],
        conditions: &[Condition],
    ) -> Result<Vec<AccountPast>, ConditionError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut unknown: Vec<(&Arc<Entry>, Vec<&Condition>)> = Vec::new();
        for entry in entries {
            let known = kept.get(entry.id()).filter(|one| one.is_of(entry));
            let wanted =
                conditions.iter().filter(|one| !known.is_some_and(|known| known.knows(one)));
            let wanted: Vec<_> = wanted.collect();
            if known.is_none() || !wanted.is_empty() {
                unknown.push((entry, wanted));
            }
        }
        let reading = Reading::new(board, entries, unknown.iter().flat_map(|(_, wanted)| wanted));
        for made in perennial_board::parallel::map(&unknown, |(entry, wanted)| {
            work_out(board, &reading, entry, wanted)
        }) {
            let made = made?;
            let known =
                kept.entry(made.entry.id().clone()).or_insert_with(|| Kept::new(&made.entry));
            if !known.is_of(&made.entry) {
                *known = Kept::new(&made.entry);
            }
            known.arr = made.arr;
            known.by_condition.extend(made.by_condition);
        }
        if kept.len() > board.accounts().len() {
            kept.retain(|id, _| board.get(id).is_some());
        }
        for one in kept.values_mut().filter(|one| one.by_condition.len() > MOST_CONDITIONS) {
            one.by_condition.retain(|text, _| conditions.iter().any(|asked| asked.text() == text));
        }
        Ok(entries.iter().filter_map(|entry| answer(kept.get(entry.id())?, conditions)).collect())
    }
}

/// What conditions read of an account's history: only the metrics that they name, where that is all.
struct Reading {
    /// None where scores or signals are named too: then everything is worked out.
    metrics: Option<Catalogue>,
}

impl Reading {
    fn new<'a>(
        board: &Board,
        entries: &[Arc<Entry>],
        conditions: impl Iterator<Item = &'a &'a Condition>,
    ) -> Self {
        let Some(catalogue) = entries.first().map(|entry| &entry.catalogue) else {
            return Self { metrics: None };
        };
        let mut keys = vec![ARR];
        for name in conditions.flat_map(|one| one.columns()) {
            match label(name, catalogue).kind {
                ColumnKind::Metric => keys.push(name),
                ColumnKind::Day if !matches!(name, "day" | "left_on") => {
                    return Self { metrics: None };
                }
                _ => {}
            }
        }
        keys.retain(|key| catalogue.get(key).is_some());
        keys.sort_unstable();
        keys.dedup();
        let keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
        Self { metrics: catalogue.only(&keys, board.zone()).ok() }
    }

    fn catalogue<'a>(&'a self, entry: &'a Entry) -> &'a Catalogue {
        self.metrics.as_ref().unwrap_or(&entry.catalogue)
    }

    fn numbers(&self, board: &Board, id: &AccountId) -> Option<Numbers> {
        let Some(catalogue) = &self.metrics else { return board.numbers(id) };
        let matrix = board.matrix_under(catalogue, id)?;
        let first = matrix.first();
        Some(Numbers {
            matrix,
            health: HealthHistory { first, scores: vec![], bands: vec![] },
            hidden: HiddenHistory { first, risks: vec![], outside: vec![] },
            episodes: vec![],
            card: board.scorecards().default_card().clone(),
            settings: board.hidden_risk(),
        })
    }
}

fn answer(kept: &Kept, conditions: &[Condition]) -> Option<AccountPast> {
    let spells = conditions.iter().map(|one| kept.by_condition.get(one.text()).cloned());
    Some(AccountPast {
        entry: kept.entry.clone(),
        arr: kept.arr.clone(),
        spells: spells.collect::<Option<_>>()?,
    })
}

fn work_out(
    board: &Board,
    reading: &Reading,
    entry: &Arc<Entry>,
    conditions: &[&Condition],
) -> Result<Kept, ConditionError> {
    let catalogue = reading.catalogue(entry);
    let numbers = reading.numbers(board, entry.id());
    let decimals = board.currency().decimals();
    let arr = numbers.as_ref().and_then(|numbers| {
        let column = numbers.matrix.column(ARR)?;
        Some(Steps::of_column(numbers.matrix.first(), column, decimals))
    });
    let tenure = Tenure::new(&board.subscriptions(entry.id()), board.zone());
    let lag = conditions.iter().map(|one| one.lag_days()).max().unwrap_or(0);
    let window = entry.day.plus(1 - i32::from(MOST_DAYS));
    let from = window.plus(-i32::try_from(lag).unwrap_or(i32::MAX));
    let days = numbers.as_ref().map(|numbers| PastDays::new(entry, catalogue, numbers, from));
    let mut rows: Vec<Row<'_>> = days.iter().flat_map(|days| days.rows(entry, &tenure)).collect();
    let now = catalogue.keys().map(|key| metric_now(entry, key)).collect::<Vec<f64>>();
    rows.push(Row { metrics: &now, ..Row::now(entry) });
    let mut named: Vec<&str> = conditions.iter().flat_map(|one| one.columns()).collect();
    named.sort_unstable();
    named.dedup();
    let columns = batch(&rows, catalogue, &named)?;
    let seen = rows.iter().position(|row| row.day >= window).unwrap_or(rows.len());
    let mut by_condition = HashMap::new();
    for condition in conditions {
        let held = condition.eval(&columns)?;
        let former = asks_for_former(condition);
        let in_window = rows.iter().enumerate().skip(seen);
        let held = in_window.map(|(at, row)| held.value(at) && (former || row.left_on.is_none()));
        let first = rows.get(seen).map_or(entry.day, |row| row.day);
        let spells: Arc<[Spell]> = spells::of_days(first, held).into();
        by_condition.insert(condition.text().to_owned(), spells);
    }
    Ok(Kept { entry: entry.clone(), arr: Arc::new(arr.unwrap_or_default()), by_condition })
}

fn metric_now(entry: &Entry, key: &str) -> f64 {
    let place = entry.catalogue.position(key);
    place.and_then(|place| entry.metrics.get(place)).copied().unwrap_or(f64::NAN)
}

/// An account's days before today, metrics laid out row by row.
struct PastDays<'a> {
    numbers: &'a Numbers,
    from: Day,
    width: usize,
    metrics: Vec<f64>,
}

impl<'a> PastDays<'a> {
    fn new(entry: &Entry, catalogue: &Catalogue, numbers: &'a Numbers, from: Day) -> Self {
        let matrix = &numbers.matrix;
        let from = from.max(matrix.first());
        let columns: Vec<Option<&[f64]>> = catalogue.keys().map(|key| matrix.column(key)).collect();
        let metrics = (from.0..entry.day.0).flat_map(|day| {
            let at = matrix.index(Day(day));
            columns.iter().map(move |column| {
                let value = (*column).zip(at).and_then(|(column, at)| column.get(at).copied());
                value.unwrap_or(f64::NAN)
            })
        });
        Self { metrics: metrics.collect(), numbers, from, width: columns.len() }
    }

    /// Attributes stand as they are now: what they were is not known.
    fn rows(&'a self, entry: &'a Entry, tenure: &'a Tenure) -> impl Iterator<Item = Row<'a>> {
        let Numbers { health, hidden, episodes, .. } = self.numbers;
        let days = (self.from.0..entry.day.0).map(Day);
        days.zip(self.metrics.chunks_exact(self.width.max(1))).map(move |(day, metrics)| {
            let open = episodes.iter().filter(|episode| {
                episode.opened_on <= day && episode.closed_on.is_none_or(|closed| day < closed)
            });
            Row {
                day,
                score: health.score(day),
                band: health.band(day).map(|band| band.key.as_str()),
                score_change_28d: health.change(day, 28),
                open_signals: u32::try_from(open.count()).ok().map(f64::from),
                coverage: None,
                hidden_risk: hidden.risk(day),
                red_inside: hidden.risk(day).map(|_| self.numbers.is_red_inside(day)),
                left_on: tenure.left_on(day),
                metrics,
                ..Row::now(entry)
            }
        })
    }
}
