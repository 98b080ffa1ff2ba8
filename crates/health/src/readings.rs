//! One account's readings on some days, kept so that other weights, curves and bands are quick to
//! try: what a measure sees costs a walk over the account's history, what it makes of that does not.

use perennial_model::Day;

use crate::{
    Assessment, Measure, Scorecard, Transform,
    reading::Reading,
    weigh::{DayReadings, Weighed},
};

/// What each measure of a scorecard, each ceiling and each exception sees of an account on some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Readings {
    /// Day by day, of each the measures in the scorecard's order, then its ceilings and exceptions.
    seen: Vec<Seen>,
    each_day: usize,
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
        const UNKNOWN: Seen = Seen { input: f64::NAN, evidence: f64::NAN };
        let each_day = self.readers.len() + self.ceilings.len() + self.exceptions.len();
        let mut seen = Vec::with_capacity(days.len() * each_day);
        for day in days {
            let Some(place) = self.matrix.index(*day) else {
                seen.extend(std::iter::repeat_n(UNKNOWN, each_day));
                continue;
            };
            seen.extend(self.readers.iter().map(|reader| {
                let (input, evidence) = reader.input(place, &self.rhythm);
                Seen { input, evidence }
            }));
            let limits = self.ceilings.iter().chain(&self.exceptions);
            seen.extend(limits.map(|metric| Seen { input: metric.at(place), evidence: 1.0 }));
        }
        Readings { seen, each_day }
    }
}

impl Scorecard {
    /// The score of each day of these readings, NaN where there is none: to the last bit what
    /// [`Assessment::history`] has, for a scorecard that [reads the same](Self::reads_as).
    pub fn scores(&self, readings: &Readings) -> Vec<f64> {
        let measures: Vec<&Measure> = self.groups.iter().flat_map(|one| &one.measures).collect();
        let ceilings = self.ceilings().count();
        let mut weighed = Weighed::room(self);
        let mut day = DayReadings::default();
        let mut score = |seen: &[Seen]| {
            if seen.iter().any(|one| one.evidence.is_nan()) {
                return f64::NAN;
            }
            let (of_measures, limits) = seen.split_at(measures.len());
            let (of_ceilings, of_exceptions) = limits.split_at(ceilings);
            day.measures.clear();
            day.measures.extend(measures.iter().zip(of_measures).map(|(measure, seen)| {
                let (points, evidence) = measure.judge(seen.input, seen.evidence);
                let unsaid = f64::NAN;
                Reading { value: unsaid, baseline: unsaid, input: seen.input, points, evidence }
            }));
            day.ceilings.clear();
            day.ceilings.extend(of_ceilings.iter().map(|one| one.input));
            day.exceptions.clear();
            day.exceptions.extend(of_exceptions.iter().map(|one| one.input));
            weighed.weigh(self, &day);
            weighed.score
        };
        readings.seen.chunks_exact(readings.each_day.max(1)).map(&mut score).collect()
    }

    /// Whether readings made for one can be scored by the other: both ask the same of the same
    /// metrics in the same order. Weights, curves, limits, bands and what is made of missing values
    /// may differ.
    pub fn reads_as(&self, other: &Self) -> bool {
        let of = |card: &Self| {
            let measures = card.groups.iter().flat_map(|group| &group.measures);
            let asks = |one: &Measure| {
                let Measure { metric, transform, fades_in_silence, only_when, .. } = one.clone();
                (metric, transform, fades_in_silence, only_when)
            };
            let asked: Vec<_> = measures.map(asks).collect();
            let capped: Vec<_> = card.groups.iter().map(|group| group.ceiling.is_some()).collect();
            let limits: Vec<_> = card.limits().map(str::to_owned).collect();
            (asked, capped, limits)
        };
        of(self) == of(other)
    }

    /// The metrics of its ceilings and its exceptions.
    fn limits(&self) -> impl Iterator<Item = &str> {
        let ceilings = self.ceilings().map(|ceiling| ceiling.metric.as_str());
        ceilings.chain(self.exceptions.iter().map(|one| one.metric.as_str()))
    }

    /// The metrics that it reads, sorted.
    pub fn metrics(&self) -> Vec<&str> {
        let mut names = metrics_of(self.groups.iter().flat_map(|group| &group.measures));
        names.extend(self.limits());
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The metrics that these measures read, sorted.
pub(crate) fn metrics_of<'a>(measures: impl Iterator<Item = &'a Measure>) -> Vec<&'a str> {
    let mut names = crate::rhythm::METRICS.to_vec();
    for measure in measures {
        names.push(&measure.metric);
        names.extend(measure.only_when.as_ref().map(|when| when.metric.as_str()));
        match &measure.transform {
            Transform::Share { of, .. } => names.push(of),
            Transform::OwnHabit(options) => names.extend(options.peers.as_deref()),
            _ => {}
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
