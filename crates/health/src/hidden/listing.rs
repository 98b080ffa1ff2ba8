//! Green outside, red inside: who looks well and carries a high hidden risk.

use perennial_model::Day;
use serde::{Deserialize, Serialize};

use super::{HiddenHistory, HiddenRisk};
use crate::{HealthHistory, Scorecard};

/// Why an account looks well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LooksWell {
    /// Its score lies in the upper half of the bands.
    Score,
    /// It is used as it always was.
    Use,
    Both,
}

/// A spell on the list goes on over so many days off it.
const PAUSE_DAYS: i32 = 7;

impl HiddenRisk {
    /// Whether an account with this score and this look of its use looks well.
    pub fn looks_well(
        &self,
        card: &Scorecard,
        score: Option<f64>,
        outside: Option<f64>,
    ) -> Option<LooksWell> {
        // People see whole numbers, so the whole number decides.
        let fine = card.fine_from().zip(score).is_some_and(|(from, score)| score.round() >= from);
        let used = outside.is_some_and(|points| points >= self.outside_from);
        match (fine, used) {
            (true, true) => Some(LooksWell::Both),
            (true, false) => Some(LooksWell::Score),
            (false, true) => Some(LooksWell::Use),
            (false, false) => None,
        }
    }

    /// Whether an account that looks like this is listed.
    pub fn lists(&self, risk: Option<f64>, looks: Option<LooksWell>) -> bool {
        looks.is_some() && risk.is_some_and(|risk| risk.round() >= self.listed_from)
    }

    /// Whether an account was listed on a day.
    pub fn listed_on(
        &self,
        card: &Scorecard,
        health: &HealthHistory,
        hidden: &HiddenHistory,
        day: Day,
    ) -> bool {
        let looks = self.looks_well(card, health.score(day), hidden.looked(day));
        self.lists(hidden.risk(day), looks)
    }

    /// The first day of the spell on the list that lasts on a day; nothing where the account is not
    /// listed then.
    pub fn listed_since(
        &self,
        card: &Scorecard,
        health: &HealthHistory,
        hidden: &HiddenHistory,
        day: Day,
    ) -> Option<Day> {
        let is_listed = |day| self.listed_on(card, health, hidden, day);
        let mut since = Some(day).filter(|day| is_listed(*day))?;
        let mut back = since;
        while back > hidden.first && since.0 - back.0 <= PAUSE_DAYS {
            back = back.plus(-1);
            if is_listed(back) {
                since = back;
            }
        }
        Some(since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{default_hidden_risk, default_scorecard};

    #[test]
    fn who_looks_well_with_a_high_risk_is_listed_and_short_pauses_do_not_end_it() {
        let (card, settings) = (default_scorecard(), default_hidden_risk());
        let score = |day: i32| if day < 5 { 40.0 } else { 80.0 };
        let risk = |day: i32| if (20..24).contains(&day) { 10.0 } else { 60.0 };
        let days = || 0..40;
        let health = HealthHistory::new(Day(0), days().map(score).collect(), &card);
        let hidden = HiddenHistory {
            first: Day(0),
            risks: days().map(risk).collect(),
            outside: days().map(|_| f64::NAN).collect(),
        };
        let since = |day| settings.listed_since(&card, &health, &hidden, Day(day));
        assert_eq!(since(39), Some(Day(5)));
        assert_eq!(since(21), None);
        assert_eq!(since(4), None, "it does not look well");
        let looks = |score, use_| settings.looks_well(&card, score, use_);
        assert_eq!(looks(Some(69.6), Some(90.0)), Some(LooksWell::Both));
        assert_eq!(looks(Some(69.4), Some(90.0)), Some(LooksWell::Use));
        assert_eq!(looks(None, Some(10.0)), None);
    }
}
