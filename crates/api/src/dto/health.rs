//! A health score opened to what it is made of, and the scorecard behind it.

use perennial_health as health;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Attributes, Date};

/// A health score and why it is what it is. The contributions add up to the score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Explanation {
    pub day: Date,
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
    /// Points against 28 days earlier.
    pub change_28d: Option<f64>,
    pub groups: Vec<GroupPart>,
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
    /// By how much its contribution changed in 28 days.
    pub change_28d: Option<f64>,
    /// What it saw, as a person would say it.
    pub sentence: String,
    /// Whether the metric has no value on the day.
    pub missing: bool,
}

/// How metrics become a health score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Scorecard {
    pub name: String,
    /// No score while data stands behind less than this share of the weight, 0 to 1.
    pub least_coverage: f64,
    /// How much more a weak group counts, 0 to 1.
    pub emphasis: f64,
    pub groups: Vec<ScorecardGroup>,
    /// From the best to the worst.
    pub bands: Vec<ScorecardBand>,
}

/// A weighted group of measures.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardGroup {
    pub key: String,
    pub name: String,
    pub weight: f64,
    pub measures: Vec<ScorecardMeasure>,
}

/// How one metric becomes 0 to 100.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardMeasure {
    pub key: String,
    pub name: String,
    pub metric: String,
    /// What is done to the metric first: `value`, `own_habit`, `rhythm`, `change`, `share`.
    pub transform: String,
    /// The transform's settings.
    pub settings: Attributes,
    /// Corners of the piecewise-linear curve: value, points.
    pub curve: Vec<[f64; 2]>,
    pub weight: f64,
    /// What a missing value does: `leave_out`, `score` or `block`.
    pub missing: String,
    /// The points that a missing value counts as, with `score`.
    pub missing_score: Option<f64>,
}

/// A named range of the score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardBand {
    pub key: String,
    pub name: String,
    /// The lowest score in it.
    pub from: f64,
}

impl From<health::Explanation> for Explanation {
    fn from(told: health::Explanation) -> Self {
        let (band, band_name) = told.band.map(|band| (band.key, band.name)).unzip();
        Self {
            day: Date(told.day),
            score: told.score,
            band,
            band_name,
            coverage: told.coverage,
            sentence: told.sentence,
            change_28d: told.change_28d,
            groups: told.groups.into_iter().map(GroupPart::from).collect(),
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
            change_28d: measure.change_28d,
            sentence: measure.sentence,
            missing: measure.missing,
        }
    }
}

impl Scorecard {
    /// A scorecard as the wire has it.
    ///
    /// # Errors
    /// When a transform's settings cannot be written as JSON.
    pub fn of(card: &health::Scorecard) -> Result<Self, serde_json::Error> {
        let mut bands: Vec<_> = card.bands.iter().collect();
        bands.sort_by(|a, b| b.from.total_cmp(&a.from));
        let band = |band: &health::Band| ScorecardBand {
            key: band.key.clone(),
            name: band.name.clone(),
            from: band.from,
        };
        Ok(Self {
            name: card.name.clone(),
            least_coverage: card.least_coverage,
            emphasis: card.emphasis,
            groups: card.groups.iter().map(ScorecardGroup::of).collect::<Result<_, _>>()?,
            bands: bands.into_iter().map(band).collect(),
        })
    }
}

impl ScorecardGroup {
    fn of(group: &health::Group) -> Result<Self, serde_json::Error> {
        Ok(Self {
            key: group.key.clone(),
            name: group.name.clone(),
            weight: group.weight,
            measures: group.measures.iter().map(ScorecardMeasure::of).collect::<Result<_, _>>()?,
        })
    }
}

impl ScorecardMeasure {
    fn of(measure: &health::Measure) -> Result<Self, serde_json::Error> {
        use serde_json::Value;
        let (transform, settings) = match serde_json::to_value(&measure.transform)? {
            Value::String(word) => (word, Attributes::default()),
            Value::Object(named) => match named.into_iter().next() {
                Some((word, settings)) => (word, serde_json::from_value(settings)?),
                None => (String::new(), Attributes::default()),
            },
            other => (other.to_string(), Attributes::default()),
        };
        let (missing, missing_score) = match measure.missing {
            health::Missing::LeaveOut => ("leave_out", None),
            health::Missing::Score(points) => ("score", Some(points)),
            health::Missing::Block => ("block", None),
        };
        Ok(Self {
            key: measure.key.clone(),
            name: measure.name.clone(),
            metric: measure.metric.clone(),
            transform,
            settings,
            curve: measure.curve.0.clone(),
            weight: measure.weight,
            missing: missing.to_owned(),
            missing_score,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scorecard_goes_over_the_wire() {
        let wire = Scorecard::of(&health::default_scorecard()).unwrap();
        assert_eq!(wire.bands.first().map(|band| band.key.as_str()), Some("thriving"));
        let measures = || wire.groups.iter().flat_map(|group| &group.measures);
        assert!(
            measures().all(|measure| !measure.transform.is_empty() && !measure.curve.is_empty())
        );
        assert!(measures().any(|measure| !measure.settings.0.is_empty()));
    }
}
