//! What was said of whom when, and what became of it.

use super::{Judged, Past, Settings};

/// One account on one as-of day. Small, for there are millions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Observation {
    /// More is riskier.
    pub risk: f64,
    pub account: u32,
    /// The place of the day, doubled, plus one where the account left within the horizon.
    day_and_left: u32,
}

impl Observation {
    pub fn day(&self) -> usize {
        (self.day_and_left >> 1) as usize
    }

    /// Whether the account left within the horizon.
    pub fn left(&self) -> bool {
        self.day_and_left & 1 == 1
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Observations {
    /// From the riskiest to the safest.
    pub list: Vec<Observation>,
    /// How many accounts there are.
    pub accounts: u64,
}

impl Observations {
    pub fn new(past: &Past<'_>, judged: &Judged<'_>, settings: &Settings) -> Self {
        let (mut list, mut accounts) = (Vec::new(), 0);
        for (account, lives) in past.lives.iter().enumerate() {
            let before = list.len();
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
                let left = life.ended.is_some_and(|ended| ended <= seen_until);
                list.push(Observation {
                    risk: judged.risk.of(value),
                    account: account as u32,
                    day_and_left: place as u32 * 2 + u32::from(left),
                });
            }
            accounts += u64::from(list.len() > before);
        }
        list.sort_unstable_by(|a, b| b.risk.total_cmp(&a.risk));
        Self { list, accounts }
    }

    pub fn positives(&self) -> u64 {
        self.list.iter().filter(|one| one.left()).count() as u64
    }

    /// The share that left; none of nobody.
    pub fn base_rate(&self) -> Option<f64> {
        (!self.list.is_empty()).then(|| self.positives() as f64 / self.list.len() as f64)
    }
}
