//! The answer to "why this score?", as it is handed out.

use perennial_model::Day;
use serde::{Serialize, Serializer};

use crate::Band;

/// A day's score with all that it is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    #[serde(serialize_with = "day_as_text")]
    pub day: Day,
    /// The scorecard that scored, and its version; 0 for the one that comes with the program.
    pub scorecard: String,
    pub version: i64,
    /// 0–100.
    pub score: Option<f64>,
    pub band: Option<Band>,
    /// The share of the scorecard's weight that has data behind it, 0–1.
    pub coverage: f64,
    /// The whole answer as a person would say it.
    pub sentence: String,
    /// The score without its exceptions.
    pub unheld: Option<f64>,
    /// Points gained or lost over [`Explanation::change_days`].
    pub change: Option<f64>,
    pub change_days: u32,
    pub groups: Vec<GroupPart>,
    /// The exceptions that hold on this day.
    pub exceptions: Vec<ExceptionPart>,
}

/// An exception that holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExceptionPart {
    pub key: String,
    pub name: String,
    pub metric: String,
    pub value: Option<f64>,
    /// The highest score that it allows.
    pub most: f64,
    /// What it takes off the score: 0 or less. Of several the lowest takes it all.
    pub contribution: f64,
    /// What it is, as a person would say it.
    pub sentence: String,
}

/// A ceiling that holds a group down.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CeilingPart {
    pub metric: String,
    pub value: Option<f64>,
    /// The group counts for at most so much.
    pub most: f64,
    /// What the group's measures come to.
    pub uncapped: f64,
    /// What it takes off the score: 0 or less.
    pub contribution: f64,
    /// What it saw, as a person would say it.
    pub sentence: String,
}

/// What one group adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupPart {
    pub key: String,
    pub name: String,
    /// As the scorecard says it.
    pub weight: f64,
    /// Its share of this day's score, 0–1, after leaving out what is missing.
    pub share: f64,
    /// 0–100, as it counts; nothing when no measure of it has points.
    pub score: Option<f64>,
    /// `share × score`: the contributions of all groups and exceptions add up to the score.
    pub contribution: f64,
    /// Its ceiling, where it takes something off.
    pub ceiling: Option<CeilingPart>,
    pub measures: Vec<MeasurePart>,
}

/// What one measure adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MeasurePart {
    pub key: String,
    pub name: String,
    pub metric: String,
    /// The metric; for habits its mean over the days that count as "lately".
    pub value: Option<f64>,
    /// What it is held against: the usual, the earlier value, the whole of a share.
    pub baseline: Option<f64>,
    /// 0–100; nothing when it is left out.
    pub points: Option<f64>,
    /// As the scorecard says it.
    pub weight: f64,
    /// Its share of this day's score, 0–1.
    pub share: f64,
    /// `share × points`: the contributions of all measures, ceilings and exceptions add up to the
    /// score.
    pub contribution: f64,
    /// How much of the score's change is its doing; those of all measures, with what ceilings and
    /// exceptions took off then and take off now, add up to [`Explanation::change`].
    pub change: Option<f64>,
    /// By how much its points changed, when it had some on both days.
    pub points_change: Option<f64>,
    /// What it saw, as a person would say it.
    pub sentence: String,
    /// It has no value on this day.
    pub missing: bool,
}

pub(crate) fn day_as_text<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
