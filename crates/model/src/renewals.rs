//! What a teammate expects of a contract term that ends.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{AccountId, Micros, Money};

/// What will become of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expects {
    /// As good as signed.
    Commit,
    /// More likely than not.
    Likely,
    /// It may go either way.
    Unsure,
    /// More likely lost than not.
    AtRisk,
    /// It will not go on.
    Lost,
}

impl Expects {
    pub const ALL: [Self; 5] = [Self::Commit, Self::Likely, Self::Unsure, Self::AtRisk, Self::Lost];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Likely => "likely",
            Self::Unsure => "unsure",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
        }
    }
}

impl FromStr for Expects {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|one| one.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            format!("nobody expects \"{text}\" of a renewal; known are {known}")
        })
    }
}

/// What somebody expects of one term. The latest of a term holds; earlier ones stay to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct RenewalCall {
    pub call_id: String,
    pub account_id: AccountId,
    pub subscription_id: String,
    /// The end of the term that it is about.
    pub term_end: Micros,
    pub expects: Expects,
    /// What it will bring a month, where somebody says so.
    pub mrr: Option<Money>,
    pub reason: String,
    /// E-mail address of the teammate, or "key" and a key's name.
    pub made_by: String,
    pub made_at: Micros,
}
