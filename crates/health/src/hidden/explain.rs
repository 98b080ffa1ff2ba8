//! Taking a day's risk apart.

use perennial_model::Day;
use serde::Serialize;

use super::{
    HiddenAssessment, HiddenRisk, Side,
    judge::{Judged, alarm},
};
use crate::{
    Band,
    bands::band_of,
    explanation::day_as_text,
    phrases::{self, Told, number},
    reading::Reading,
};

/// A day's hidden risk with all that it is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HiddenExplanation {
    #[serde(serialize_with = "day_as_text")]
    pub day: Day,
    /// The settings that judged, and their version; 0 for those that come with the program.
    pub settings: String,
    pub version: i64,
    /// 0–100.
    pub risk: Option<f64>,
    pub band: Option<Band>,
    pub change_28d: Option<f64>,
    /// How well it looks from outside, 0–100.
    pub outside: Option<f64>,
    /// What is seen from outside, as a person would say it.
    pub outside_sentence: String,
    /// The account looks well from outside by its use alone.
    pub use_looks_well: bool,
    /// How many sides something is known of.
    pub known_sides: usize,
    /// The whole answer as a person would say it.
    pub sentence: String,
    pub sides: Vec<SidePart>,
}

/// What one side adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SidePart {
    pub key: String,
    pub name: String,
    /// How far it alone would make the account leave, 0–100; nothing where it is unknown.
    pub alarm: Option<f64>,
    /// Its part of the risk: the contributions of all sides add up to it.
    pub contribution: f64,
    pub signs: Vec<SignPart>,
}

/// What one sign sees.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignPart {
    pub key: String,
    pub name: String,
    pub metric: String,
    pub value: Option<f64>,
    /// What it is held against.
    pub baseline: Option<f64>,
    /// How far it alone would make the account leave, 0–100; nothing where it is unknown.
    pub alarm: Option<f64>,
    /// What it saw, as a person would say it.
    pub sentence: String,
    /// It has no value on this day.
    pub missing: bool,
}

/// The move that is told is the one over these days.
const MOVE_DAYS: usize = 28;
/// A side whose part of the risk is less than this is not worth a word.
const LEAST_PART: f64 = 5.0;
/// At most this many reasons; more is a list, not an answer.
const REASONS: usize = 3;

impl HiddenAssessment<'_> {
    /// What the risk of a day is made of, in numbers and in words.
    pub fn explain(&self, day: Day) -> HiddenExplanation {
        let Some(index) = self.matrix.index(day) else {
            return nothing_known(self.settings, day);
        };
        let now = self.judge(index);
        let before = index.checked_sub(MOVE_DAYS).map(|earlier| self.judge(earlier));
        let mut place = 0;
        let mut sides = Vec::with_capacity(self.settings.sides.len());
        for (number, side) in self.settings.sides.iter().enumerate() {
            let places = place..place + side.signs.len();
            place = places.end;
            let signs = places.map(|place| self.sign(place, index, &now, before.as_ref()));
            sides.push(SidePart {
                key: side.key.clone(),
                name: side.name.clone(),
                alarm: known(100.0 * now.sides[number]),
                contribution: contribution(&now, number),
                signs: signs.collect(),
            });
        }
        let risk = known(now.risk);
        let looks = known(self.looks(index));
        let told = |reader, at: &dyn Fn(usize) -> Reading| {
            let before = index.checked_sub(MOVE_DAYS).map(at);
            phrases::measure(reader, &Told { now: at(index), before, index })
        };
        let outside = |index| self.outside.at(index, &self.rhythm);
        let mut explanation = HiddenExplanation {
            day,
            settings: self.settings.name.clone(),
            version: self.settings.version,
            risk,
            band: risk.and_then(|risk| band_of(risk, &self.settings.bands)).cloned(),
            change_28d: risk
                .zip(before.as_ref().and_then(|before| known(before.risk)))
                .map(|(risk, before)| risk - before),
            outside: looks,
            outside_sentence: told(&self.outside, &outside),
            use_looks_well: looks.is_some_and(|looks| looks >= self.settings.outside_from),
            known_sides: now.sides.iter().filter(|alarm| !alarm.is_nan()).count(),
            sentence: String::new(),
            sides,
        };
        explanation.sentence = sentence(self.settings, &explanation);
        explanation
    }

    fn sign(&self, place: usize, index: usize, now: &Judged, before: Option<&Judged>) -> SignPart {
        let reader = &self.signs[place];
        let (sign, reading) = (reader.measure, now.readings[place]);
        let told = Told { now: reading, before: before.map(|one| one.readings[place]), index };
        SignPart {
            key: sign.key.clone(),
            name: sign.name.clone(),
            metric: sign.metric.clone(),
            value: known(reading.value),
            baseline: known(reading.baseline).filter(|baseline| baseline.is_finite()),
            alarm: known(100.0 * alarm(sign.weight, &reading)),
            sentence: phrases::measure(reader, &told),
            missing: reading.is_missing(),
        }
    }
}

/// A side's part of the risk. Of a product the parts are shares by logarithm: `ln(1 − alarm)` of the
/// side over the sum of all, which is additive and does not depend on the order of the sides.
fn contribution(judged: &Judged, side: usize) -> f64 {
    let spared = |alarm: &f64| if alarm.is_nan() { 0.0 } else { (1.0 - alarm).ln() };
    let all: f64 = judged.sides.iter().map(spared).sum();
    if judged.risk.is_nan() || all == 0.0 {
        return 0.0;
    }
    judged.risk * (spared(&judged.sides[side]) / all)
}

fn sentence(settings: &HiddenRisk, told: &HiddenExplanation) -> String {
    let Some(risk) = told.risk else {
        return format!(
            "Hidden risk is not told: of {} sides something is known of {}, and {} are needed.",
            settings.sides.len(),
            told.known_sides,
            settings.least_sides.max(1),
        );
    };
    let mut reasons: Vec<(&SidePart, &SignPart)> = told
        .sides
        .iter()
        .filter(|side| side.contribution >= LEAST_PART)
        .filter_map(|side| Some((side, side.worst()?)))
        .collect();
    reasons.sort_by(|(a, _), (b, _)| b.contribution.total_cmp(&a.contribution));
    let reasons: Vec<&str> =
        reasons.iter().take(REASONS).map(|(_, sign)| sign.sentence.as_str()).collect();
    let level = told.band.as_ref().map_or("Hidden risk", |band| band.name.as_str());
    let head = format!("{level} at {}", number(risk.round()));
    match (reasons.is_empty(), told.use_looks_well) {
        (true, _) => format!("{head}: nothing under the surface alarms."),
        (false, true) => {
            format!("{head}: {}, while {}.", phrases::list(&reasons), told.outside_sentence)
        }
        (false, false) => format!("{head}: {}.", phrases::list(&reasons)),
    }
}

impl SidePart {
    /// The sign that speaks for the side.
    pub fn worst(&self) -> Option<&SignPart> {
        let known = self.signs.iter().filter(|sign| sign.alarm.is_some());
        known.max_by(|a, b| a.alarm.unwrap_or(0.0).total_cmp(&b.alarm.unwrap_or(0.0)))
    }
}

fn nothing_known(settings: &HiddenRisk, day: Day) -> HiddenExplanation {
    let unknown = |side: &Side| SidePart {
        key: side.key.clone(),
        name: side.name.clone(),
        alarm: None,
        contribution: 0.0,
        signs: Vec::new(),
    };
    HiddenExplanation {
        day,
        settings: settings.name.clone(),
        version: settings.version,
        risk: None,
        band: None,
        change_28d: None,
        outside: None,
        outside_sentence: String::new(),
        use_looks_well: false,
        known_sides: 0,
        sentence: format!("Hidden risk is not told: nothing is known about this account on {day}."),
        sides: settings.sides.iter().map(unknown).collect(),
    }
}

fn known(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}
