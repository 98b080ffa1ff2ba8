//! How early those who left were warned of, and who left without a warning.

use perennial_model::Day;

use super::{
    Judged, Life, Past, Settings,
    report::{Leaver, Said},
};

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
        for (account, lives) in past.lives.iter().enumerate() {
            for life in lives {
                let known = life.ended.filter(|ended| *ended <= settings.known_until);
                let left = known.map(|ended| Looked { past, judged, account, life }.leaver(ended));
                leavers.extend(left.filter(|left| {
                    left.warned_days.is_some() || left.said.iter().any(Option::is_some)
                }));
            }
        }
        Self { leavers }
    }

    /// Those who left of whom something was said.
    pub fn told(self) -> Vec<Leaver> {
        self.leavers
    }

    /// How many left of whom something was said.
    pub fn left(&self) -> u64 {
        self.leavers.len() as u64
    }

    /// How many of them were not under warning in the end.
    pub fn unwarned(&self) -> u64 {
        self.leavers.iter().filter(|one| one.warned_days == Some(0)).count() as u64
    }

    /// The median of the days from the first warning that held until the account left; who was
    /// not warned of counts as 0 days. NaN where nobody left.
    pub fn median_days(&self, weights: &[u8]) -> f64 {
        let mut days: Vec<(i32, u8)> = self
            .leavers
            .iter()
            .filter_map(|one| Some((one.warned_days?, weights[one.account])))
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
    pub fn surprise(&self, days: i32, weights: &[u8], weigh: impl Fn(f64) -> f64) -> f64 {
        let (mut all, mut well) = (0.0, 0.0);
        for (account, warned, revenue) in self.said(days) {
            let weight = f64::from(weights[account]) * weigh(revenue);
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

    /// The account, whether it was warned of, and its revenue.
    fn said(&self, days: i32) -> impl Iterator<Item = (usize, bool, f64)> {
        self.leavers.iter().filter_map(move |one| {
            let said = one.said.iter().flatten().find(|said| said.days == days)?;
            let revenue = if said.revenue.is_nan() { 0.0 } else { said.revenue };
            Some((one.account, said.warned?, revenue))
        })
    }
}

/// One account's time as a customer, looked at from its end.
struct Looked<'a> {
    past: &'a Past<'a>,
    judged: &'a Judged<'a>,
    account: usize,
    life: &'a Life,
}

impl Looked<'_> {
    fn leaver(&self, left_on: Day) -> Leaver {
        let warned_days = self.shortly_before(left_on.plus(-1)).and_then(|last| {
            self.warned(last)?;
            let run = (0..=last).rev().take_while(|place| self.warned(*place) == Some(true)).last();
            Some(run.map_or(0, |first| left_on.0 - self.past.days[first].0))
        });
        let said = BEFORE.map(|days| {
            let place = self.shortly_before(left_on.plus(-days))?;
            Some(Said {
                days,
                value: self.value(place)?,
                warned: self.warned(place),
                revenue: self.past.revenue[self.past.place(self.account, place)],
            })
        });
        Leaver { account: self.account, left_on, warned_days, said }
    }

    /// The last as-of day up to a day that still speaks of it.
    fn shortly_before(&self, day: Day) -> Option<usize> {
        let place = self.past.last_up_to(day)?;
        (self.past.days[place].plus(LATEST) > day).then_some(place)
    }

    /// What was said on an as-of day, while it was a customer.
    fn value(&self, place: usize) -> Option<f64> {
        let value = self.judged.values[self.past.place(self.account, place)];
        (self.life.holds(self.past.days[place]) && !value.is_nan()).then_some(value)
    }

    fn warned(&self, place: usize) -> Option<bool> {
        self.judged.warns(self.value(place)?)
    }
}
