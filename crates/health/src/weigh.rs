//! From points to a score: weighted means over what is present.

use crate::{Measure, Missing, Scorecard, reading::Reading};

/// A day's score and how it came about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weighed {
    /// 0–100; `NaN` when there is none.
    pub score: f64,
    /// The share of the scorecard's weight that has data behind it, 0–1.
    pub coverage: f64,
    /// A measure without a value forbids the score.
    pub blocked: bool,
    pub groups: Vec<WeighedGroup>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WeighedGroup {
    /// 0–100; `NaN` when no measure of it has points.
    pub score: f64,
    /// Its share of the whole, 0–1; the shares of all groups add up to 1.
    pub share: f64,
    /// The sum of what its measures weigh ([`effective`]).
    pub measures: f64,
}

impl Weighed {
    /// Room for a scorecard's groups, to be used day after day.
    pub fn room(card: &Scorecard) -> Self {
        let nothing = WeighedGroup { score: f64::NAN, share: 0.0, measures: 0.0 };
        let groups = vec![nothing; card.groups.len()];
        Self { score: f64::NAN, coverage: 0.0, blocked: false, groups }
    }

    /// Weighs a day's readings, given in the scorecard's order.
    pub fn weigh(&mut self, card: &Scorecard, readings: &[Reading]) {
        let (mut total, mut sum) = (0.0, 0.0);
        let (mut covered, mut whole) = (0.0, 0.0);
        let mut rest = readings;
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
            weighed.score = if present > 0.0 { points / present } else { f64::NAN };
            weighed.share = 0.0;
            if present > 0.0 {
                weighed.share = group.weight * emphasised(card.emphasis, weighed.score);
                sum += weighed.share * weighed.score;
                total += weighed.share;
            }
        }
        self.coverage = if whole > 0.0 { covered / whole } else { 0.0 };
        let enough = total > 0.0 && !self.blocked && self.coverage >= card.least_coverage;
        self.score = if enough { sum / total } else { f64::NAN };
        for weighed in &mut self.groups {
            weighed.share = if total > 0.0 { weighed.share / total } else { 0.0 };
        }
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
