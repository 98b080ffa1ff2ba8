//! What was said of whom when, and what became of it.

use super::{Judged, Past, Settings};

/// One account on one as-of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Observation {
    pub account: u32,
    pub day: u32,
    /// More is riskier.
    pub risk: f64,
    /// Whether the account left within the horizon.
    pub left: bool,
}

/// Account by account, then by day.
#[derive(Debug, Default)]
pub(super) struct Observations {
    pub list: Vec<Observation>,
}

impl Observations {
    pub fn new(past: &Past<'_>, judged: &Judged<'_>, settings: &Settings) -> Self {
        let mut list = Vec::new();
        for (account, lives) in past.lives.iter().enumerate() {
            for (place, day) in past.days.iter().enumerate() {
                let seen_until = day.plus(settings.horizon_days);
                if seen_until > settings.known_until {
                    break;
                }
                let Some(life) = lives.iter().find(|life| life.holds(*day)) else { continue };
                let value = judged.values[past.place(account, place)];
                let too_late = day.plus(settings.blackout_days);
                if value.is_nan() || life.ended.is_some_and(|ended| ended <= too_late) {
                    continue;
                }
                list.push(Observation {
                    account: account as u32,
                    day: place as u32,
                    risk: judged.risk.of(value),
                    left: life.ended.is_some_and(|ended| ended <= seen_until),
                });
            }
        }
        Self { list }
    }

    pub fn positives(&self) -> u64 {
        self.list.iter().filter(|one| one.left).count() as u64
    }

    /// The share that left; none of nobody.
    pub fn base_rate(&self) -> Option<f64> {
        (!self.list.is_empty()).then(|| self.positives() as f64 / self.list.len() as f64)
    }

    /// How many accounts there are.
    pub fn accounts(&self) -> u64 {
        let of = |one: &Observation| one.account;
        self.list.chunk_by(|a, b| of(a) == of(b)).count() as u64
    }
}
