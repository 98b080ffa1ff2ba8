//! What is said of a metric beyond its values: how they are spread, who uses it, where it is from.

mod spread;
mod uses;
mod written;

pub use spread::spread;
pub use uses::uses;
pub use written::{problem, read, written};

use perennial_board::metrics::with_own;
use perennial_metrics::{Catalogue, Definition, Metric, built_in_definitions};

use crate::{AppState, Problem, dto::MetricOrigin};

/// Where a metric is from.
pub fn origin(metric: &Metric) -> MetricOrigin {
    let built_in = built_in_definitions().unwrap_or_default();
    match built_in.iter().find(|one| one.key == metric.key) {
        None => MetricOrigin::Own,
        Some(one) if *one == metric.definition => MetricOrigin::BuiltIn,
        Some(_) => MetricOrigin::Changed,
    }
}

/// The metrics in use with one definition more, or in place of that of the same key.
///
/// # Errors
/// 422 naming the field when the definition does not fit.
pub fn with(state: &AppState, definition: Definition) -> Result<Catalogue, Problem> {
    let present = state.board.catalogue();
    let key = definition.key.clone();
    let others = present.metrics().iter().filter(|metric| metric.key != key);
    let own = others.map(|metric| metric.definition.clone()).chain([definition]);
    with_own(own, state.board.zone()).map_err(|error| problem(&error))
}

/// The metrics in use without the company's own definition of one of them.
///
/// # Errors
/// 422 when the others do not fit together without it.
pub fn without(state: &AppState, key: &str) -> Result<Catalogue, Problem> {
    let present = state.board.catalogue();
    let others = present.metrics().iter().filter(|metric| metric.key != key);
    let own = others.map(|metric| metric.definition.clone());
    with_own(own, state.board.zone()).map_err(|error| problem(&error))
}
