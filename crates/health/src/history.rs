//! The score of every day.

use perennial_model::Day;
use serde::Serialize;

use crate::{Band, Scorecard, bands::band_of, explanation::day_as_text};

/// One score per day from `first` on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HealthHistory {
    #[serde(serialize_with = "day_as_text")]
    pub first: Day,
    /// 0–100; `NaN` (null in JSON) where there is no score.
    pub scores: Vec<f64>,
    /// The bands of the scorecard that scored.
    pub bands: Vec<Band>,
}

impl HealthHistory {
    /// A history from given scores, banded as the scorecard says.
    pub fn new(first: Day, scores: Vec<f64>, card: &Scorecard) -> Self {
        Self { first, scores, bands: card.bands.clone() }
    }

    /// The score of a day, if it has one.
    pub fn score(&self, day: Day) -> Option<f64> {
        let index = usize::try_from(day.0.checked_sub(self.first.0)?).ok()?;
        self.scores.get(index).copied().filter(|score| !score.is_nan())
    }

    /// The band of a day's score.
    pub fn band(&self, day: Day) -> Option<&Band> {
        band_of(self.score(day)?, &self.bands)
    }

    /// The change of the score against that many days before, when both days have one.
    pub fn change(&self, day: Day, days: i32) -> Option<f64> {
        Some(self.score(day)? - self.score(day.plus(-days))?)
    }
}
