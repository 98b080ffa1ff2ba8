//! A scorecard turns an account's metric matrix into a health score, day by day, and says why.
//!
//! What always holds here:
//! - A score on day d depends on nothing after d.
//! - `explain(d).score` is `history().score(d)` to the last bit: both walk the same code.
//! - Contributions add up to the score. A measure's contribution is its points × its share of
//!   the whole; shares of what is present add up to 1. In `f64` the sum is exact to 1e-9.
//! - Small numbers prove little: a measure that compares counts weighs less where they are small.
//! - What is not known is left out and said, never guessed: with nothing known there is no score.
//!
//! This crate must not know facts, records or stores; it sees the matrix and nothing else.

mod assess;
pub mod backtest;
pub mod bands;
mod curve;
mod error;
mod explain;
mod explanation;
mod habit;
mod hidden;
mod history;
mod lookup;
mod means;
mod phrases;
mod reading;
mod readings;
mod rhythm;
mod scorecard;
mod scorecards;
mod summary;
mod validate;
mod weigh;

pub use assess::Assessment;
pub use bands::Band;
pub use curve::Curve;
pub use error::HealthError;
pub use explain::MOVE_DAYS;
pub use explanation::{CeilingPart, ExceptionPart, Explanation, GroupPart, MeasurePart};
pub use hidden::{
    HIDDEN_TEXT, HiddenAssessment, HiddenExplanation, HiddenHistory, HiddenRisk, LooksWell, Side,
    SidePart, SignPart, default_hidden_risk,
};
pub use history::HealthHistory;
pub use readings::Readings;
pub use scorecard::{
    Ceiling, DEFAULT_TEXT, Exception, Group, HabitOptions, Measure, Missing, OnlyWhen, Scorecard,
    Transform, default_scorecard,
};

pub use scorecards::{DEFAULT_KEY, Ranked, Scorecards};

use perennial_metrics::Matrix;
use perennial_model::Day;

/// The score of every day of the matrix.
pub fn history(card: &Scorecard, matrix: &Matrix) -> HealthHistory {
    Assessment::new(card, matrix).history()
}

/// What the score of a day is made of, in numbers and in words.
///
/// Who needs the history as well makes one [`Assessment`] and asks it for both.
pub fn explain(card: &Scorecard, matrix: &Matrix, day: Day) -> Explanation {
    Assessment::new(card, matrix).explain(day)
}
