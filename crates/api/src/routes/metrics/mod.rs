//! `/api/metrics`: the metric catalogue, and changing it.

pub mod accounts;
pub mod check;
pub mod list;
pub mod remove;
pub mod save;
pub mod show;

use perennial_board::Entry;
use perennial_metrics::{Catalogue, Definition, Metric};

use crate::{
    Problem,
    as_of::View,
    dto::{MetricInfo, MetricRow, Spread},
    metrics::{origin, spread},
};

/// 404 with the nearest key.
fn known<'a>(catalogue: &'a Catalogue, key: &str) -> Result<&'a Metric, Problem> {
    catalogue.require(key).map_err(|error| Problem::not_found(error.to_string()))
}

/// How a metric is spread over the accounts of the snapshot.
fn spread_now(state: &View, key: &str) -> Option<Spread> {
    spread(state.board.accounts().iter().map(|entry: &std::sync::Arc<Entry>| entry.metric(key)))
}

fn row(
    metric: &Metric,
    given: &[Definition],
    version: i64,
    accounts: usize,
    is_fed: bool,
    spread: Option<&Spread>,
) -> MetricRow {
    let spread = spread.filter(|_| is_fed);
    MetricRow {
        info: MetricInfo::from(metric),
        origin: origin(metric, given),
        version,
        accounts,
        fed: is_fed,
        with_value: spread.map_or(0, |spread| spread.n),
        median: spread.map(|spread| spread.median),
    }
}
