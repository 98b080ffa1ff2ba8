//! How many different keys are in a window, or were until lately.

use super::Reach;

/// On which days a key counts, told by the day t on which it was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Band<'a> {
    /// While t lies in the window.
    In(Reach<'a>),
    /// Not seen in the last `now` days, but in the `before` days before those.
    Lapsed { now: i32, before: i32 },
}

impl Band<'_> {
    /// A key that was seen again and again from day `since` to day `t`, never more than
    /// [`Band::quiet`] days apart: from which day up to, not including, which it counts.
    fn days(self, since: i32, t: i32) -> (i32, i32) {
        match self {
            Self::In(reach) if !reach.accepts(t) => (t, t),
            Self::In(reach) => (since, reach.expiry(t)),
            Self::Lapsed { now, before } => {
                let from = t.saturating_add(now);
                (from, from.saturating_add(before))
            }
        }
    }

    /// Whether a key seen before goes on counting although it is seen again on day `next`: what
    /// counted in the first days of an account still does when somebody comes back later.
    fn outlasts(self, next: i32) -> bool {
        matches!(self, Self::In(reach @ Reach::First(..)) if !reach.accepts(next))
    }

    /// Sightings no further apart than so many days change nothing.
    fn quiet(self) -> i32 {
        match self {
            Self::In(Reach::Trailing(days)) => days,
            Self::In(Reach::Lifetime) => i32::MAX,
            Self::In(Reach::Since(_) | Reach::First(..)) => 0,
            Self::Lapsed { now, .. } => now,
        }
    }
}

const NEVER: i32 = i32::MIN;

/// Counts distinct keys per day for several bands in one pass.
///
/// A key seen on day t and next on day u was last seen on t on the days t ≤ d < u, so it counts
/// in a band exactly on the band's days for t, cut off at u (but not where u lies past the first
/// days that alone count). Those intervals are disjoint per
/// key; a difference array collects them and one prefix sum yields the counts. Most sightings
/// follow the one before so soon that they change nothing; they cost a comparison.
#[derive(Debug)]
pub struct Distinct<'a> {
    days: i32,
    bands: Vec<Band<'a>>,
    /// The least of the bands' quiet days.
    quiet: i32,
    /// Per band, what changes on each day.
    changes: Vec<Vec<i32>>,
    /// Per key, since when it was seen without a longer pause, and when last.
    seen: Vec<(i32, i32)>,
}

impl<'a> Distinct<'a> {
    /// For a history of `days` days; `keys` is how many keys to expect.
    pub fn new(days: usize, keys: usize, bands: &[Band<'a>]) -> Self {
        Self {
            days: i32::try_from(days).unwrap_or(i32::MAX),
            bands: bands.to_vec(),
            quiet: bands.iter().map(|band| band.quiet()).min().unwrap_or(i32::MAX),
            changes: vec![vec![0; days + 1]; bands.len()],
            seen: vec![(NEVER, NEVER); keys],
        }
    }

    /// A key was seen. Days must not decrease from one call to the next for the same key.
    #[inline]
    pub fn see(&mut self, day: i32, key: u32) {
        let place = key as usize;
        if place >= self.seen.len() {
            self.seen.resize(place + 1, (NEVER, NEVER));
        }
        let (since, last) = &mut self.seen[place];
        if *last != NEVER && day.saturating_sub(*last) <= self.quiet {
            *last = day;
            return;
        }
        let (since, last) = (std::mem::replace(since, day), std::mem::replace(last, day));
        if last != NEVER && last != day {
            self.close(since, last, day);
        }
    }

    /// The counts, per band and day.
    pub fn finish(mut self) -> Vec<Vec<f64>> {
        for key in 0..self.seen.len() {
            let (since, last) = self.seen[key];
            if last != NEVER {
                self.close(since, last, i32::MAX);
            }
        }
        self.changes.iter().map(|changes| running_total(changes)).collect()
    }

    /// The key that was seen from day `since` to day `last` was not seen again before `next`.
    #[cold]
    fn close(&mut self, since: i32, last: i32, next: i32) {
        for (band, changes) in self.bands.iter().zip(&mut self.changes) {
            let (from, to) = band.days(since, last);
            let to = if band.outlasts(next) { to } else { to.min(next) };
            let (from, to) = (from.clamp(0, self.days), to.clamp(0, self.days));
            if from < to {
                changes[from as usize] += 1;
                changes[to as usize] -= 1;
            }
        }
    }
}

/// The prefix sums of a difference array, without its last entry.
pub(super) fn running_total(changes: &[i32]) -> Vec<f64> {
    let mut total = 0;
    let days = changes.len().saturating_sub(1);
    changes[..days]
        .iter()
        .map(|change| {
            total += change;
            f64::from(total)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_looking_back_gives(
            mut seen in prop::collection::vec((-20_i32..60, 0_u32..4), 0..60),
            now in 1_i32..20,
            before in 1_i32..30,
            starts in prop::collection::btree_set(0_i32..50, 0..4),
            picked in prop::sample::subsequence(vec![0_usize, 1, 2, 3, 4], 1..=5),
        ) {
            seen.sort_unstable();
            let starts: Vec<i32> = starts.into_iter().collect();
            let all = [
                Band::In(Reach::Trailing(now)),
                Band::Lapsed { now, before },
                Band::In(Reach::Lifetime),
                Band::In(Reach::Since(&starts)),
                Band::In(Reach::First(&starts, before)),
            ];
            let bands: Vec<Band<'_>> = picked.iter().map(|place| all[*place]).collect();
            let mut distinct = Distinct::new(40, 4, &bands);
            seen.iter().for_each(|(day, key)| distinct.see(*day, *key));
            for (band, counts) in bands.iter().zip(distinct.finish()) {
                for d in 0..40_i32 {
                    let is_in = |key: &u32| {
                        let mut of_key = seen.iter().filter(|(t, k)| k == key && *t <= d);
                        match *band {
                            Band::In(reach) => of_key.any(|(t, _)| {
                                reach.start(d).is_some_and(|start| start <= *t)
                                    && *t <= reach.end(d)
                            }),
                            Band::Lapsed { now, before } => of_key
                                .next_back()
                                .is_some_and(|(t, _)| *t <= d - now && *t > d - now - before),
                        }
                    };
                    let expected = (0..4).filter(is_in).count();
                    prop_assert_eq!(counts[d as usize], expected as f64, "{:?}, day {}", band, d);
                }
            }
        }
    }

    #[test]
    fn a_window_forgets_and_an_older_band_takes_over() {
        let bands = [Band::In(Reach::Trailing(2)), Band::Lapsed { now: 2, before: 2 }];
        let mut fold = Distinct::new(8, 2, &bands);
        for (day, key) in [(0, 0), (0, 1), (0, 1), (3, 0)] {
            fold.see(day, key);
        }
        let counts = fold.finish();
        assert_eq!(counts[0], [2.0, 2.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        // Key 1 is 2 and 3 days old on days 2 and 3; key 0 on day 2, and again on days 5 and 6.
        assert_eq!(counts[1], [0.0, 0.0, 2.0, 1.0, 0.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn what_lies_outside_the_history_counts_where_it_reaches_in() {
        let mut fold = Distinct::new(3, 0, &[Band::In(Reach::Trailing(4))]);
        fold.see(-2, 0);
        fold.see(9, 0);
        assert_eq!(fold.finish()[0], [1.0, 1.0, 0.0]);
    }
}
