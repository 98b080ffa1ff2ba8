//! Hidden risk: what is wrong under a surface that looks well.

use perennial_board::Entry;
use perennial_health as health;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Date, Money, Time, number};

/// Accounts with their hidden risk, the highest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenRiskList {
    pub day: Date,
    /// Name of the settings that judge.
    pub settings: String,
    /// Their version; 0 for those that come with the program.
    pub version: i64,
    /// From this risk up an account that looks well is listed.
    pub listed_from: f64,
    /// Levels of the risk, from the lowest.
    pub bands: Vec<HiddenBand>,
    pub sides: Vec<HiddenSideInfo>,
    /// Customers of whom enough is known for a risk.
    pub judged: u64,
    /// Customers of whom it is not.
    pub unknown: u64,
    /// Customers that look well and carry a high risk.
    pub listed: u64,
    pub listed_arr: Money,
    pub rows: Vec<HiddenRow>,
}

/// A named level of the risk.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenBand {
    pub key: String,
    pub name: String,
    pub from: f64,
}

/// A side that hidden risk looks at.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenSideInfo {
    pub key: String,
    pub name: String,
    pub signs: Vec<HiddenSignInfo>,
}

/// One sign of a side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenSignInfo {
    pub key: String,
    pub name: String,
    pub metric: String,
    /// How far it at its worst would make an account leave, were it alone, 0 to 0.95.
    pub strength: f64,
}

/// Why an account looks well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LooksWell {
    /// Its score lies in the upper half of the bands.
    Score,
    /// It is used as it always was.
    Use,
    Both,
}

impl From<health::LooksWell> for LooksWell {
    fn from(looks: health::LooksWell) -> Self {
        match looks {
            health::LooksWell::Score => Self::Score,
            health::LooksWell::Use => Self::Use,
            health::LooksWell::Both => Self::Both,
        }
    }
}

/// An account and its hidden risk.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenRow {
    pub account_id: String,
    pub name: String,
    pub owner_email: Option<String>,
    pub arr: Option<Money>,
    pub days_to_renewal: Option<f64>,
    pub score: Option<f64>,
    pub band: Option<String>,
    /// 0 to 100.
    pub risk: f64,
    pub risk_band: Option<String>,
    pub listed: bool,
    /// First day of the present spell on the list.
    pub listed_since: Option<Date>,
    /// Nothing where it does not look well.
    pub looks_well: Option<LooksWell>,
    /// Alarm of each side, 0 to 100, in the order of the list's sides; nothing where it is unknown.
    pub sides: Vec<Option<f64>>,
    /// One sentence.
    pub why: String,
}

impl HiddenRow {
    /// Nothing where there is no risk.
    pub fn of(entry: &Entry) -> Option<Self> {
        let hidden = &entry.hidden;
        Some(Self {
            account_id: entry.id().to_string(),
            name: entry.account.name.clone(),
            owner_email: entry.account.owner_email.clone(),
            arr: entry.arr.map(Money::from),
            days_to_renewal: entry.metric("days_to_renewal"),
            score: entry.score,
            band: entry.band.clone(),
            risk: hidden.risk?,
            risk_band: hidden.band.clone(),
            listed: entry.is_red_inside(),
            listed_since: hidden.listed_since.map(Date),
            looks_well: hidden.looks_well.map(Into::into),
            sides: hidden.sides.iter().map(|alarm| number(f64::from(*alarm))).collect(),
            why: hidden.why.clone(),
        })
    }
}

/// An account's hidden risk on a day, opened to what it is made of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenRisk {
    pub day: Date,
    pub settings: String,
    pub version: i64,
    /// 0 to 100; nothing where too little is known.
    pub risk: Option<f64>,
    pub band: Option<String>,
    pub band_name: Option<String>,
    pub change_28d: Option<f64>,
    pub listed: bool,
    pub listed_from: f64,
    pub listed_since: Option<Date>,
    pub looks_well: Option<LooksWell>,
    /// What whoever only looks at the use sees.
    pub outside_sentence: String,
    pub known_sides: u32,
    /// The whole in one sentence.
    pub sentence: String,
    pub sides: Vec<HiddenSide>,
    pub history: HiddenHistory,
}

/// What one side adds.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenSide {
    pub key: String,
    pub name: String,
    /// How far it alone would make the account leave, 0 to 100; nothing where it is unknown.
    pub alarm: Option<f64>,
    /// The contributions of all sides add up to the risk.
    pub contribution: f64,
    pub signs: Vec<HiddenSign>,
}

/// What one sign sees.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenSign {
    pub key: String,
    pub name: String,
    pub metric: String,
    pub value: Option<f64>,
    pub baseline: Option<f64>,
    /// How far it alone would make the account leave, 0 to 100; nothing where it is unknown.
    pub alarm: Option<f64>,
    pub sentence: String,
    /// The facts behind it, where they can be told in a few lines.
    pub evidence: Vec<String>,
    pub missing: bool,
}

impl From<health::SidePart> for HiddenSide {
    fn from(side: health::SidePart) -> Self {
        let sign = |sign: health::SignPart| HiddenSign {
            key: sign.key,
            name: sign.name,
            metric: sign.metric,
            value: sign.value,
            baseline: sign.baseline,
            alarm: sign.alarm,
            sentence: sign.sentence,
            evidence: Vec::new(),
            missing: sign.missing,
        };
        Self {
            key: side.key,
            name: side.name,
            alarm: side.alarm,
            contribution: side.contribution,
            signs: side.signs.into_iter().map(sign).collect(),
        }
    }
}

/// The risk every seventh day; the lists are equally long.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenHistory {
    pub days: Vec<Date>,
    pub risk: Vec<Option<f64>>,
    pub looked_well: Vec<bool>,
}

/// The settings of hidden risk that are in use.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HiddenSettings {
    pub name: String,
    pub version: i64,
    /// Whether they are the company's own.
    pub own: bool,
    pub changed_by: Option<String>,
    pub changed_at: Option<Time>,
    /// As they stand in a file.
    pub toml: String,
}

/// Settings of hidden risk to publish.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenHiddenSettings {
    pub toml: String,
}
