//! What a scorecard is, as its TOML says it.

use std::sync::LazyLock;

use perennial_metrics::Catalogue;
use perennial_model::Zone;
use serde::{Deserialize, Serialize};

use crate::{Band, Curve, HealthError, validate};

/// Groups of weighted measures that make one score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// The version that was published; 0 for one that nobody did.
    #[serde(skip)]
    pub version: i64,
    pub name: String,
    /// No score while data stands behind less than this share of the weight, 0 to 1.
    #[serde(default)]
    pub least_coverage: f64,
    /// How much more weakness counts, 0 to 9: a measure in its group, and a group in the score,
    /// weighs `1 + emphasis` times its weight at 0 points and just its weight at 100. A better
    /// measure never lowers the score.
    #[serde(default)]
    pub emphasis: f64,
    /// Which accounts it scores: a condition in the language of segments. None takes everybody whom
    /// no other scorecard takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<String>,
    pub groups: Vec<Group>,
    /// What holds the score down whatever the measures say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
    pub bands: Vec<Band>,
}

/// "At most `most` while a metric is at least (or at most) so much."
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
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

impl Exception {
    /// Whether it holds for a value of its metric; never for an unknown one.
    pub fn holds(&self, value: f64) -> bool {
        !value.is_nan()
            && self.at_least.is_none_or(|least| value >= least)
            && self.at_most.is_none_or(|most| value <= most)
    }
}

/// How far another metric lets a group lift the score: a group counts for at most what the curve
/// gives. Without a value there is no ceiling.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    pub metric: String,
    pub curve: Curve,
    /// As [`Measure::says`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
}

/// Measures that speak of one side of the account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub key: String,
    pub name: String,
    /// Any number from 0 up; weights count in relation to those of the groups that have data.
    pub weight: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceiling: Option<Ceiling>,
    pub measures: Vec<Measure>,
}

/// One question asked of one metric.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub key: String,
    pub name: String,
    /// How a sentence calls what is counted, in the plural: "active people". The measure's name
    /// where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noun: Option<String>,
    /// A sentence of its own for what it sees, in which `{value}` and `{baseline}` stand for the
    /// numbers and `{value%}` and `{baseline%}` for them in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<String>,
    pub metric: String,
    #[serde(default)]
    pub transform: Transform,
    pub curve: Curve,
    /// As [`Group::weight`], among the measures of the group that have data.
    pub weight: f64,
    #[serde(default)]
    pub missing: Missing,
    /// For measures that look back over months: they weigh less the longer a silence that the
    /// account's rhythm does not explain, so that a good past does not outshine an empty present.
    #[serde(default)]
    pub fades_in_silence: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_when: Option<OnlyWhen>,
}

/// What the curve is given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    /// The metric itself.
    #[default]
    Value,
    /// Its mean over that many days, without the first `settle` days of use (a window that is
    /// still filling says little).
    Average {
        days: u32,
        #[serde(default)]
        settle: u32,
    },
    /// The metric lately, as a ratio to what was usual at this account while it was in use.
    OwnHabit(HabitOptions),
    /// The visits that the present silence is missing, by the account's own rhythm. For the
    /// metric `days_since_last_seen`.
    Rhythm,
    /// The metric against itself that many days ago, as a ratio minus 1.
    Change { days: u32 },
    /// The metric as a share of itself and another: `metric / (metric + other + noise)`; the
    /// measure weighs `n / (n + noise)` of its weight, n being the two together.
    Share {
        of: String,
        #[serde(default)]
        noise: f64,
    },
}

/// Settings of [`Transform::OwnHabit`]: `(lately + noise) / (usual + noise)`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HabitOptions {
    /// "Lately" is the mean over this many days.
    pub recent: u32,
    /// "Usual" is a mean over days that end this long ago (or when the account was last seen).
    pub gap: u32,
    /// How many days "usual" looks back over.
    pub days: u32,
    /// The first days of use that do not count towards "usual".
    pub settle: u32,
    /// The fewest days that make a habit.
    pub least: u32,
    /// Allowance for chance, so that 1 instead of 2 is no alarm where 100 instead of 200 is one.
    /// It shrinks once the account misses visits that its rhythm would have had. Where little is
    /// usual the measure also proves little: it weighs `usual / (usual + noise)` of its weight.
    pub noise: f64,
    /// Allow for the season: where the same weeks of the year before were lower than "usual", those
    /// are what is held against. Known from a year after the account settled.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub season: bool,
    /// Allow for what moved peers too: a metric that says by how much they rose or fell, as a ratio
    /// minus 1. Where they fell, "usual" is that much lower; where they rose, or nothing is known of
    /// them, it stays. Of peers and the season only the greater allowance counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peers: Option<String>,
}

impl Default for HabitOptions {
    fn default() -> Self {
        Self {
            recent: 1,
            gap: 28,
            days: 365,
            settle: 42,
            least: 14,
            noise: 2.0,
            season: false,
            peers: None,
        }
    }
}

/// What to do while a measure has no value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The others share its weight.
    #[default]
    LeaveOut,
    /// Count it as that many points.
    Score(f64),
    /// There is no score.
    Block,
}

/// The measure has a value only while another metric has one (that is not above `at_most` nor below
/// `at_least`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyWhen {
    pub metric: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
}

impl Scorecard {
    /// Reads a scorecard and checks it against the metrics that exist.
    ///
    /// # Errors
    /// When it is not TOML of this shape, or a setting makes no sense; the error names the key.
    pub fn parse(text: &str, known: &Catalogue) -> Result<Self, HealthError> {
        Self::read(text)?.checked(known)
    }

    /// Reads a scorecard without asking whether it makes sense.
    ///
    /// # Errors
    /// When it is not TOML of this shape.
    pub fn read(text: &str) -> Result<Self, HealthError> {
        Ok(toml::from_str(text)?)
    }

    /// The scorecard, if it makes sense with the metrics that exist.
    ///
    /// # Errors
    /// As [`Scorecard::parse`].
    pub fn checked(self, known: &Catalogue) -> Result<Self, HealthError> {
        validate::scorecard(&self, known)?;
        Ok(self)
    }

    /// The ceilings of those groups that have one, in order.
    pub(crate) fn ceilings(&self) -> impl Iterator<Item = &Ceiling> {
        self.groups.iter().filter_map(|group| group.ceiling.as_ref())
    }

    /// As a file has it; reading that gives the same again.
    pub fn to_toml(&self) -> String {
        // A shape of strings, numbers and tables can always be written.
        toml::to_string(self).unwrap_or_default()
    }
}

/// The scorecard that is compiled in, as its file has it: with comments that say what is what.
pub const DEFAULT_TEXT: &str = include_str!("default.toml");

/// The scorecard that is compiled in ([`DEFAULT_TEXT`]).
pub fn default_scorecard() -> Scorecard {
    DEFAULT.clone()
}

// The text is part of the program, and a test reads it: it cannot fail where it did not fail there.
#[allow(clippy::expect_used)]
static DEFAULT: LazyLock<Scorecard> = LazyLock::new(|| {
    let known = Catalogue::built_in(&Zone::utc()).expect("the compiled-in metrics are valid");
    Scorecard::parse(DEFAULT_TEXT, &known).expect("the compiled-in scorecard is valid")
});
