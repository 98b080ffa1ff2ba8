//! Taking a day's score apart.

use perennial_model::Day;

use crate::{
    Assessment, Ceiling, CeilingPart, Exception, ExceptionPart, Explanation, Group, GroupPart,
    MeasurePart, Scorecard,
    bands::band_of,
    phrases::{self, Told, number},
    reading::{Reader, Reading},
    summary,
    weigh::{DayReadings, Weighed, WeighedGroup, effective},
};

/// The move that is explained is the one over these days, unless another is asked for.
pub const MOVE_DAYS: u32 = 28;

/// A day's readings, weighed.
struct Weighing {
    readings: DayReadings,
    weighed: Weighed,
}

impl Weighing {
    fn of(assessment: &Assessment<'_>, index: usize) -> Self {
        let weighed = Weighed::room(assessment.card);
        let mut day = Self { readings: DayReadings::default(), weighed };
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
        self.explain_over(day, MOVE_DAYS)
    }

    /// The same, with the move over so many days told.
    pub fn explain_over(&self, day: Day, days: u32) -> Explanation {
        let Some(index) = self.matrix.index(day) else {
            return nothing_known(self.card, day, days);
        };
        let now = Weighing::of(self, index);
        let before = index.checked_sub(days as usize).map(|earlier| Weighing::of(self, earlier));
        let score = now.score();
        let scored_before = before.as_ref().filter(|before| before.score().is_some());
        let mut place = 0;
        let mut ceilings = now.readings.ceilings.iter();
        let mut groups = Vec::with_capacity(self.card.groups.len());
        for (number, group) in self.card.groups.iter().enumerate() {
            let held = now.weighed.groups[number];
            let measures = (place..place + group.measures.len())
                .map(|place| {
                    let reader = &self.readers[place];
                    let earlier = before.as_ref().map(|before| before.readings.measures[place]);
                    let reading = now.readings.measures[place];
                    let told = Told { now: reading, before: earlier, index };
                    let mut part = measure_part(self.card, reader, held, &told);
                    part.change = score.zip(scored_before).map(|(_, before)| {
                        let from = before.weighed.score;
                        let pull =
                            |share: f64, reading: &Reading| pull(share, reading.points, from);
                        let earlier = &before.readings.measures[place];
                        let was = share(self.card, reader, before.weighed.groups[number], *earlier);
                        pull(part.share, &reading) - pull(was, earlier)
                    });
                    part
                })
                .collect();
            place += group.measures.len();
            let ceiling = group.ceiling.as_ref().and_then(|ceiling| {
                ceiling_part(ceiling, group, held, ceilings.next().copied().unwrap_or(f64::NAN))
            });
            groups.push(group_part(group, held, ceiling, measures));
        }
        let mut explanation = Explanation {
            day,
            scorecard: self.card.name.clone(),
            version: self.card.version,
            score,
            band: score.and_then(|score| band_of(score, &self.card.bands)).cloned(),
            coverage: now.weighed.coverage,
            sentence: String::new(),
            unheld: known(now.weighed.unheld),
            change: score
                .zip(scored_before.and_then(Weighing::score))
                .map(|(score, before)| score - before),
            change_days: days,
            groups,
            exceptions: exception_parts(self.card, &now),
        };
        explanation.sentence = summary::sentence(self.card, &explanation, now.weighed.blocked);
        explanation
    }
}

/// The exceptions that hold; what they take off is the lowest one's doing.
fn exception_parts(card: &Scorecard, now: &Weighing) -> Vec<ExceptionPart> {
    let values = card.exceptions.iter().zip(&now.readings.exceptions);
    let holding: Vec<(&Exception, f64)> = values
        .filter(|(exception, value)| exception.holds(**value))
        .map(|(exception, value)| (exception, *value))
        .collect();
    let lowest = holding.iter().map(|(one, _)| one.most).reduce(f64::min);
    let mut taken = Some(now.weighed.score - now.weighed.unheld).filter(|taken| *taken < 0.0);
    let part = |(exception, value): (&Exception, f64)| ExceptionPart {
        key: exception.key.clone(),
        name: exception.name.clone(),
        metric: exception.metric.clone(),
        value: known(value),
        most: exception.most,
        contribution: if Some(exception.most) == lowest {
            taken.take().unwrap_or(0.0)
        } else {
            0.0
        },
        sentence: format!(
            "at most {} while \"{}\" holds (it is {})",
            number(exception.most),
            exception.name,
            number(value),
        ),
    };
    holding.into_iter().map(part).collect()
}

fn ceiling_part(
    ceiling: &Ceiling,
    group: &Group,
    held: WeighedGroup,
    value: f64,
) -> Option<CeilingPart> {
    let taken = held.taken();
    let what =
        || format!("{} counts for at most {}", group.name.to_lowercase(), number(held.score));
    (taken < 0.0).then(|| CeilingPart {
        metric: ceiling.metric.clone(),
        value: known(value),
        most: held.score,
        uncapped: held.uncapped,
        contribution: taken,
        sentence: match &ceiling.says {
            Some(says) => format!("{}, so {}", phrases::filled(says, value, f64::NAN), what()),
            None => format!("{} while {} is {}", what(), ceiling.metric, number(value)),
        },
    })
}

fn group_part(
    group: &Group,
    held: WeighedGroup,
    ceiling: Option<CeilingPart>,
    measures: Vec<MeasurePart>,
) -> GroupPart {
    let score = known(held.score);
    GroupPart {
        key: group.key.clone(),
        name: group.name.clone(),
        weight: group.weight,
        share: held.share,
        score,
        contribution: score.map_or(0.0, |score| held.share * score),
        ceiling,
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
        change: None,
        points_change: told.before.and_then(|before| known(reading.points - before.points)),
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

fn nothing_known(card: &Scorecard, day: Day, change_days: u32) -> Explanation {
    Explanation {
        day,
        scorecard: card.name.clone(),
        version: card.version,
        score: None,
        band: None,
        coverage: 0.0,
        sentence: format!("There is no score: nothing is known about this account on {day}."),
        unheld: None,
        change: None,
        change_days,
        groups: Vec::new(),
        exceptions: Vec::new(),
    }
}

fn known(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}
