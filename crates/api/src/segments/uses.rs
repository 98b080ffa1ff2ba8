//! Where a segment is used.

use perennial_board::metrics::{capabilities, own, segments, with_own};
use perennial_metrics::{Definition, in_words_of_metrics, segments_named};
use perennial_model::{Segment, Zone};
use perennial_store::Store;

use super::SegmentError;

/// Something that would lose its meaning without the segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What sort of thing: `scorecard`, `play` …
    pub kind: &'static str,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// Everything that names the segment. A part of the product that comes to name segments adds its
/// places here: what is listed here is what keeps a segment from being deleted. Metrics name those
/// that they compare accounts with.
///
/// # Errors
/// When the store cannot be read.
pub async fn uses_of(store: &Store, segment: &Segment) -> Result<Vec<Use>, SegmentError> {
    let named = |metric: &Definition| segments_named(metric).contains(&segment.key);
    let metrics = own(store).await.map_err(told)?;
    let uses = metrics.into_iter().filter(named);
    Ok(uses.map(|metric| Use { kind: "metric", key: metric.key, name: metric.name }).collect())
}

/// Whether the metrics that compare accounts with the segment can do so with this condition.
///
/// # Errors
/// [`SegmentError::Metrics`] when they cannot.
pub async fn can_be_compared(
    store: &Store,
    zone: &Zone,
    key: &str,
    condition: Option<&str>,
) -> Result<(), SegmentError> {
    let Some(asked) = condition.and_then(in_words_of_metrics) else {
        let why = "a metric cannot ask for score, band, signals and the like; \
                   ask for metrics and attributes, or let the metrics do without the segment";
        return Err(SegmentError::Metrics(why.to_owned()));
    };
    let mut all = segments(store).await.map_err(told)?;
    all.insert(key.to_owned(), asked);
    let (capabilities, own) =
        (capabilities(store).await.map_err(told)?, own(store).await.map_err(told)?);
    with_own(&capabilities, own, all, zone).map(|_| ()).map_err(told)
}

fn told(error: impl std::fmt::Display) -> SegmentError {
    SegmentError::Metrics(error.to_string())
}
