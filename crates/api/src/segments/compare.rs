//! Segments side by side.

use std::{collections::HashMap, sync::Arc};

use perennial_board::{Board, Entry, SPARK_WEEKS};

use super::{Compared, Distribution, Resolved, SegmentError, Size, Trends, edges, histogram};
use crate::listing::Snapshot;

/// So many segments stand side by side.
pub const MOST_COMPARED: usize = 4;

/// Segments side by side.
pub struct Comparison {
    /// Of the histogram's bins, shared by all.
    pub edges: Vec<f64>,
    pub rows: Vec<ComparedSegment>,
    /// Accounts that are in more than one of them.
    pub shared: u64,
}

/// One of them.
pub struct ComparedSegment {
    pub size: Size,
    /// Accounts without a value of the metric.
    pub without: u64,
    /// None where no account has a value.
    pub distribution: Option<Distribution>,
    /// Accounts in each bin.
    pub counts: Vec<u64>,
    /// Every seventh day, the last of them today: how many of today's accounts had a value, and
    /// the median of these.
    pub trend: Vec<(u64, Option<f64>)>,
}

/// Compares segments by a metric. Takes a while the first time: call it beside the async threads.
///
/// # Errors
/// [`SegmentError::Broken`] when a condition does not hold good any more.
pub fn compare(
    board: &Board,
    snapshot: &Snapshot,
    trends: &Trends,
    segments: &[Resolved],
    what: &Compared,
) -> Result<Comparison, SegmentError> {
    let groups: Vec<Vec<Arc<Entry>>> = segments
        .iter()
        .map(|segment| segment.entries(board, snapshot))
        .collect::<Result<_, _>>()?;
    let values: Vec<Vec<f64>> = groups.iter().map(|group| what.values(group)).collect();
    let edges = edges(values.iter().flatten().copied().collect());
    let rows = groups.iter().zip(values).map(|(group, values)| {
        let distribution = Distribution::of(values.clone());
        let with = distribution.map_or(0, |spread| spread.n);
        ComparedSegment {
            size: Size::of(group.iter().map(Arc::as_ref), board.currency()),
            without: values.len() as u64 - with,
            counts: histogram(&values, &edges),
            trend: medians(&trends.of(board, group, what)),
            distribution,
        }
    });
    let rows = rows.collect();
    Ok(Comparison { rows, shared: shared(&groups), edges })
}

fn medians(weeks: &[[f64; SPARK_WEEKS]]) -> Vec<(u64, Option<f64>)> {
    (0..SPARK_WEEKS)
        .map(|week| {
            let values = weeks.iter().map(|of| of[week]).collect();
            Distribution::of(values).map_or((0, None), |spread| (spread.n, Some(spread.median)))
        })
        .collect()
}

fn shared(groups: &[Vec<Arc<Entry>>]) -> u64 {
    let mut times: HashMap<&str, u32> = HashMap::new();
    for entry in groups.iter().flatten() {
        *times.entry(entry.id().as_str()).or_default() += 1;
    }
    times.values().filter(|times| **times > 1).count() as u64
}
