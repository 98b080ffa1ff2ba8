//! What our own people think of an account.

use perennial_board::Entry;
use perennial_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Date, Time};

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JudgementKind {
    /// How it stands: `1` in danger, `2` worried, `3` unsure, `4` good, `5` great.
    Pulse,
    /// Whether the use fits how they should be using us: `yes`, `no`, `more_investigation`.
    Fit,
    /// `commodity`, `transactional`, `credible_source`, `partner`, `trusted_adviser`.
    Relationship,
    /// What we are to them: `no_longer_needed`, `nice_to_have`, `essential`.
    Value,
}

impl From<JudgementKind> for model::JudgementKind {
    fn from(kind: JudgementKind) -> Self {
        match kind {
            JudgementKind::Pulse => Self::Pulse,
            JudgementKind::Fit => Self::Fit,
            JudgementKind::Relationship => Self::Relationship,
            JudgementKind::Value => Self::Value,
        }
    }
}

impl JudgementKind {
    /// Nothing for an override, which is no judgement on this wire.
    pub fn of(kind: model::JudgementKind) -> Option<Self> {
        match kind {
            model::JudgementKind::Pulse => Some(Self::Pulse),
            model::JudgementKind::Fit => Some(Self::Fit),
            model::JudgementKind::Relationship => Some(Self::Relationship),
            model::JudgementKind::Value => Some(Self::Value),
            model::JudgementKind::Override => None,
        }
    }
}

/// What somebody of us said of an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Judgement {
    pub judgement_id: String,
    pub kind: JudgementKind,
    /// A word of its kind.
    pub value: String,
    pub reason: String,
    /// E-mail address, or "key" and a key's name.
    pub by: String,
    pub at: Time,
    /// Whole days since then.
    pub age_days: i32,
    /// Somebody took it back.
    pub withdrawn: bool,
    /// It has grown old by itself and does not count any more.
    pub old: bool,
}

/// What our people say of an account now, and said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Judgements {
    pub current: CurrentJudgements,
    /// A pulse that is older does not count in the score any more.
    pub pulse_fades_after_days: i32,
    pub value: ValueViews,
    /// The latest first, with those that were withdrawn.
    pub history: Vec<Judgement>,
}

/// The latest of each kind that was not withdrawn.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct CurrentJudgements {
    pub pulse: Option<Judgement>,
    pub fit: Option<Judgement>,
    pub relationship: Option<Judgement>,
    pub value: Option<Judgement>,
}

/// What we are to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueClass {
    NoLongerNeeded,
    NiceToHave,
    Essential,
}

impl ValueClass {
    /// The class of a number: 0 no longer needed, 1 nice to have, 2 essential, rounded.
    pub fn of(number: f64) -> Option<Self> {
        match model::JudgementKind::Value.word(number)? {
            "no_longer_needed" => Some(Self::NoLongerNeeded),
            "nice_to_have" => Some(Self::NiceToHave),
            _ => Some(Self::Essential),
        }
    }
}

/// What we are to the customer, seen from three sides.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ValueViews {
    pub csm: Option<ValueClass>,
    pub survey: Option<ValueClass>,
    pub behaviour: Option<ValueClass>,
    /// Answers of the last 365 days.
    pub survey_answers: u32,
    /// Why behaviour says so.
    pub behaviour_sentence: String,
    pub disagree: bool,
}

/// A judgement to write down.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJudgement {
    pub kind: JudgementKind,
    /// A word of its kind.
    pub value: String,
    /// May be empty for relationship and value.
    #[serde(default)]
    pub reason: String,
}

/// A score that somebody of us sets against the scorecard's.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OverrideRow {
    pub override_id: String,
    pub account_id: String,
    pub account_name: String,
    /// What the person says, 0 to 100.
    pub score: f64,
    pub band: Option<String>,
    /// What the scorecard says now.
    pub computed_score: Option<f64>,
    pub computed_band: Option<String>,
    pub reason: String,
    /// Who stands for it.
    pub owner_email: String,
    pub created_at: Time,
    /// The last day on which it holds.
    pub until: Date,
    pub ended_at: Option<Time>,
    pub ended_by: Option<String>,
    pub in_force: bool,
}

impl OverrideRow {
    /// The override that holds for an account.
    pub fn in_force(entry: &Entry) -> Option<Self> {
        let over = entry.overridden.as_ref()?;
        Some(Self::of(entry, &over.judgement, over.band.clone(), over.until, true))
    }

    pub fn of(
        entry: &Entry,
        one: &model::Judgement,
        band: Option<String>,
        until: model::Day,
        in_force: bool,
    ) -> Self {
        Self {
            override_id: one.judgement_id.clone(),
            account_id: entry.id().to_string(),
            account_name: entry.account.name.clone(),
            score: one.value,
            band,
            computed_score: entry.score,
            computed_band: entry.band.clone(),
            reason: one.reason.clone(),
            owner_email: one.made_by.clone(),
            created_at: Time(one.made_at),
            until: Date(until),
            ended_at: one.ended_at.map(Time),
            ended_by: one.ended_by.clone(),
            in_force,
        }
    }
}

/// Every override of an account, the latest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Overrides {
    pub rows: Vec<OverrideRow>,
}

/// An override to write down.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOverride {
    /// 0 to 100.
    pub score: f64,
    pub reason: String,
    /// The last day on which it holds, `YYYY-MM-DD`; at most a year ahead.
    pub until: String,
}
