//! A metric over the last half year, week by week, for each account.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use perennial_board::{Board, Entry, SPARK_WEEKS};
use perennial_metrics::Catalogue;
use perennial_model::AccountId;

/// The name under which the health score is compared beside the metrics.
const SCORE: &str = "score";
/// So many metrics' weeks are kept.
const KEPT: usize = 8;

/// Values every seventh day, the last of them today; NaN where there is none.
pub type Weeks = [f64; SPARK_WEEKS];

/// What segments are compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    Score,
    /// A metric's key.
    Metric(String),
}

impl Compared {
    /// The score, or a metric of the catalogue; none for any other word.
    pub fn named(word: &str, metrics: &Catalogue) -> Option<Self> {
        if word == SCORE {
            return Some(Self::Score);
        }
        metrics.get(word).map(|metric| Self::Metric(metric.key.clone()))
    }

    /// The score's name or the metric's key.
    pub fn key(&self) -> &str {
        match self {
            Self::Score => SCORE,
            Self::Metric(key) => key,
        }
    }

    /// Today's value of each entry; NaN where there is none.
    pub fn values(&self, entries: &[Arc<Entry>]) -> Vec<f64> {
        let value = |entry: &Arc<Entry>| match self {
            Self::Score => entry.score,
            Self::Metric(key) => entry.metric(key),
        };
        entries.iter().map(|entry| value(entry).unwrap_or(f64::NAN)).collect()
    }
}

type ByAccount = HashMap<AccountId, (Arc<Entry>, Weeks)>;

/// Weekly values that were worked out already, kept until an account's entry is another.
#[derive(Default)]
pub struct Trends {
    kept: Mutex<HashMap<String, ByAccount>>,
}

impl Trends {
    /// The weekly values of each entry. Takes a while the first time: call it beside the async
    /// threads.
    pub fn of(&self, board: &Board, entries: &[Arc<Entry>], what: &Compared) -> Vec<Weeks> {
        let Compared::Metric(key) = what else {
            return entries.iter().map(|entry| entry.spark.map(f64::from)).collect();
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT && !kept.contains_key(key) {
            kept.clear();
        }
        let known = kept.entry(key.clone()).or_default();
        let stale: Vec<&Arc<Entry>> = entries
            .iter()
            .filter(|entry| !known.get(entry.id()).is_some_and(|(of, _)| Arc::ptr_eq(of, entry)))
            .collect();
        for (entry, weeks) in perennial_board::parallel::map(&stale, |entry| {
            ((*entry).clone(), weeks(board, entry, key))
        }) {
            known.insert(entry.id().clone(), (entry, weeks));
        }
        if known.len() > board.accounts().len() {
            known.retain(|id, _| board.get(id).is_some());
        }
        let none = [f64::NAN; SPARK_WEEKS];
        entries
            .iter()
            .map(|entry| known.get(entry.id()).map_or(none, |(_, weeks)| *weeks))
            .collect()
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
fn weeks(board: &Board, entry: &Entry, key: &str) -> Weeks {
    let Some(numbers) = board.numbers(entry.id()) else { return [f64::NAN; SPARK_WEEKS] };
    std::array::from_fn(|week| {
        let back = 7 * (SPARK_WEEKS - 1 - week) as i32;
        numbers.matrix.value(key, entry.day.plus(-back)).unwrap_or(f64::NAN)
    })
}
