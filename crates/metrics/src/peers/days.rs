//! The values of a group of accounts, day by day, as a few numbers with how often each occurs.

use perennial_model::Day;

use super::FEWEST_PEERS;
use crate::kernel::interpolated;

/// Different values of one day, ascending, each with how many are at most as large.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PeerValues<'a> {
    values: &'a [f64],
    up_to: &'a [u32],
}

impl PeerValues<'_> {
    /// How many accounts have a value.
    pub fn n(self) -> u32 {
        self.up_to.last().copied().unwrap_or(0)
    }

    /// The percentile rank of a value, 0 to 100: those below it and half of those equal to it, as a
    /// share of all. NaN with fewer than [`FEWEST_PEERS`].
    ///
    /// The mean of the "strict" and the "weak" rank: `scipy.stats.percentileofscore(…, kind="mean")`
    /// (SciPy reference guide), which is the mid-rank definition of the percentile rank in Crocker &
    /// Algina, Introduction to Classical and Modern Test Theory, 1986, chapter 19.
    pub fn percentile(self, value: f64) -> f64 {
        if value.is_nan() || self.n() < FEWEST_PEERS {
            return f64::NAN;
        }
        let count = |place: usize| place.checked_sub(1).map_or(0, |place| self.up_to[place]);
        let below = count(self.values.partition_point(|known| *known < value));
        let up_to = count(self.values.partition_point(|known| *known <= value));
        50.0 * (f64::from(below) + f64::from(up_to)) / f64::from(self.n())
    }

    /// The quantile of a share (see [`interpolated`]). NaN with fewer than [`FEWEST_PEERS`].
    pub fn quantile(self, share: f64) -> f64 {
        if self.n() < FEWEST_PEERS {
            return f64::NAN;
        }
        interpolated(self.n() as usize, share, |place| self.at(place))
    }

    /// The value at a place in the order, from 0.
    fn at(self, place: usize) -> f64 {
        let found = self.up_to.partition_point(|up_to| *up_to as usize <= place);
        self.values.get(found).or(self.values.last()).copied().unwrap_or(f64::NAN)
    }
}

/// See [`PeerValues`], for a run of days.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PeerDays {
    first: Day,
    /// Where each day's values begin, and at the end where the last one's end.
    starts: Vec<usize>,
    values: Vec<f64>,
    up_to: Vec<u32>,
}

impl PeerDays {
    pub fn on(&self, day: Day) -> PeerValues<'_> {
        let place = usize::try_from(i64::from(day.0) - i64::from(self.first.0)).ok();
        let range =
            place.and_then(|place| Some(*self.starts.get(place)?..*self.starts.get(place + 1)?));
        let range = range.unwrap_or(0..0);
        PeerValues { values: &self.values[range.clone()], up_to: &self.up_to[range] }
    }

    /// Different values of all days.
    pub fn len(&self) -> usize {
        self.values.len()
    }
}

/// Gathers the values of a group.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    /// By day number; a day before the first is put in front.
    days: std::collections::BTreeMap<i32, Bag>,
    /// Different values so far, at least.
    pub kept: usize,
}

#[derive(Debug, Default)]
struct Bag {
    /// Ascending, each with how often it occurs.
    counted: Vec<(f64, u32)>,
    fresh: Vec<f64>,
}

/// So many fresh values are sorted in at a time, or as many as there are different ones.
const AT_A_TIME: usize = 64;

impl Gathering {
    pub fn add(&mut self, day: Day, value: f64) {
        let bag = self.days.entry(day.0).or_default();
        bag.fresh.push(value);
        if bag.fresh.len() >= AT_A_TIME.max(bag.counted.len()) {
            let before = bag.counted.len();
            bag.sort_in();
            self.kept += bag.counted.len() - before;
        }
    }

    pub fn finish(mut self) -> PeerDays {
        let first = self.days.keys().next().copied().unwrap_or(0);
        let last = self.days.keys().next_back().copied().unwrap_or(first - 1);
        let mut days =
            PeerDays { first: Day(first), starts: vec![0], values: Vec::new(), up_to: Vec::new() };
        for day in first..=last {
            let mut bag = self.days.remove(&day).unwrap_or_default();
            bag.sort_in();
            let mut up_to = 0;
            for (value, count) in bag.counted {
                up_to += count;
                days.values.push(value);
                days.up_to.push(up_to);
            }
            days.starts.push(days.values.len());
        }
        days
    }
}

impl Bag {
    fn sort_in(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        // Zero has two signs that compare equal; one of them is kept.
        self.counted.extend(self.fresh.drain(..).map(|value| (value + 0.0, 1)));
        self.counted.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        self.counted.dedup_by(|(value, count), (kept, total)| {
            let is_same = value == kept;
            if is_same {
                *total += *count;
            }
            is_same
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(all: &[f64]) -> PeerDays {
        let mut gathering = Gathering::default();
        all.iter().for_each(|value| gathering.add(Day(7), *value));
        gathering.finish()
    }

    /// The third column is what `scipy.stats.percentileofscore(values, score, kind="mean")` of SciPy
    /// 1.17 prints.
    #[test]
    fn percentiles_are_those_of_scipy() {
        let known = [1.0, 2.0, 3.0, 3.0, 4.0];
        for (score, expected) in
            [(0.0, 0.0), (1.0, 10.0), (2.5, 40.0), (3.0, 60.0), (4.0, 90.0), (9.0, 100.0)]
        {
            assert_eq!(values(&known).on(Day(7)).percentile(score), expected, "{score}");
        }
        assert!(values(&known).on(Day(7)).percentile(f64::NAN).is_nan());
        assert!(values(&known).on(Day(8)).percentile(3.0).is_nan(), "another day");
        assert!(values(&known[1..]).on(Day(7)).percentile(3.0).is_nan(), "four are too few");
        assert_eq!(values(&[-0.0, 0.0, 0.0, 0.0, 0.0]).on(Day(7)).percentile(0.0), 50.0);
    }

    /// Against counting by hand, and against the place in the sorted list.
    #[test]
    fn ranks_and_quantiles_are_those_of_the_sorted_list() {
        let mut seed = 7_u64;
        for size in [5_usize, 6, 40, 1000] {
            let all: Vec<f64> = (0..size)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    f64::from(u32::try_from(seed >> 40).unwrap() % 50) / 4.0
                })
                .collect();
            let mut sorted = all.clone();
            sorted.sort_by(f64::total_cmp);
            let days = values(&all);
            let on = days.on(Day(7));
            assert_eq!(on.n() as usize, size);
            for score in [0.0, 3.25, 3.3, 12.0] {
                let below = all.iter().filter(|value| **value < score).count() as f64;
                let up_to = all.iter().filter(|value| **value <= score).count() as f64;
                let expected = (below + up_to) / 2.0 / size as f64 * 100.0;
                assert!((on.percentile(score) - expected).abs() < 1e-12);
            }
            for share in [0.0, 0.25, 0.5, 0.75, 0.9, 1.0] {
                let place = share * (size - 1) as f64;
                let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
                let expected = low + place.fract() * (high - low);
                assert!((on.quantile(share) - expected).abs() < 1e-12, "{share} of {size}");
            }
        }
    }
}
