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
    /// From this day up to, not including, that one.
    fn days(self, t: i32) -> (i32, i32) {
        match self {
            Self::In(reach) if !reach.accepts(t) => (t, t),
            Self::In(reach) => (t, reach.expiry(t)),
            Self::Lapsed { now, before } => {
                let from = t.saturating_add(now);
                (from, from.saturating_add(before))
            }
        }
    }
}

const NEVER: i32 = i32::MIN;

/// Counts distinct keys per day for several bands in one pass.
///
/// A key seen on day t and next on day u was last seen on t on the days t ≤ d < u, so it counts
/// in a band exactly on the band's days for t, cut off at u. Those intervals are disjoint per
/// key; a difference array collects them and one prefix sum yields the counts.
#[derive(Debug)]
pub struct Distinct<'a> {
    days: i32,
    bands: Vec<Band<'a>>,
    /// Per band, what changes on each day.
    changes: Vec<Vec<i32>>,
    /// Per key, the day it was last seen on.
    last_seen: Vec<i32>,
}

impl<'a> Distinct<'a> {
    /// For a history of `days` days; `keys` is how many keys to expect.
    pub fn new(days: usize, keys: usize, bands: &[Band<'a>]) -> Self {
        Self {
            days: i32::try_from(days).unwrap_or(i32::MAX),
            bands: bands.to_vec(),
            changes: vec![vec![0; days + 1]; bands.len()],
            last_seen: vec![NEVER; keys],
        }
    }

    /// A key was seen. Days must not decrease from one call to the next for the same key.
    #[inline]
    pub fn see(&mut self, day: i32, key: u32) {
        let place = key as usize;
        if place >= self.last_seen.len() {
            self.last_seen.resize(place + 1, NEVER);
        }
        let before = self.last_seen[place];
        if before == day {
            return;
        }
        self.last_seen[place] = day;
        if before != NEVER {
            self.close(before, day);
        }
    }

    /// The counts, per band and day.
    pub fn finish(mut self) -> Vec<Vec<f64>> {
        for key in 0..self.last_seen.len() {
            let day = self.last_seen[key];
            if day != NEVER {
                self.close(day, i32::MAX);
            }
        }
        self.changes.iter().map(|changes| running_total(changes)).collect()
    }

    /// The key last seen on `day` was not seen again before `next`.
    fn close(&mut self, day: i32, next: i32) {
        for (band, changes) in self.bands.iter().zip(&mut self.changes) {
            let (from, to) = band.days(day);
            let (from, to) = (from.clamp(0, self.days), to.min(next).clamp(0, self.days));
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
    use super::*;

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
