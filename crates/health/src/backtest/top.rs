//! What a team would have found that calls the riskiest accounts.

use super::{
    observations::{Observation, Observations},
    report::Share,
};

/// The observations of each day from the riskiest to the safest.
#[derive(Debug)]
pub(super) struct Top {
    days: Vec<Vec<Observation>>,
    calls: usize,
}

impl Top {
    pub fn new(observations: &Observations, calls: usize) -> Self {
        let mut days: Vec<Vec<Observation>> = Vec::new();
        for one in &observations.list {
            if days.len() <= one.day() {
                days.resize_with(one.day() + 1, Vec::new);
            }
            days[one.day()].push(*one);
        }
        Self { days, calls }
    }

    /// On how many as-of days anybody could be called.
    pub fn days(&self) -> u64 {
        self.days.iter().filter(|day| !day.is_empty()).count() as u64
    }

    /// The share of those called who left, on the average as-of day. Where not all of equal risk can
    /// be called, it is the share that choosing among them blindly gives. NaN without as-of days.
    pub fn precision(&self, weights: &[u8]) -> f64 {
        let days = self.days.iter().map(|day| self.on(day, weights)).filter(|share| share.0 > 0.0);
        let (mut sum, mut count) = (0.0, 0.0);
        for (called, left) in days {
            sum += left / called;
            count += 1.0;
        }
        sum / count
    }

    /// How many were called in all, and how many of them left.
    pub fn found(&self) -> Share {
        let everyone = self.days.iter().flatten().map(|one| one.account).max().unwrap_or(0);
        let once = vec![1; everyone as usize + 1];
        let days = self.days.iter().map(|day| self.on(day, &once));
        let (called, left) = days.fold((0.0, 0.0), |sum, day| (sum.0 + day.0, sum.1 + day.1));
        Share { of: called, are: left }
    }

    /// How many are called on a day, and how many of them left.
    fn on(&self, day: &[Observation], weights: &[u8]) -> (f64, f64) {
        let mut room = self.calls as f64;
        let (mut called, mut found) = (0.0, 0.0);
        for run in day.chunk_by(|a, b| a.risk == b.risk) {
            let weight = |one: &Observation| f64::from(weights[one.account as usize]);
            let all: f64 = run.iter().map(weight).sum();
            let left: f64 = run.iter().filter(|one| one.left()).map(weight).sum();
            if all == 0.0 {
                continue;
            }
            let taken = all.min(room);
            called += taken;
            found += left * (taken / all);
            room -= taken;
            if room == 0.0 {
                break;
            }
        }
        (called, found)
    }
}
