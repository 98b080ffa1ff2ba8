//! From points to a score: weighted means over what is present, then what holds them down.

use crate::{Measure, Missing, Scorecard, reading::Reading};

/// A day's score and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weighed {
    /// 0–100; `NaN` when there is none.
    pub score: f64,
    /// What it would be without exceptions.
    pub unheld: f64,
    /// The share of the scorecard's weight that has data behind it, 0–1.
    pub coverage: f64,
    /// A measure without a value forbids the score.
    pub blocked: bool,
    pub groups: Vec<WeighedGroup>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WeighedGroup {
    /// 0–100, as it counts; `NaN` when no measure of it has points.
    pub score: f64,
    /// What its measures come to, before its ceiling.
    pub uncapped: f64,
    /// Its share of the whole, 0–1; the shares of all groups add up to 1.
    pub share: f64,
    /// The sum of what its measures weigh ([`effective`]).
    pub measures: f64,
}

/// All that a day's score is made of, in the scorecard's order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct DayReadings {
    pub measures: Vec<Reading>,
    /// Of each group that has a ceiling: its metric's value.
    pub ceilings: Vec<f64>,
    /// Of each exception: its metric's value.
    pub exceptions: Vec<f64>,
}

impl Weighed {
    /// Room for a scorecard's groups, to be used day after day.
    pub fn room(card: &Scorecard) -> Self {
        let nan = f64::NAN;
        let nothing = WeighedGroup { score: nan, uncapped: nan, share: 0.0, measures: 0.0 };
        let groups = vec![nothing; card.groups.len()];
        Self { score: nan, unheld: nan, coverage: 0.0, blocked: false, groups }
    }

    /// Weighs a day.
    pub fn weigh(&mut self, card: &Scorecard, day: &DayReadings) {
        let (mut total, mut sum) = (0.0, 0.0);
        let (mut covered, mut whole) = (0.0, 0.0);
        let mut rest = day.measures.as_slice();
        let mut ceilings = day.ceilings.iter();
        self.blocked = false;
        for (group, weighed) in card.groups.iter().zip(&mut self.groups) {
            let (own, others) = rest.split_at(group.measures.len());
            rest = others;
            let (mut points, mut present, mut known, mut all) = (0.0, 0.0, 0.0, 0.0);
            for (measure, reading) in group.measures.iter().zip(own) {
                all += measure.weight;
                if !reading.is_missing() {
                    known += measure.weight;
                }
                if !reading.points.is_nan() {
                    let weight = effective(card, measure, reading);
                    points += weight * reading.points;
                    present += weight;
                }
                self.blocked |= reading.is_missing() && measure.missing == Missing::Block;
            }
            whole += group.weight;
            covered += if all > 0.0 { group.weight * (known / all) } else { 0.0 };
            weighed.measures = present;
            weighed.uncapped = if present > 0.0 { points / present } else { f64::NAN };
            weighed.score = weighed.uncapped;
            if let Some(ceiling) = &group.ceiling {
                let most = ceilings.next().map_or(f64::NAN, |value| ceiling.curve.at(*value));
                if weighed.score > most {
                    weighed.score = most;
                }
            }
            weighed.share = 0.0;
            if present > 0.0 {
                weighed.share = group.weight * emphasised(card.emphasis, weighed.score);
                sum += weighed.share * weighed.score;
                total += weighed.share;
            }
        }
        self.coverage = if whole > 0.0 { covered / whole } else { 0.0 };
        let enough = total > 0.0 && !self.blocked && self.coverage >= card.least_coverage;
        self.unheld = if enough { sum / total } else { f64::NAN };
        self.score = self.unheld;
        for (exception, value) in card.exceptions.iter().zip(&day.exceptions) {
            if exception.holds(*value) && self.score > exception.most {
                self.score = exception.most;
            }
        }
        for weighed in &mut self.groups {
            weighed.share = if total > 0.0 { weighed.share / total } else { 0.0 };
        }
    }
}

impl WeighedGroup {
    /// What the group's ceiling takes off the score, not above 0.
    pub fn taken(&self) -> f64 {
        if self.share > 0.0 { self.share * (self.score - self.uncapped) } else { 0.0 }
    }
}

/// What a measure with points weighs within its group.
pub(crate) fn effective(card: &Scorecard, measure: &Measure, reading: &Reading) -> f64 {
    measure.weight * reading.evidence * emphasised(card.emphasis, reading.points)
}

/// How many times its weight something with that many points counts: 1 at 100 points, 1 + emphasis
/// at 0. Of this shape because points × weight then never falls as points rise, which is what makes
/// the mean monotone whatever the emphasis.
fn emphasised(emphasis: f64, points: f64) -> f64 {
    (1.0 + emphasis) / (1.0 + emphasis * (points / 100.0))
}
