//! `GET /api/segments/compare`: segments side by side.

use axum::Json;
use perennial_board::SPARK_WEEKS;
use perennial_expr::nearest;
use perennial_model::Day;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{Date, Distribution, MetricUnit, Segment, SegmentSize},
    extract::Params,
    listing::label,
    segments::{Compared, MOST_COMPARED, Resolved, aside, compare, segment_parameter},
};

/// Which segments, and by what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareQuery {
    /// Keys of one to four segments, separated by commas.
    pub keys: String,
    /// A metric's key, or `score` for the health score.
    #[serde(default = "score")]
    #[param(default = "score")]
    pub metric: String,
}

fn score() -> String {
    "score".to_owned()
}

/// Segments side by side.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentComparison {
    /// A metric's key, or `score`.
    pub metric: String,
    /// As people call it.
    pub metric_name: String,
    /// Nothing for the score, which is from 0 to 100.
    pub unit: Option<MetricUnit>,
    /// Edges of the histogram's bins, shared by all segments: one more than there are bins. The
    /// first and the last bin may be wider and take in what lies far out.
    pub edges: Vec<f64>,
    /// Accounts that are in more than one of them.
    pub shared: u64,
    /// In the order asked for.
    pub rows: Vec<ComparedSegment>,
}

/// One of the segments.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedSegment {
    pub segment: Segment,
    pub size: SegmentSize,
    /// Of the metric today; nothing where no account has a value.
    pub distribution: Option<Distribution>,
    /// Accounts without a value.
    pub without: u64,
    /// Accounts in each bin.
    pub counts: Vec<u64>,
    /// The last 26 weeks of the accounts that are in it today, the oldest first.
    pub trend: Vec<TrendPoint>,
}

/// The median at the end of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrendPoint {
    pub day: Date,
    /// Accounts with a value on that day.
    pub n: u64,
    pub median: Option<f64>,
}

/// Up to four segments side by side: size, ARR, the spread of a metric today, and its weekly
/// median over half a year for the accounts that are in the segment today.
#[utoipa::path(
    get, path = "/segments/compare", tag = "segments", params(CompareQuery, AsOfQuery),
    responses((status = 200, body = SegmentComparison)),
)]
pub async fn compare_segments(
    _caller: Reader,
    state: View,
    Params(query): Params<CompareQuery>,
) -> Result<Json<SegmentComparison>, Problem> {
    let what = metric(&state, &query.metric)?;
    let mut segments = Vec::new();
    for key in keys(&query.keys)? {
        segments.push(segment_parameter(&state.board, key).await?);
    }
    aside(move || comparison(&state, &segments, &what)).await.map(Json)
}

fn comparison(
    state: &View,
    segments: &[Resolved],
    what: &Compared,
) -> Result<SegmentComparison, Problem> {
    let snapshot = state.snapshot();
    let compared = compare(&state.board, &snapshot, &state.lenses.trends, segments, what)?;
    let said = label(what.key(), &state.board.catalogue());
    let today = state.board.today();
    let rows = segments.iter().zip(compared.rows).map(|(segment, row)| ComparedSegment {
        segment: Segment::from(&segment.segment),
        size: row.size.into(),
        distribution: row.distribution.map(Into::into),
        without: row.without,
        counts: row.counts,
        trend: row.trend.into_iter().zip(weeks(today)).map(point).collect(),
    });
    Ok(SegmentComparison {
        metric: what.key().to_owned(),
        metric_name: said.name,
        unit: said.unit.map(Into::into),
        rows: rows.collect(),
        edges: compared.edges,
        shared: compared.shared,
    })
}

/// Every seventh day, the last of them today.
#[allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
fn weeks(today: Day) -> impl Iterator<Item = Day> {
    (0..SPARK_WEEKS).map(move |week| today.plus(-7 * (SPARK_WEEKS - 1 - week) as i32))
}

fn point(((n, median), day): ((u64, Option<f64>), Day)) -> TrendPoint {
    TrendPoint { day: Date(day), n, median }
}

fn keys(text: &str) -> Result<Vec<&str>, Problem> {
    let mut keys: Vec<&str> = Vec::new();
    for key in text.split(',').map(str::trim).filter(|key| !key.is_empty()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    match keys.len() {
        1..=MOST_COMPARED => Ok(keys),
        0 => Err(Problem::bad_parameter("keys", "name the segments to compare, such as a,b")),
        _ => Err(Problem::bad_parameter(
            "keys",
            format!("at most {MOST_COMPARED} segments can be compared at once"),
        )),
    }
}

fn metric(state: &View, word: &str) -> Result<Compared, Problem> {
    let metrics = state.board.catalogue();
    if let Some(what) = Compared::named(word, &metrics) {
        return Ok(what);
    }
    let hint = nearest(word, metrics.keys().chain(["score"])).map_or_else(
        || "; /api/metrics lists all there are".to_owned(),
        |near| format!("; did you mean {near}?"),
    );
    Err(Problem::bad_parameter("metric", format!("there is no metric \"{word}\"{hint}")))
}
