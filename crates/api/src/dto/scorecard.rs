//! The scorecard: how metrics become a health score, and what another one would change.

use perennial_health as health;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{Attributes, Estimate, Money, Time};

/// How metrics become a health score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Scorecard {
    pub name: String,
    /// No score while data stands behind less than this share of the weight, 0 to 1.
    #[serde(default)]
    pub least_coverage: f64,
    /// How much more weakness counts, 0 to 9: at 0 points 1 + emphasis times its weight.
    #[serde(default)]
    pub emphasis: f64,
    /// Which accounts it scores: a condition in the language of segments; nothing is everybody.
    #[serde(default)]
    pub applies_to: Option<String>,
    pub groups: Vec<ScorecardGroup>,
    /// What holds the score down whatever the measures say.
    #[serde(default)]
    pub exceptions: Vec<ScorecardException>,
    /// From the best to the worst.
    pub bands: Vec<ScorecardBand>,
}

/// "At most `most` while a metric is at least (or at most) so much."
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardException {
    pub key: String,
    pub name: String,
    pub metric: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// The highest score while it holds, 0 to 100.
    pub most: f64,
}

/// A group counts for at most what the curve gives of another metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardCeiling {
    pub metric: String,
    /// Corners of the piecewise-linear curve: value, points.
    pub curve: Vec<[f64; 2]>,
    /// A sentence of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}

/// A weighted group of measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardGroup {
    pub key: String,
    pub name: String,
    pub weight: f64,
    #[serde(default)]
    pub ceiling: Option<ScorecardCeiling>,
    pub measures: Vec<ScorecardMeasure>,
}

/// How one metric becomes 0 to 100.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardMeasure {
    pub key: String,
    pub name: String,
    /// How a sentence calls what is counted, in the plural.
    #[serde(default)]
    pub noun: Option<String>,
    /// A sentence of its own, in which `{value}` and `{baseline}` stand for the numbers, `{value%}`
    /// and `{baseline%}` for them in percent.
    #[serde(default)]
    pub says: Option<String>,
    pub metric: String,
    /// What is done to the metric first: `value`, `average`, `own_habit`, `rhythm`, `change`, `share`.
    pub transform: String,
    /// The transform's settings.
    #[serde(default)]
    pub settings: Attributes,
    /// Corners of the piecewise-linear curve: value, points.
    pub curve: Vec<[f64; 2]>,
    pub weight: f64,
    /// What a missing value does: `leave_out`, `score` or `block`.
    pub missing: String,
    /// The points that a missing value counts as, with `score`.
    #[serde(default)]
    pub missing_score: Option<f64>,
    /// Whether it weighs less the longer an unexplained silence lasts.
    #[serde(default)]
    pub fades_in_silence: bool,
    /// The measure counts only while this holds.
    #[serde(default)]
    pub only_when: Option<ScorecardCondition>,
}

/// Another metric has a value, not above `at_most` nor below `at_least`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardCondition {
    pub metric: String,
    #[serde(default)]
    pub at_most: Option<f64>,
    #[serde(default)]
    pub at_least: Option<f64>,
}

/// A named range of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorecardBand {
    pub key: String,
    pub name: String,
    /// The lowest score in it.
    pub from: f64,
    /// `#rrggbb`; nothing is the app's own for its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// The scorecard that scores now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardInUse {
    pub key: String,
    #[serde(flatten)]
    pub card: Scorecard,
    /// How many of today's customers it scores.
    pub accounts: u64,
    /// What somebody is writing and has not published.
    pub draft: Option<ScorecardDraft>,
    /// 0 while nobody has published one.
    pub version: i64,
    pub origin: ScorecardOrigin,
    pub changed_by: Option<String>,
    pub changed_at: Option<Time>,
    /// As it stands in a file.
    pub toml: String,
}

/// Where a scorecard comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScorecardOrigin {
    BuiltIn,
    Own,
}

/// A scorecard in a request: its fields, or the TOML text.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenScorecard {
    #[serde(default)]
    pub card: Option<Scorecard>,
    #[serde(default)]
    pub toml: Option<String>,
    /// The version that it was made from: refused with 409 where another was published meanwhile.
    #[serde(default)]
    pub base_version: Option<i64>,
}

/// A scorecard that is being written.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardDraft {
    pub toml: String,
    pub changed_by: String,
    pub changed_at: Time,
    /// The version that it was made from.
    pub base_version: Option<i64>,
}

/// The scorecards in use, in order of precedence.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardList {
    pub rows: Vec<ScorecardSummary>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardSummary {
    pub key: String,
    pub name: String,
    /// Nothing for the last, which takes everybody whom no other takes.
    pub applies_to: Option<String>,
    pub version: i64,
    pub origin: ScorecardOrigin,
    /// How many of today's customers it scores.
    pub accounts: u64,
    /// What is odd about it, such as that it scores nobody.
    pub problem: Option<String>,
}

/// Another order of precedence.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScorecardOrder {
    /// Every key but `default`, the first to be asked first.
    pub keys: Vec<String>,
}

/// Every version that was published, the latest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardVersions {
    pub rows: Vec<ScorecardVersion>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardVersion {
    pub version: i64,
    pub changed_by: String,
    pub changed_at: Time,
    /// Nothing where the company went back to the built-in one.
    pub toml: Option<String>,
    /// Whether it scores now.
    pub current: bool,
}

/// What a scorecard would change, beside the one in use.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct ScorecardPreview {
    /// Why it is no scorecard; then there is nothing else but the draft.
    pub problem: Option<ScorecardProblem>,
    /// The draft in both shapes, as far as it can be read.
    pub card: Option<Scorecard>,
    pub toml: Option<String>,
    /// Accounts of today's customers: here and below nobody counts who left.
    pub accounts: u64,
    /// Accounts whose score differs by half a point or more, or is there in one only.
    pub changed: u64,
    pub changed_band: u64,
    /// Of those with a score in both.
    pub mean_change: Option<f64>,
    pub bands_before: Vec<PreviewBand>,
    pub bands_after: Vec<PreviewBand>,
    pub unscored_before: u64,
    pub unscored_after: u64,
    pub moves: Vec<BandMove>,
    /// The largest changes first, at most 50.
    pub movers: Vec<Mover>,
    /// How the scorecard in use has done, and how this one would have.
    pub before: Option<BacktestBrief>,
    pub after: Option<BacktestBrief>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScorecardProblem {
    /// The path of the setting, such as `groups.usage.measures.level.curve`.
    pub key: Option<String>,
    pub detail: String,
}

/// A band, and who is in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviewBand {
    pub key: String,
    pub name: String,
    pub from: f64,
    pub accounts: u64,
    pub arr: Money,
}

/// Accounts that go from one band to another; nothing is no score.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BandMove {
    pub from: Option<String>,
    pub to: Option<String>,
    pub accounts: u64,
}

/// An account whose score changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Mover {
    pub account_id: String,
    pub name: String,
    pub arr: Option<Money>,
    pub before: Option<f64>,
    pub after: Option<f64>,
    pub band_before: Option<String>,
    pub band_after: Option<String>,
}

/// A backtest in short: who leaves within 90 days, asked every week.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BacktestBrief {
    pub n: u64,
    pub positives: u64,
    pub left: u64,
    pub roc_auc: Estimate,
    pub precision_at_k: Estimate,
    /// The k.
    pub calls: u32,
    pub median_warning_days: Estimate,
    pub surprise_90_by_count: Estimate,
    pub surprise_90_by_revenue: Estimate,
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
            colour: band.colour.clone(),
        };
        let exception = |one: &health::Exception| ScorecardException {
            key: one.key.clone(),
            name: one.name.clone(),
            metric: one.metric.clone(),
            at_least: one.at_least,
            at_most: one.at_most,
            most: one.most,
        };
        Ok(Self {
            name: card.name.clone(),
            least_coverage: card.least_coverage,
            emphasis: card.emphasis,
            applies_to: card.applies_to.clone(),
            groups: card.groups.iter().map(ScorecardGroup::of).collect::<Result<_, _>>()?,
            exceptions: card.exceptions.iter().map(exception).collect(),
            bands: bands.into_iter().map(band).collect(),
        })
    }

    /// The scorecard that is meant, not checked yet.
    ///
    /// # Errors
    /// When a transform does not exist or has other settings.
    pub fn meant(&self) -> Result<health::Scorecard, serde_json::Error> {
        let groups: Vec<Value> = self
            .groups
            .iter()
            .map(|group| {
                let measures: Vec<Value> = group.measures.iter().map(measure).collect();
                let mut meant = json!({ "key": group.key, "name": group.name,
                        "weight": group.weight, "measures": measures });
                if let Some(ceiling) = &group.ceiling {
                    meant["ceiling"] = json!(ceiling);
                }
                meant
            })
            .collect();
        serde_json::from_value(json!({
            "name": self.name, "least_coverage": self.least_coverage, "emphasis": self.emphasis,
            "applies_to": self.applies_to, "groups": groups, "exceptions": self.exceptions,
            "bands": self.bands,
        }))
    }
}

/// As the scorecard's own file has it.
fn measure(measure: &ScorecardMeasure) -> Value {
    let transform = match measure.transform.as_str() {
        word @ ("value" | "rhythm") => json!(word),
        word => json!({ word: measure.settings }),
    };
    let missing = match (measure.missing.as_str(), measure.missing_score) {
        ("score", points) => json!({ "score": points }),
        (word, _) => json!(word),
    };
    let mut meant = json!({
        "key": measure.key, "name": measure.name, "metric": measure.metric, "transform": transform,
        "curve": measure.curve, "weight": measure.weight, "missing": missing,
        "fades_in_silence": measure.fades_in_silence,
    });
    if let Some(noun) = &measure.noun {
        meant["noun"] = json!(noun);
    }
    if let Some(says) = &measure.says {
        meant["says"] = json!(says);
    }
    if let Some(when) = &measure.only_when {
        meant["only_when"] = json!(when);
    }
    meant
}

impl ScorecardGroup {
    fn of(group: &health::Group) -> Result<Self, serde_json::Error> {
        Ok(Self {
            key: group.key.clone(),
            name: group.name.clone(),
            weight: group.weight,
            ceiling: group.ceiling.as_ref().map(|ceiling| ScorecardCeiling {
                metric: ceiling.metric.clone(),
                curve: ceiling.curve.0.clone(),
                says: ceiling.says.clone(),
            }),
            measures: group.measures.iter().map(ScorecardMeasure::of).collect::<Result<_, _>>()?,
        })
    }
}

impl ScorecardMeasure {
    fn of(measure: &health::Measure) -> Result<Self, serde_json::Error> {
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
        let only_when = measure.only_when.as_ref();
        Ok(Self {
            key: measure.key.clone(),
            name: measure.name.clone(),
            noun: measure.noun.clone(),
            says: measure.says.clone(),
            metric: measure.metric.clone(),
            transform,
            settings,
            curve: measure.curve.0.clone(),
            weight: measure.weight,
            missing: missing.to_owned(),
            missing_score,
            fades_in_silence: measure.fades_in_silence,
            only_when: only_when.map(|when| ScorecardCondition {
                metric: when.metric.clone(),
                at_most: when.at_most,
                at_least: when.at_least,
            }),
        })
    }
}

impl ScorecardProblem {
    /// What is wrong with a scorecard.
    pub fn of(error: &health::HealthError) -> Self {
        match error {
            health::HealthError::Invalid { key, problem } => {
                Self { key: Some(key.clone()), detail: problem.clone() }
            }
            other => Self { key: None, detail: other.to_string() },
        }
    }
}

impl BacktestBrief {
    /// The figures that a preview shows.
    pub fn of(report: &health::backtest::Report, calls: usize) -> Self {
        let ninety = report.surprise_churn.iter().find(|one| one.days == 90);
        let none = health::backtest::Estimate::default();
        Self {
            n: report.n,
            positives: report.positives,
            left: report.left,
            roc_auc: report.roc_auc.into(),
            precision_at_k: report.precision_at_k.into(),
            calls: u32::try_from(calls).unwrap_or(u32::MAX),
            median_warning_days: report.median_warning_days.into(),
            surprise_90_by_count: ninety.map_or(none, |one| one.by_count).into(),
            surprise_90_by_revenue: ninety.map_or(none, |one| one.by_revenue).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_scorecard_goes_over_the_wire_and_back() {
        let card = health::default_scorecard();
        let wire = Scorecard::of(&card).unwrap();
        assert_eq!(wire.bands.first().map(|band| band.key.as_str()), Some("thriving"));
        assert_eq!(wire.meant().unwrap(), card);
        let mut odd = wire.clone();
        odd.groups[0].measures[0].missing = "score".to_owned();
        odd.groups[0].measures[0].missing_score = Some(40.0);
        let back = odd.meant().unwrap();
        assert_eq!(back.groups[0].measures[0].missing, health::Missing::Score(40.0));
        odd.groups[0].measures[0].transform = "magic".to_owned();
        assert!(odd.meant().unwrap_err().to_string().contains("magic"));
    }
}
