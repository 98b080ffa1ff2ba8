//! Segments.

use perennial_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Date, MetricUnit, Money, Time};
use crate::segments::{Distribution as Spread, Move, SegmentError, Size, Use};

/// What a segment's accounts follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// A condition: its accounts come and go by themselves.
    Condition,
    /// A list: somebody puts accounts there and takes them off.
    List,
}

/// A segment's definition.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Segment {
    pub segment_id: String,
    /// Unique; never changes.
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub kind: SegmentKind,
    /// Nothing for a list.
    pub condition: Option<String>,
    pub created_by: String,
    pub created_at: Time,
    /// Who changed it last; of a list, its accounts included.
    pub updated_by: String,
    pub updated_at: Time,
    /// Grows with each change of name, description or condition.
    pub version: i64,
}

impl From<&model::Segment> for Segment {
    fn from(segment: &model::Segment) -> Self {
        Self {
            segment_id: segment.segment_id.clone(),
            key: segment.key.clone(),
            name: segment.name.clone(),
            description: segment.description.clone(),
            kind: match segment.rule {
                model::SegmentRule::Condition(_) => SegmentKind::Condition,
                model::SegmentRule::List => SegmentKind::List,
            },
            condition: segment.rule.condition().map(str::to_owned),
            created_by: segment.created_by.clone(),
            created_at: Time(segment.created_at),
            updated_by: segment.updated_by.clone(),
            updated_at: Time(segment.updated_at),
            version: segment.version,
        }
    }
}

/// How large a group of accounts is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentSize {
    pub accounts: u64,
    /// Those among them that have an ARR: what the average is of.
    pub with_arr: u64,
    /// Together; nothing where no account has an ARR.
    pub arr: Option<Money>,
    /// Per account that has one.
    pub average_arr: Option<Money>,
}

impl From<Size> for SegmentSize {
    fn from(size: Size) -> Self {
        Self {
            accounts: size.accounts,
            with_arr: size.with_arr,
            arr: size.arr.map(Money::from),
            average_arr: size.average_arr().map(Money::from),
        }
    }
}

/// Why a segment has no accounts to show: what its condition names is gone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentProblem {
    /// What is wrong, with the nearest valid word.
    pub detail: String,
    /// The sentence again, the line of the condition, and carets under the place.
    pub marked: String,
}

impl SegmentProblem {
    /// What of an error is the condition's own fault; nothing for any other error.
    pub fn of(error: &SegmentError) -> Option<Self> {
        match error {
            SegmentError::Broken { error, .. } => {
                Some(Self { detail: error.sentence(), marked: error.to_string() })
            }
            _ => None,
        }
    }
}

/// A segment with how large it is now.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentRow {
    #[serde(flatten)]
    pub segment: Segment,
    /// The condition in plain English; nothing for a list.
    pub explanation: Option<String>,
    /// Nothing where there is a problem.
    pub size: Option<SegmentSize>,
    pub problem: Option<SegmentProblem>,
    /// Accounts at the end of each of the days asked for, the last of them today; nothing where
    /// none were asked for or there is a problem.
    pub sizes: Option<Vec<i64>>,
}

/// What a segment was after a change.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentVersion {
    pub version: i64,
    pub name: String,
    pub description: Option<String>,
    pub condition: Option<String>,
    pub changed_by: String,
    pub changed_at: Time,
}

impl From<model::SegmentVersion> for SegmentVersion {
    fn from(version: model::SegmentVersion) -> Self {
        Self {
            version: version.version,
            name: version.name,
            description: version.description,
            condition: version.condition,
            changed_by: version.changed_by,
            changed_at: Time(version.changed_at),
        }
    }
}

/// Something that names a segment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentUse {
    /// `scorecard`, `play` …
    pub kind: String,
    pub key: String,
    pub name: String,
}

impl From<Use> for SegmentUse {
    fn from(one: Use) -> Self {
        Self { kind: one.kind.to_owned(), key: one.key, name: one.name }
    }
}

/// An account that entered or left a segment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SegmentMove {
    /// The first day in, or the first day out.
    pub day: Date,
    pub account_id: String,
    pub account_name: String,
    /// Entered, or left.
    pub entered: bool,
    /// Its ARR on that day.
    pub arr: Option<Money>,
    /// Whether it left the segment because it ceased to be a customer.
    pub churned: bool,
}

impl SegmentMove {
    pub fn new(one: Move, currency: model::Currency) -> Self {
        Self {
            day: Date(one.day),
            account_id: one.account_id,
            account_name: one.account_name,
            entered: one.entered,
            arr: one.arr_minor.map(|minor| Money { minor, currency }),
            churned: one.churned,
        }
    }
}

/// How a metric's values are spread over the accounts that have one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Distribution {
    /// Accounts with a value.
    pub n: u64,
    pub min: f64,
    pub p10: f64,
    pub p25: f64,
    pub median: f64,
    pub p75: f64,
    pub p90: f64,
    pub max: f64,
}

impl From<Spread> for Distribution {
    fn from(spread: Spread) -> Self {
        let Spread { n, min, p10, p25, median, p75, p90, max } = spread;
        Self { n, min, p10, p25, median, p75, p90, max }
    }
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    Number,
    Text,
    Bool,
    Time,
    Day,
}

impl From<perennial_expr::Type> for ColumnType {
    fn from(of: perennial_expr::Type) -> Self {
        use perennial_expr::Type;
        match of {
            Type::Number => Self::Number,
            Type::Text => Self::Text,
            Type::Bool => Self::Bool,
            Type::Time => Self::Time,
            Type::Day => Self::Day,
        }
    }
}

/// What sort of column it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A metric: a value per day.
    Metric,
    /// Worked out per day from other things, such as the score.
    Day,
    /// A field of the account's record, of which only the present value is known.
    Attribute,
}

/// A column that a condition over accounts can name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConditionColumn {
    /// As conditions spell it.
    pub column: String,
    /// As people call it.
    pub name: String,
    pub about: String,
    pub r#type: ColumnType,
    pub kind: ColumnKind,
    /// Of metrics.
    pub unit: Option<MetricUnit>,
    /// Of texts: the values that accounts have, where there are not too many.
    pub values: Vec<String>,
}
