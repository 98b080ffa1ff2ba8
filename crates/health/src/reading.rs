//! A measure's reading of a matrix: on any day its value, what that is held against, its points.

use perennial_metrics::Matrix;

use crate::{
    Measure, Missing, Transform, habit::Habit, lookup::Lookup, means::Means, rhythm::Rhythm,
};

/// What a measure sees on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reading {
    /// The metric as a sentence says it (habits: "lately", averages: the mean); `NaN` if unknown.
    pub value: f64,
    /// What it is held against; `NaN` when nothing.
    pub baseline: f64,
    /// What the curve is given; `NaN` when missing.
    pub input: f64,
    /// 0–100, `NaN` when left out. A missing input may still have points ([`Missing::Score`]).
    pub points: f64,
    /// How much of its weight the measure has, 0–1: small numbers prove little.
    pub evidence: f64,
}

impl Reading {
    pub fn is_missing(&self) -> bool {
        self.input.is_nan()
    }
}

/// A measure with the columns it reads, ready to be asked about any day.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub measure: &'a Measure,
    metric: Lookup<'a>,
    gate: Option<Lookup<'a>>,
    lens: Lens<'a>,
}

/// What a transform needs besides the metric's column.
#[derive(Debug)]
enum Lens<'a> {
    Plain,
    Average { means: Means, days: u32, settle: u32 },
    Habit { habit: Habit, noise: f64, peers: Option<Lookup<'a>> },
    Rhythm,
    Change { days: usize },
    Share { other: Lookup<'a>, noise: f64 },
}

/// What a transform makes of a day: value, baseline, input, evidence.
struct Seen(f64, f64, f64, f64);

impl Measure {
    /// The points of an input and how much of its weight the measure has then; NaN where the others
    /// share its weight.
    pub(crate) fn judge(&self, input: f64, evidence: f64) -> (f64, f64) {
        match self.missing {
            Missing::Score(points) if input.is_nan() => (points, 1.0),
            _ => (self.curve.at(input), evidence),
        }
    }
}

impl<'a> Reader<'a> {
    pub fn new(measure: &'a Measure, matrix: &'a Matrix) -> Self {
        let metric = Lookup::of(matrix, &measure.metric);
        let lens = match &measure.transform {
            Transform::Value => Lens::Plain,
            Transform::Average { days, settle } => {
                let means = Means::of(metric.column());
                Lens::Average { means, days: *days, settle: *settle }
            }
            Transform::OwnHabit(options) => Lens::Habit {
                habit: Habit::new(metric.column(), options),
                noise: options.noise,
                peers: options.peers.as_ref().map(|peers| Lookup::of(matrix, peers)),
            },
            Transform::Rhythm => Lens::Rhythm,
            Transform::Change { days } => Lens::Change { days: *days as usize },
            Transform::Share { of, noise } => {
                Lens::Share { other: Lookup::of(matrix, of), noise: *noise }
            }
        };
        let gate = measure.only_when.as_ref().map(|when| Lookup::of(matrix, &when.metric));
        Self { measure, metric, gate, lens }
    }

    /// The reading of a day, by its place in the matrix.
    pub fn at(&self, day: usize, rhythm: &Rhythm<'_>) -> Reading {
        let Seen(value, baseline, input, evidence) = self.gated(day, rhythm);
        let (points, evidence) = self.measure.judge(input, evidence);
        Reading { value, baseline, input, points, evidence }
    }

    /// What the curve is given on a day, and how much that proves.
    pub fn input(&self, day: usize, rhythm: &Rhythm<'_>) -> (f64, f64) {
        let Seen(_, _, input, evidence) = self.gated(day, rhythm);
        (input, evidence)
    }

    fn gated(&self, day: usize, rhythm: &Rhythm<'_>) -> Seen {
        let Seen(value, baseline, input, evidence) = self.see(day, rhythm);
        let input = if self.is_open(day) { input } else { f64::NAN };
        Seen(value, baseline, input, evidence * self.freshness(day, rhythm))
    }

    /// What the gate of `only_when` says on a day; `NaN` without one.
    pub fn gate_at(&self, day: usize) -> f64 {
        self.gate.as_ref().map_or(f64::NAN, |gate| gate.at(day))
    }

    /// How much of a slow measure is left while the account is silent. Never nothing: what cannot
    /// be weighed against anything else still counts.
    fn freshness(&self, day: usize, rhythm: &Rhythm<'_>) -> f64 {
        if self.measure.fades_in_silence { rhythm.chance(day).max(1e-3) } else { 1.0 }
    }

    fn is_open(&self, day: usize) -> bool {
        let Some(when) = &self.measure.only_when else { return true };
        let value = self.gate_at(day);
        !value.is_nan()
            && when.at_most.is_none_or(|most| value <= most)
            && when.at_least.is_none_or(|least| value >= least)
    }

    fn see(&self, day: usize, rhythm: &Rhythm<'_>) -> Seen {
        let value = self.metric.at(day);
        match &self.lens {
            Lens::Plain => Seen(value, f64::NAN, value, 1.0),
            Lens::Average { means, days, settle } => {
                let mean = means.trailing(day, *days, *settle).unwrap_or(f64::NAN);
                Seen(mean, f64::NAN, mean, 1.0)
            }
            Lens::Habit { habit, noise, peers } => {
                let peers = peers.as_ref().map_or(f64::NAN, |peers| peers.at(day));
                let Some(compared) = habit.at(day, rhythm.silence(day), peers) else {
                    return Seen(value, f64::NAN, f64::NAN, 0.0);
                };
                let allowed = noise * rhythm.chance(day);
                let input = ratio(compared.lately + allowed, compared.usual + allowed);
                Seen(compared.lately, compared.usual, input, evidence(compared.usual, *noise))
            }
            Lens::Rhythm => {
                let visits = rhythm.visits(day);
                Seen(value, 28.0 / visits, rhythm.missed(day), evidence(visits, 1.0))
            }
            Lens::Change { days } => {
                let earlier = day.checked_sub(*days);
                let before = earlier.map_or(f64::NAN, |earlier| self.metric.at(earlier));
                Seen(value, before, ratio(value, before) - 1.0, 1.0)
            }
            Lens::Share { other, noise } => {
                let all = value + other.at(day);
                let input = if all > 0.0 { value / (all + noise) } else { f64::NAN };
                Seen(value, all, input, evidence(all, *noise))
            }
        }
    }
}

/// `NaN` where there is nothing to divide by.
fn ratio(value: f64, by: f64) -> f64 {
    if by > 0.0 { value / by } else { f64::NAN }
}

/// How much an amount proves when `noise` of it may be chance: half at `noise`, nearly all at
/// many times that.
fn evidence(amount: f64, noise: f64) -> f64 {
    let amount = amount.max(0.0);
    if noise == 0.0 { 1.0 } else { amount / (amount + noise) }
}
