//! Taking a day's score apart.

use perennial_model::Day;

use crate::{
    Assessment, Explanation, Group, GroupPart, MeasurePart, Scorecard,
    bands::band_of,
    phrases::{self, Told},
    reading::{Reader, Reading},
    summary,
    weigh::{Weighed, WeighedGroup, effective},
};

/// The move that is explained is the one over these days.
const MOVE_DAYS: usize = 28;

/// A day's readings, weighed.
struct Weighing {
    readings: Vec<Reading>,
    weighed: Weighed,
}

impl Weighing {
    fn of(assessment: &Assessment<'_>, index: usize) -> Self {
        let mut day = Self { readings: Vec::new(), weighed: Weighed::room(assessment.card) };
        assessment.weigh(index, &mut day.readings, &mut day.weighed);
        day
    }

    fn score(&self) -> Option<f64> {
        known(self.weighed.score)
    }
}

impl Assessment<'_> {
    /// What the score of a day is made of, in numbers and in words.
    pub fn explain(&self, day: Day) -> Explanation {
        let Some(index) = self.matrix.index(day) else { return nothing_known(self.card, day) };
        let now = Weighing::of(self, index);
        let before = index.checked_sub(MOVE_DAYS).map(|earlier| Weighing::of(self, earlier));
        let score = now.score();
        let scored_before = before.as_ref().filter(|before| before.score().is_some());
        let mut place = 0;
        let mut groups = Vec::with_capacity(self.card.groups.len());
        for (number, group) in self.card.groups.iter().enumerate() {
            let measures = (place..place + group.measures.len())
                .map(|place| {
                    let reader = &self.readers[place];
                    let held = now.weighed.groups[number];
                    let earlier = before.as_ref().map(|before| before.readings[place]);
                    let told = Told { now: now.readings[place], before: earlier, index };
                    let mut part = measure_part(self.card, reader, held, &told);
                    part.change_28d = score.zip(scored_before).map(|(_, before)| {
                        let pull = |share: f64, reading: &Reading| {
                            pull(share, reading.points, before.weighed.score)
                        };
                        let earlier = &before.readings[place];
                        let was = share(self.card, reader, before.weighed.groups[number], *earlier);
                        pull(part.share, &told.now) - pull(was, earlier)
                    });
                    part
                })
                .collect();
            place += group.measures.len();
            groups.push(group_part(group, now.weighed.groups[number], measures));
        }
        let mut explanation = Explanation {
            day,
            scorecard: self.card.name.clone(),
            version: self.card.version,
            score,
            band: score.and_then(|score| band_of(score, &self.card.bands)).cloned(),
            coverage: now.weighed.coverage,
            sentence: String::new(),
            change_28d: score
                .zip(scored_before.and_then(Weighing::score))
                .map(|(score, before)| score - before),
            groups,
        };
        explanation.sentence = summary::sentence(self.card, &explanation, now.weighed.blocked);
        explanation
    }
}

fn group_part(group: &Group, held: WeighedGroup, measures: Vec<MeasurePart>) -> GroupPart {
    let score = known(held.score);
    GroupPart {
        key: group.key.clone(),
        name: group.name.clone(),
        weight: group.weight,
        share: held.share,
        score,
        contribution: score.map_or(0.0, |score| held.share * score),
        measures,
    }
}

fn measure_part(
    card: &Scorecard,
    reader: &Reader<'_>,
    held: WeighedGroup,
    told: &Told,
) -> MeasurePart {
    let (measure, reading) = (reader.measure, told.now);
    MeasurePart {
        key: measure.key.clone(),
        name: measure.name.clone(),
        metric: measure.metric.clone(),
        value: known(reading.value),
        baseline: known(reading.baseline).filter(|baseline| baseline.is_finite()),
        points: known(reading.points),
        weight: measure.weight,
        share: share(card, reader, held, reading),
        contribution: contribution(card, reader, held, reading),
        change_28d: None,
        points_change_28d: told.before.and_then(|before| known(reading.points - before.points)),
        sentence: phrases::measure(reader, told),
        missing: reading.is_missing(),
    }
}

fn share(card: &Scorecard, reader: &Reader<'_>, held: WeighedGroup, reading: Reading) -> f64 {
    if reading.points.is_nan() || held.measures <= 0.0 {
        return 0.0;
    }
    held.share * (effective(card, reader.measure, &reading) / held.measures)
}

fn contribution(
    card: &Scorecard,
    reader: &Reader<'_>,
    held: WeighedGroup,
    reading: Reading,
) -> f64 {
    let share = share(card, reader, held, reading);
    if share > 0.0 { share * reading.points } else { 0.0 }
}

/// How far a measure pulls a score away from `from`. Over all measures the pulls of a day add up
/// to its score − `from`, so their differences between two days add up to the move; a measure
/// that lost its share to others is not blamed for what they say.
fn pull(share: f64, points: f64, from: f64) -> f64 {
    if share > 0.0 { share * (points - from) } else { 0.0 }
}

fn nothing_known(card: &Scorecard, day: Day) -> Explanation {
    Explanation {
        day,
        scorecard: card.name.clone(),
        version: card.version,
        score: None,
        band: None,
        coverage: 0.0,
        sentence: format!("There is no score: nothing is known about this account on {day}."),
        change_28d: None,
        groups: Vec::new(),
    }
}

fn known(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}
