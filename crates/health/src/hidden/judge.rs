//! From what the signs see to a risk.

use perennial_metrics::Matrix;
use perennial_model::Day;

use super::HiddenRisk;
use crate::{
    reading::{Reader, Reading},
    rhythm::Rhythm,
};

/// Everything prepared to judge any day of an account; made once, asked often.
#[derive(Debug)]
pub struct HiddenAssessment<'a> {
    pub(super) settings: &'a HiddenRisk,
    pub(super) matrix: &'a Matrix,
    /// The signs in the settings' order.
    pub(super) signs: Vec<Reader<'a>>,
    pub(super) outside: Reader<'a>,
    pub(super) rhythm: Rhythm<'a>,
}

/// The risk of every day, and how the account looked from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct HiddenHistory {
    pub first: Day,
    /// 0–100; NaN where too little is known.
    pub risks: Vec<f64>,
    /// 0–100: points of [`HiddenRisk::outside`]; NaN where it has none.
    pub outside: Vec<f64>,
}

/// A day's signs, weighed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    pub readings: Vec<Reading>,
    /// 0–100; NaN where too few sides are known.
    pub risk: f64,
    /// By side, 0–1: how far it alone would make the account leave; NaN where unknown.
    pub sides: Vec<f64>,
}

impl<'a> HiddenAssessment<'a> {
    /// Costs one walk over the columns that the signs read.
    pub fn new(settings: &'a HiddenRisk, matrix: &'a Matrix) -> Self {
        let signs = settings.signs().map(|sign| Reader::new(sign, matrix)).collect();
        let outside = Reader::new(&settings.outside, matrix);
        Self { settings, matrix, signs, outside, rhythm: Rhythm::new(matrix) }
    }

    /// Every day.
    pub fn history(&self) -> HiddenHistory {
        let days = 0..self.matrix.days();
        HiddenHistory {
            first: self.matrix.first(),
            risks: days.clone().map(|index| self.judge(index).risk).collect(),
            outside: days.map(|index| self.looks(index)).collect(),
        }
    }

    /// The one way to a day's risk: everything else goes through here.
    pub(super) fn judge(&self, index: usize) -> Judged {
        let read = |sign: &Reader<'_>| sign.at(index, &self.rhythm);
        let readings: Vec<Reading> = self.signs.iter().map(read).collect();
        let mut rest = readings.as_slice();
        let side = |side: &super::Side| {
            let (own, others) = rest.split_at(side.signs.len());
            rest = others;
            let alarms = self.alarms(side, own);
            alarms.filter(|alarm| !alarm.is_nan()).reduce(f64::max).unwrap_or(f64::NAN)
        };
        let sides: Vec<f64> = self.settings.sides.iter().map(side).collect();
        let known = || sides.iter().filter(|alarm| !alarm.is_nan());
        let enough = known().count() >= self.settings.least_sides.max(1);
        let spared: f64 = known().map(|alarm| 1.0 - alarm).product();
        let risk = if enough { 100.0 * (1.0 - spared) } else { f64::NAN };
        Judged { readings, risk, sides }
    }

    /// What each sign of a side says, 0–1; NaN where it says nothing.
    pub(super) fn alarms<'b>(
        &self,
        side: &'b super::Side,
        readings: &'b [Reading],
    ) -> impl Iterator<Item = f64> + use<'b> {
        side.signs.iter().zip(readings).map(|(sign, reading)| alarm(sign.weight, reading))
    }

    pub(super) fn looks(&self, index: usize) -> f64 {
        self.outside.at(index, &self.rhythm).points
    }
}

/// How far a sign alone would make the account leave: little where small numbers prove little.
pub(super) fn alarm(strength: f64, reading: &Reading) -> f64 {
    strength * reading.evidence * (reading.points / 100.0)
}

impl HiddenHistory {
    /// The risk of a day, if it has one.
    pub fn risk(&self, day: Day) -> Option<f64> {
        self.at(&self.risks, day)
    }

    /// How well the account looked from outside on a day, if that is known.
    pub fn looked(&self, day: Day) -> Option<f64> {
        self.at(&self.outside, day)
    }

    fn at(&self, column: &[f64], day: Day) -> Option<f64> {
        let index = usize::try_from(day.0.checked_sub(self.first.0)?).ok()?;
        column.get(index).copied().filter(|value| !value.is_nan())
    }
}
