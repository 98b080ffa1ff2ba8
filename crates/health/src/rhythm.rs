//! How often an account comes, and what a silence means by that.

use perennial_metrics::Matrix;

use crate::{HabitOptions, habit::Habit, lookup::Lookup};

/// Silence up to this many days (a long weekend, a holiday week) misses nothing.
const QUIET_DAYS: f64 = 10.0;

/// What it reads.
pub(crate) const METRICS: [&str; 2] = ["active_days_28d", "days_since_last_seen"];

/// So many missing visits mean nothing yet.
const EXCUSED: f64 = 2.0;
/// So many missing visits weigh as one: they come in bunches.
const BUNCH: f64 = 4.0;

/// The account's rhythm: shared by all measures of one matrix.
#[derive(Debug)]
pub(crate) struct Rhythm<'a> {
    silence: Lookup<'a>,
    active_days: Habit,
}

impl<'a> Rhythm<'a> {
    pub fn new(matrix: &'a Matrix) -> Self {
        let active_days = Lookup::of(matrix, METRICS[0]);
        Self {
            silence: Lookup::of(matrix, METRICS[1]),
            active_days: Habit::new(active_days.column(), &HabitOptions::default()),
        }
    }

    /// Days since the account was last seen; `NaN` before it ever was.
    pub fn silence(&self, day: usize) -> f64 {
        self.silence.at(day)
    }

    /// Active days that are usual in 28; `NaN` without a habit.
    pub fn visits(&self, day: usize) -> f64 {
        let compared = self.active_days.at(day, self.silence(day), f64::NAN);
        compared.map_or(f64::NAN, |compared| compared.usual)
    }

    /// Visits that the silence is missing by that rhythm; `NaN` without a rhythm.
    pub fn missed(&self, day: usize) -> f64 {
        (self.silence(day) - QUIET_DAYS).max(0.0) * self.visits(day) / 28.0
    }

    /// How likely the silence is still chance, 0–1: as long as two visits are missing it may well
    /// be, then e^(−missed / 4). Four and not one as Poisson has it, because visits come in bunches.
    pub fn chance(&self, day: usize) -> f64 {
        let missed = self.missed(day);
        if missed > EXCUSED { ((EXCUSED - missed) / BUNCH).exp() } else { 1.0 }
    }
}
