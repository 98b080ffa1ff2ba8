//! Metrics made ready to run: conditions checked, work that several share done once.

mod expressions;
mod feeds;
mod split;
mod streams;

pub(crate) use expressions::{Expressions, Run, Shared, nullable};
pub(crate) use streams::{StreamPlan, Streams, Use};

use perennial_expr::{ExprError, ast::Expr, parse};
use perennial_model::{Keep, Zone};

use crate::{How, Metric, MetricsError, PeerSegments};

/// Everything that is needed to compute a list of metrics. Columns are numbered as the metrics are.
#[derive(Debug)]
pub(crate) struct Plan {
    pub columns: usize,
    pub streams: Streams,
    pub expressions: Expressions,
    /// What the rollup must keep for it.
    pub keep: Keep,
}

impl Plan {
    pub fn new(
        metrics: &[Metric],
        segments: &PeerSegments,
        zone: &Zone,
    ) -> Result<Self, MetricsError> {
        let mut streams = streams::Building::new(zone);
        for (column, metric) in metrics.iter().enumerate() {
            if let How::Fold(fold) = &metric.how {
                streams.add(column, metric, fold)?;
            }
        }
        let (streams, keep) = streams.finish();
        let expressions = Expressions::new(metrics, segments, zone)?;
        Ok(Self { columns: metrics.len(), streams, expressions, keep })
    }
}

/// An error of the language, told as one of this metric's field.
pub(crate) fn in_field(metric: &Metric, field: &'static str, error: ExprError) -> MetricsError {
    MetricsError::Invalid {
        metric: metric.key.clone(),
        field,
        message: error.to_string(),
        suggestion: error.suggestion,
    }
}

pub(crate) fn parsed(
    metric: &Metric,
    field: &'static str,
    text: &str,
) -> Result<Expr, MetricsError> {
    parse(text).map_err(|error| in_field(metric, field, error))
}
