//! Things that people declare as text and change over time.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Micros;

/// What a declaration declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclaredKind {
    Metric,
    /// Something that plans entitle to.
    Capability,
    /// How metrics become a health score.
    Scorecard,
    /// Which of several scorecards is asked first.
    ScorecardOrder,
    /// What hidden risk looks at.
    HiddenRisk,
}

impl DeclaredKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Metric => "metric",
            Self::Capability => "capability",
            Self::Scorecard => "scorecard",
            Self::ScorecardOrder => "scorecard_order",
            Self::HiddenRisk => "hidden_risk",
        }
    }
}

impl fmt::Display for DeclaredKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One version of a declaration. Versions are never changed: a change is a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    pub key: String,
    /// Counts from 1.
    pub version: i64,
    /// The text, as TOML; nothing where the declaration was taken back.
    pub content: Option<String>,
    pub changed_by: String,
    pub changed_at: Micros,
}
