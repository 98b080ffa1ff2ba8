//! How many different keys were last seen between so and so many days ago.

/// Ages of a last sighting, in days, both ends included; 0 is "today".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeBand {
    pub youngest: i32,
    pub oldest: i32,
}

impl AgeBand {
    /// Seen within the trailing window of that many days.
    pub fn window(days: i32) -> Self {
        Self { youngest: 0, oldest: days - 1 }
    }
}

/// Counts distinct keys per day for several age bands in one pass.
///
/// A key seen on day t and next on day u has age d−t on the days t ≤ d < u, so it falls into a
/// band exactly on `t + youngest ..= t + oldest`, cut off at u. Those intervals are disjoint per
/// key; a difference array collects them and one prefix sum yields the counts.
#[derive(Debug)]
pub struct Distinct {
    days: i64,
    bands: Vec<AgeBand>,
    /// Per band, what changes on each day.
    changes: Vec<Vec<i32>>,
    /// Per key, the day it was last seen on.
    last_seen: Vec<Option<i32>>,
}

impl Distinct {
    /// For a history of `days` days; `keys` is how many keys to expect.
    pub fn new(days: usize, keys: usize, bands: &[AgeBand]) -> Self {
        Self {
            days: i64::try_from(days).unwrap_or(i64::MAX),
            bands: bands.to_vec(),
            changes: vec![vec![0; days + 1]; bands.len()],
            last_seen: vec![None; keys],
        }
    }

    /// A key was seen. Days must not decrease from one call to the next for the same key.
    pub fn see(&mut self, day: i32, key: u32) {
        let place = key as usize;
        if place >= self.last_seen.len() {
            self.last_seen.resize(place + 1, None);
        }
        let before = self.last_seen[place].replace(day);
        match before {
            Some(same) if same == day => {}
            Some(earlier) => self.close(earlier, i64::from(day)),
            None => {}
        }
    }

    /// The counts, per band and day.
    pub fn finish(mut self) -> Vec<Vec<u64>> {
        for key in 0..self.last_seen.len() {
            if let Some(day) = self.last_seen[key] {
                self.close(day, i64::MAX);
            }
        }
        self.changes.iter().map(|changes| running_total(changes)).collect()
    }

    /// The key last seen on `day` was not seen again before `next`.
    fn close(&mut self, day: i32, next: i64) {
        for (band, changes) in self.bands.iter().zip(&mut self.changes) {
            let from = (i64::from(day) + i64::from(band.youngest)).clamp(0, self.days);
            let to = (i64::from(day) + i64::from(band.oldest) + 1).min(next).clamp(0, self.days);
            if from < to {
                changes[from as usize] += 1;
                changes[to as usize] -= 1;
            }
        }
    }
}

/// The prefix sums of a difference array, without its last entry.
fn running_total(changes: &[i32]) -> Vec<u64> {
    let mut total = 0_i64;
    let days = changes.len().saturating_sub(1);
    changes[..days]
        .iter()
        .map(|change| {
            total += i64::from(*change);
            u64::try_from(total).unwrap_or(0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_forgets_and_an_older_band_takes_over() {
        let bands = [AgeBand::window(2), AgeBand { youngest: 2, oldest: 3 }];
        let mut fold = Distinct::new(8, 2, &bands);
        for (day, key) in [(0, 0), (0, 1), (0, 1), (3, 0)] {
            fold.see(day, key);
        }
        let counts = fold.finish();
        assert_eq!(counts[0], [2, 2, 0, 1, 1, 0, 0, 0]);
        // Key 1 is 2 and 3 days old on days 2 and 3; key 0 on day 2, and again on days 5 and 6.
        assert_eq!(counts[1], [0, 0, 2, 1, 0, 1, 1, 0]);
    }

    #[test]
    fn what_lies_outside_the_history_counts_where_it_reaches_in() {
        let mut fold = Distinct::new(3, 0, &[AgeBand::window(4)]);
        fold.see(-2, 0);
        fold.see(9, 0);
        assert_eq!(fold.finish()[0], [1, 1, 0]);
    }
}
