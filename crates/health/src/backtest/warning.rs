//! How early those who left were warned of, and who left without a warning.

use perennial_model::Day;

use super::{Judged, Past, Settings};

/// What was said of one who left.
#[derive(Debug)]
struct Leaver {
    account: u32,
    /// Days from the first of the warnings that did not end before it left; 0 without one, none
    /// where nothing was said in the last [`LATEST`] days.
    warned_days: Option<i32>,
    /// What was said so many days before: whether it warned, and the revenue then.
    before: [Option<(bool, f64)>; 3],
}

/// The days before leaving at which is looked.
const BEFORE: [i32; 3] = [30, 60, 90];
/// What was said longer ago than this before a day says nothing of the day.
const LATEST: i32 = 14;

#[derive(Debug)]
pub(super) struct Warnings {
    leavers: Vec<Leaver>,
}

impl Warnings {
    pub fn new(past: &Past<'_>, judged: &Judged<'_>, settings: &Settings) -> Self {
        let mut leavers = Vec::new();
        for (account, life) in past.lives.iter().enumerate() {
            let Some(ended) = life.ended.filter(|ended| *ended <= settings.known_until) else {
                continue;
            };
            let said = |place: usize| {
                let value = judged.values[past.place(account, place)];
                life.is_customer(past.days[place]).then(|| judged.warns(value)).flatten()
            };
            let at = |day: Day| {
                let place = past.days.partition_point(|known| *known <= day).checked_sub(1)?;
                (past.days[place].plus(LATEST) > day).then_some(place)
            };
            let warned_days = at(ended.plus(-1)).and_then(|last| {
                said(last)?;
                let run = (0..=last).rev().take_while(|place| said(*place) == Some(true)).last();
                Some(run.map_or(0, |first| ended.0 - past.days[first].0))
            });
            let before = BEFORE.map(|days| {
                let place = at(ended.plus(-days))?;
                let revenue = past.revenue[past.place(account, place)];
                Some((said(place)?, if revenue.is_nan() { 0.0 } else { revenue }))
            });
            if warned_days.is_some() || before.iter().any(Option::is_some) {
                leavers.push(Leaver { account: account as u32, warned_days, before });
            }
        }
        Self { leavers }
    }

    /// How many left of whom something was said.
    pub fn left(&self) -> u64 {
        self.leavers.len() as u64
    }

    /// The median of the days from the first warning that held until the account left; who was
    /// not warned of counts as 0 days. NaN where nobody left.
    pub fn median_days(&self, weights: &[u32]) -> f64 {
        let mut days: Vec<(i32, u32)> = self
            .leavers
            .iter()
            .filter_map(|one| Some((one.warned_days?, weights[one.account as usize])))
            .collect();
        days.sort_unstable();
        let all: u64 = days.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let at = |place: u64| {
            let mut passed = 0;
            let found = days.iter().find(|(_, weight)| {
                passed += u64::from(*weight);
                passed > place
            });
            found.map_or(f64::NAN, |(days, _)| f64::from(*days))
        };
        if all == 0 { f64::NAN } else { (at((all - 1) / 2) + at(all / 2)) / 2.0 }
    }

    /// Of those who left and of whom something was said so many days before: the share of what they
    /// weigh (by themselves or by revenue) that looked well. NaN where there are none.
    pub fn surprise(&self, days: i32, weights: &[u32], weigh: impl Fn(f64) -> f64) -> f64 {
        let (mut all, mut well) = (0.0, 0.0);
        for (account, warned, revenue) in self.said(days) {
            let weight = f64::from(weights[account as usize]) * weigh(revenue);
            all += weight;
            if !warned {
                well += weight;
            }
        }
        well / all
    }

    /// Of how many something was said so many days before they left.
    pub fn judged_before(&self, days: i32) -> u64 {
        self.said(days).count() as u64
    }

    fn said(&self, days: i32) -> impl Iterator<Item = (u32, bool, f64)> {
        let place = BEFORE.iter().position(|known| *known == days);
        self.leavers.iter().filter_map(move |one| {
            let (warned, revenue) = one.before[place?]?;
            Some((one.account, warned, revenue))
        })
    }
}
