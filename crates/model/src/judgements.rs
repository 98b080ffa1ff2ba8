//! What our own people think of an account: judgements, and overrides of its score.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{AccountId, Micros};

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JudgementKind {
    /// How it stands, as whoever looks after the account feels it: 1 in danger … 5 great.
    Pulse,
    /// Whether the use fits how they should be using us: 0 no, 1 more investigation, 2 yes.
    Fit,
    /// The level of the relationship: 1 commodity … 5 trusted adviser.
    Relationship,
    /// What we are to them: 0 no longer needed, 1 nice to have, 2 essential.
    Value,
    /// "The score is wrong; it should be": 0 to 100.
    Override,
}

impl JudgementKind {
    pub const ALL: [Self; 5] =
        [Self::Pulse, Self::Fit, Self::Relationship, Self::Value, Self::Override];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pulse => "pulse",
            Self::Fit => "fit",
            Self::Relationship => "relationship",
            Self::Value => "value",
            Self::Override => "override",
        }
    }

    /// So many days a judgement holds if nothing else is said: a feeling is old after a quarter, what
    /// we are to somebody after a year. None for an override, which says itself how long it holds.
    pub fn holds_days(self) -> Option<i32> {
        match self {
            Self::Pulse => Some(90),
            Self::Fit | Self::Relationship | Self::Value => Some(365),
            Self::Override => None,
        }
    }

    /// The words for its values, from the lowest value up; none where it is a number.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Pulse => &["1", "2", "3", "4", "5"],
            Self::Fit => &["no", "more_investigation", "yes"],
            Self::Relationship => {
                &["commodity", "transactional", "credible_source", "partner", "trusted_adviser"]
            }
            Self::Value => &["no_longer_needed", "nice_to_have", "essential"],
            Self::Override => &[],
        }
    }

    /// The number of the lowest word.
    fn lowest(self) -> f64 {
        if matches!(self, Self::Pulse | Self::Relationship) { 1.0 } else { 0.0 }
    }

    /// The number that a word stands for.
    pub fn number(self, word: &str) -> Option<f64> {
        let place = self.words().iter().position(|known| *known == word)?;
        Some(self.lowest() + place as f64)
    }

    /// The word for a number, rounded to the nearest.
    pub fn word(self, number: f64) -> Option<&'static str> {
        let place = (number - self.lowest()).round();
        let last = self.words().len().checked_sub(1)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        (0.0..=last as f64).contains(&place).then(|| self.words()[place as usize])
    }
}

impl fmt::Display for JudgementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for JudgementKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            format!("there is no judgement \"{text}\"; use {known}")
        })
    }
}

/// One judgement by one of us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    pub judgement_id: String,
    pub account_id: AccountId,
    pub kind: JudgementKind,
    /// See [`JudgementKind`].
    pub value: f64,
    pub reason: String,
    /// Who stands for it: an e-mail address, or "key" and a key's name.
    pub made_by: String,
    pub made_at: Micros,
    /// The first moment at which it holds no more, if nobody ends it before.
    pub until: Micros,
    /// When somebody withdrew or ended it, or the next override took its place.
    pub ended_at: Option<Micros>,
    pub ended_by: Option<String>,
}

impl Judgement {
    /// The first moment at which it holds no more.
    pub fn ends_at(&self) -> Micros {
        self.ended_at.map_or(self.until, |ended| ended.min(self.until))
    }

    /// Whether it holds at a moment. Of several of a kind the one made last counts.
    pub fn holds(&self, at: Micros) -> bool {
        self.made_at <= at && at < self.ends_at()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_stand_for_each_other() {
        for kind in JudgementKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            for word in kind.words() {
                assert_eq!(kind.number(word).and_then(|number| kind.word(number)), Some(*word));
            }
        }
        assert_eq!(JudgementKind::Relationship.number("trusted_adviser"), Some(5.0));
        assert_eq!(JudgementKind::Value.word(1.4), Some("nice_to_have"));
        assert_eq!(JudgementKind::Pulse.word(6.0), None);
        assert_eq!(JudgementKind::Override.word(50.0), None);
    }

    #[test]
    fn it_holds_until_its_end_or_until_somebody_ends_it() {
        let mut one = Judgement {
            judgement_id: "1".into(),
            account_id: "acme".into(),
            kind: JudgementKind::Pulse,
            value: 4.0,
            reason: String::new(),
            made_by: "ann".into(),
            made_at: Micros(10),
            until: Micros(20),
            ended_at: None,
            ended_by: None,
        };
        assert_eq!([9, 10, 19, 20].map(|at| one.holds(Micros(at))), [false, true, true, false]);
        one.ended_at = Some(Micros(15));
        assert_eq!([14, 15].map(|at| one.holds(Micros(at))), [true, false]);
        one.ended_at = Some(Micros(30));
        assert_eq!(one.ends_at(), Micros(20));
    }
}
