//! A health score opened to what it is made of.

use perennial_health as health;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Date, OverrideRow};

/// A health score and why it is what it is. The contributions add up to the score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Explanation {
    pub day: Date,
    /// The scorecard that scored.
    pub scorecard: String,
    /// Its version; 0 for the one that comes with the program.
    pub scorecard_version: i64,
    /// 0 to 100; nothing where too little is known.
    pub score: Option<f64>,
    /// Key of the score's band.
    pub band: Option<String>,
    /// The band as people call it.
    pub band_name: Option<String>,
    /// Share of the scorecard's weight that has data behind it, 0 to 1.
    pub coverage: f64,
    /// The whole in one sentence.
    pub sentence: String,
    /// The facts behind what is weak or fell, such as who stopped and which tickets are open.
    pub facts: Vec<String>,
    /// Points against that many days earlier.
    pub change: Option<f64>,
    pub change_days: u32,
    /// What the score would be without its exceptions.
    pub score_before_exceptions: Option<f64>,
    /// The exceptions that hold on the day.
    pub exceptions: Vec<ExceptionPart>,
    /// A score that somebody of us set against the scorecard's; only for the present.
    pub r#override: Option<OverrideRow>,
    pub groups: Vec<GroupPart>,
}

/// What holds the score down whatever the measures say.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ExceptionPart {
    pub key: String,
    pub name: String,
    pub metric: String,
    pub value: Option<f64>,
    /// The highest score that it allows.
    pub most: f64,
    /// What it takes off the score: 0 or less.
    pub contribution: f64,
    pub sentence: String,
}

/// What holds a group down.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CeilingPart {
    pub metric: String,
    pub value: Option<f64>,
    /// The group counts for at most so much.
    pub most: f64,
    /// What the group's measures come to.
    pub uncapped: f64,
    /// What it takes off the score: 0 or less.
    pub contribution: f64,
    pub sentence: String,
}

/// A group of measures and what it brings to the score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GroupPart {
    pub key: String,
    pub name: String,
    /// As the scorecard says it.
    pub weight: f64,
    /// Its share of this day's score, 0 to 1, after what is missing was left out.
    pub share: f64,
    /// 0 to 100.
    pub score: Option<f64>,
    /// Points of the whole score.
    pub contribution: f64,
    /// Where something holds the group down.
    pub ceiling: Option<CeilingPart>,
    pub measures: Vec<MeasurePart>,
}

/// A measure and what it brings to the score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MeasurePart {
    pub key: String,
    pub name: String,
    /// Key of the metric it looks at.
    pub metric: String,
    /// The metric's value on the day.
    pub value: Option<f64>,
    /// What the value is held against, such as the account's own past.
    pub baseline: Option<f64>,
    /// 0 to 100 after the measure's curve.
    pub points: Option<f64>,
    /// As the scorecard says it.
    pub weight: f64,
    /// Its share of this day's score, 0 to 1.
    pub share: f64,
    /// Points of the whole score.
    pub contribution: f64,
    /// By how much its contribution changed over the days of the whole.
    pub change: Option<f64>,
    /// What it saw, as a person would say it.
    pub sentence: String,
    /// The facts behind it, where they can be told in a few lines.
    pub evidence: Vec<String>,
    /// Whether the metric has no value on the day.
    pub missing: bool,
}

impl From<health::Explanation> for Explanation {
    fn from(told: health::Explanation) -> Self {
        let (band, band_name) = told.band.map(|band| (band.key, band.name)).unzip();
        Self {
            day: Date(told.day),
            scorecard: told.scorecard,
            scorecard_version: told.version,
            score: told.score,
            band,
            band_name,
            coverage: told.coverage,
            sentence: told.sentence,
            facts: Vec::new(),
            change: told.change,
            change_days: told.change_days,
            score_before_exceptions: told.unheld,
            exceptions: told.exceptions.into_iter().map(ExceptionPart::from).collect(),
            r#override: None,
            groups: told.groups.into_iter().map(GroupPart::from).collect(),
        }
    }
}

impl From<health::ExceptionPart> for ExceptionPart {
    fn from(part: health::ExceptionPart) -> Self {
        Self {
            key: part.key,
            name: part.name,
            metric: part.metric,
            value: part.value,
            most: part.most,
            contribution: part.contribution,
            sentence: part.sentence,
        }
    }
}

impl From<health::CeilingPart> for CeilingPart {
    fn from(part: health::CeilingPart) -> Self {
        Self {
            metric: part.metric,
            value: part.value,
            most: part.most,
            uncapped: part.uncapped,
            contribution: part.contribution,
            sentence: part.sentence,
        }
    }
}

impl From<health::GroupPart> for GroupPart {
    fn from(group: health::GroupPart) -> Self {
        Self {
            key: group.key,
            name: group.name,
            weight: group.weight,
            share: group.share,
            score: group.score,
            contribution: group.contribution,
            ceiling: group.ceiling.map(CeilingPart::from),
            measures: group.measures.into_iter().map(MeasurePart::from).collect(),
        }
    }
}

impl From<health::MeasurePart> for MeasurePart {
    fn from(measure: health::MeasurePart) -> Self {
        Self {
            key: measure.key,
            name: measure.name,
            metric: measure.metric,
            value: measure.value,
            baseline: measure.baseline,
            points: measure.points,
            weight: measure.weight,
            share: measure.share,
            contribution: measure.contribution,
            change: measure.change,
            sentence: measure.sentence,
            evidence: Vec::new(),
            missing: measure.missing,
        }
    }
}
