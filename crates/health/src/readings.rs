//! One account's readings on some days, kept so that other weights, curves and bands are quick to
//! try: what a measure sees costs a walk over the account's history, what it makes of that does not.

use perennial_model::Day;

use crate::{Assessment, Measure, Scorecard, reading::Reading, weigh::Weighed};

/// What each measure of a scorecard sees of an account on some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// Day by day, of each the measures in the scorecard's order.
    seen: Vec<Seen>,
    measures: usize,
}

/// What the curve is given, and how much it proves: NaN on a day that the account has no history of.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    input: f64,
    evidence: f64,
}

impl Readings {
    /// Bytes that it takes, about.
    pub fn bytes(&self) -> usize {
        size_of_val(self.seen.as_slice())
    }
}

impl Assessment<'_> {
    /// What the measures see on these days; nothing on those that the matrix does not have.
    pub fn readings(&self, days: &[Day]) -> Readings {
        let unknown = Seen { input: f64::NAN, evidence: f64::NAN };
        let see = |day: &Day| {
            let place = self.matrix.index(*day);
            self.readers.iter().map(move |reader| {
                place.map_or(unknown, |place| {
                    let (input, evidence) = reader.input(place, &self.rhythm);
                    Seen { input, evidence }
                })
            })
        };
        Readings { seen: days.iter().flat_map(see).collect(), measures: self.readers.len() }
    }
}

impl Scorecard {
    /// The score of each day of these readings, NaN where there is none: to the last bit what
    /// [`Assessment::history`] has, for a scorecard that [reads the same](Self::reads_as).
    pub fn scores(&self, readings: &Readings) -> Vec<f64> {
        let measures: Vec<&Measure> = self.groups.iter().flat_map(|one| &one.measures).collect();
        let mut weighed = Weighed::room(self);
        let mut day = Vec::with_capacity(measures.len());
        let mut score = |seen: &[Seen]| {
            if seen.iter().any(|one| one.evidence.is_nan()) {
                return f64::NAN;
            }
            day.clear();
            day.extend(measures.iter().zip(seen).map(|(measure, seen)| {
                let (points, evidence) = measure.judge(seen.input, seen.evidence);
                let unsaid = f64::NAN;
                Reading { value: unsaid, baseline: unsaid, input: seen.input, points, evidence }
            }));
            weighed.weigh(self, &day);
            weighed.score
        };
        readings.seen.chunks_exact(readings.measures.max(1)).map(&mut score).collect()
    }

    /// Whether readings made for one can be scored by the other: both ask the same of the same
    /// metrics in the same order. Weights, curves, bands and what is made of missing values may
    /// differ.
    pub fn reads_as(&self, other: &Self) -> bool {
        let of = |card: &Self| {
            let measures = card.groups.iter().flat_map(|group| &group.measures);
            let asks = |one: &Measure| {
                let Measure { metric, transform, fades_in_silence, only_when, .. } = one.clone();
                (metric, transform, fades_in_silence, only_when)
            };
            measures.map(asks).collect::<Vec<_>>()
        };
        of(self) == of(other)
    }

    /// The metrics that it reads, sorted.
    pub fn metrics(&self) -> Vec<&str> {
        let mut names = crate::rhythm::METRICS.to_vec();
        for measure in self.groups.iter().flat_map(|group| &group.measures) {
            names.push(&measure.metric);
            names.extend(measure.only_when.as_ref().map(|when| when.metric.as_str()));
            if let crate::Transform::Share { of, .. } = &measure.transform {
                names.push(of);
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}
