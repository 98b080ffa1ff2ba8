//! What is said of a metric beyond its values: how they are spread, who uses it, where it is from.

mod spread;
mod uses;
mod written;

pub use spread::spread;
pub use uses::uses;
pub use written::{problem, read, written};

use perennial_board::metrics::{capabilities, own, segments, with_own};
use perennial_metrics::{Catalogue, Definition, Metric, definitions_for};

use crate::{AppState, Problem, dto::MetricOrigin};

/// What the company's metrics are without its own declarations.
///
/// # Errors
/// When the store cannot be read.
pub async fn given(state: &AppState) -> Result<Vec<Definition>, Problem> {
    let capabilities = capabilities(&state.store).await?;
    definitions_for(&capabilities).map_err(|error| problem(&error))
}

/// Where a metric is from, held against what is [`given`].
pub fn origin(metric: &Metric, given: &[Definition]) -> MetricOrigin {
    match given.iter().find(|one| one.key == metric.key) {
        None => MetricOrigin::Own,
        Some(one) if *one == metric.definition => MetricOrigin::BuiltIn,
        Some(_) => MetricOrigin::Changed,
    }
}

/// The company's metrics without its own declaration of one of them, and with this one in its
/// place where there is one.
///
/// # Errors
/// 422 naming the field when the metrics do not fit together.
pub async fn redeclared(
    state: &AppState,
    key: &str,
    definition: Option<Definition>,
) -> Result<Catalogue, Problem> {
    let others = own(&state.store).await?.into_iter().filter(|one| one.key != key);
    let all = others.chain(definition);
    let (capabilities, segments) =
        (capabilities(&state.store).await?, segments(&state.store).await?);
    with_own(&capabilities, all, segments, state.board.zone()).map_err(|error| problem(&error))
}
