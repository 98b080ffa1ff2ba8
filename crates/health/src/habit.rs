//! What is usual at an account, and how far from it the account is now.

use crate::{HabitOptions, means::Means};

/// A metric's history, ready to be held against itself.
#[derive(Debug)]
pub(crate) struct Habit {
    means: Means,
    options: HabitOptions,
}

/// Lately and usually, per day of the metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Compared {
    pub lately: f64,
    pub usual: f64,
}

/// As many days as give the same day of the week again.
const YEAR: usize = 364;
/// The weeks around it that are the season.
const SEASON: usize = 28;

/// From here on an account counts as having stopped, for now.
const STOPPED: usize = 28;

impl Habit {
    pub fn new(column: &[f64], options: &HabitOptions) -> Self {
        Self { means: Means::of(column), options: options.clone() }
    }

    /// Compares day `day` with the habit; `silence` is the days since the account was last seen, and
    /// `peers` how much peers rose or fell, as a ratio minus 1 (`NaN` when unknown).
    ///
    /// The habit's days end `gap` days ago, or at the day the account was last seen when that was
    /// earlier, so that a long silence does not become the usual. An account that stopped before
    /// it had settled is held against all that it ever did.
    pub fn at(&self, day: usize, silence: f64, peers: f64) -> Option<Compared> {
        let options = &self.options;
        let begin = self.means.begin?;
        if silence.is_nan() {
            return None;
        }
        let silence = silence as usize;
        let lately = self.means.trailing(day, options.recent, 0)?;
        let end = day.checked_sub((options.gap as usize).max(silence));
        let settled = begin + options.settle as usize;
        let usual = self.usual(settled, end, options.least).or_else(|| {
            let stopped = silence >= STOPPED;
            stopped.then(|| self.usual(begin, day.checked_sub(silence), 1)).flatten()
        })?;
        let season = self.options.season.then(|| self.a_year_ago(day)).flatten();
        // `min` passes over what is unknown.
        let as_peers = usual * (1.0 + peers.clamp(-1.0, 0.0));
        let usual = usual.min(season.unwrap_or(f64::NAN)).min(as_peers);
        Some(Compared { lately, usual })
    }

    /// The mean of the four weeks around this day of the week a year ago, once it had settled then.
    fn a_year_ago(&self, day: usize) -> Option<f64> {
        let from = day.checked_sub(YEAR + SEASON / 2)?;
        let settled = self.means.begin? + self.options.settle as usize;
        (from >= settled).then(|| self.means.mean(from, from + SEASON - 1, 1)).flatten()
    }

    /// The mean of the habit's days that are not before `earliest`, when there are enough.
    fn usual(&self, earliest: usize, end: Option<usize>, least: u32) -> Option<f64> {
        let end = end?;
        let from = earliest.max((end + 1).saturating_sub(self.options.days as usize));
        self.means.mean(from, end, least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> HabitOptions {
        HabitOptions {
            recent: 1,
            gap: 3,
            days: 4,
            settle: 2,
            least: 2,
            noise: 0.0,
            season: false,
            peers: None,
        }
    }

    #[test]
    fn usual_is_the_mean_of_settled_days_before_the_gap() {
        let column = [0.0, 9.0, 9.0, 2.0, 4.0, 6.0, 8.0, 1.0];
        let habit = Habit::new(&column, &options());
        // Use begins on day 1 and settles on day 3; two such days before the gap exist on day 7.
        assert_eq!(habit.at(6, 0.0, f64::NAN), None);
        assert_eq!(habit.at(7, 0.0, f64::NAN), Some(Compared { lately: 1.0, usual: 3.0 }));
        assert_eq!(habit.at(7, f64::NAN, f64::NAN), None);
    }

    #[test]
    fn silence_does_not_become_usual() {
        let mut column = vec![5.0; 50];
        column.extend([0.0; 400]);
        let habit = Habit::new(&column, &options());
        assert_eq!(habit.at(449, 400.0, f64::NAN), Some(Compared { lately: 0.0, usual: 5.0 }));
    }

    #[test]
    fn a_low_that_was_there_a_year_ago_is_the_season() {
        // 18 months at 10, with 60 days at 4 from day 200 on, and again a year later.
        let low = |day: usize| (200..260).contains(&(day % 364));
        let column: Vec<f64> = (0..650).map(|day| if low(day) { 4.0 } else { 10.0 }).collect();
        let options = HabitOptions { season: true, recent: 28, days: 365, gap: 28, ..options() };
        let (seasonal, plain) = (
            Habit::new(&column, &options),
            Habit::new(&column, &HabitOptions { season: false, ..options }),
        );
        let usual =
            |habit: &Habit, day| habit.at(day, 0.0, f64::NAN).map(|compared| compared.usual);
        // In the middle of the second low.
        assert_eq!(usual(&seasonal, 595), Some(4.0));
        assert!(usual(&plain, 595) > Some(8.0));
        // The first one had no year before it; a high of a year ago does not raise what is usual.
        assert_eq!(usual(&seasonal, 230), usual(&plain, 230));
        assert_eq!(usual(&seasonal, 500), usual(&plain, 500));
    }

    #[test]
    fn what_moved_peers_too_is_allowed_for() {
        let mut column = vec![10.0; 300];
        column.extend([6.0; 28]);
        let options = HabitOptions { days: 200, gap: 28, ..options() };
        let habit = Habit::new(&column, &options);
        let usual = |peers| habit.at(327, 0.0, peers).map(|compared| compared.usual);
        assert_eq!(usual(f64::NAN), Some(10.0));
        assert_eq!(usual(0.5), Some(10.0), "that peers grew is no reproach");
        assert_eq!(usual(-0.25), Some(7.5));
        assert_eq!(usual(-2.0), Some(0.0));
        // A low season of a year ago and of peers is allowed for once, by the greater of the two: 4, or
        // a quarter of (146 × 10 + 4 × 4) / 150.
        let low = |day: usize| (200..260).contains(&(day % 364));
        let column: Vec<f64> = (0..650).map(|day| if low(day) { 4.0 } else { 10.0 }).collect();
        let seasonal = HabitOptions { season: true, days: 150, ..options };
        let habit = Habit::new(&column, &seasonal);
        let usual = |peers| habit.at(595, 0.0, peers).map(|compared| compared.usual);
        assert_eq!((usual(-0.3), usual(-0.75)), (Some(4.0), Some(2.46)));
    }

    #[test]
    fn who_stopped_before_settling_is_held_against_all_there_was() {
        let mut column = vec![4.0];
        column.extend([0.0; 40]);
        let unsettled = HabitOptions { settle: 30, ..options() };
        let habit = Habit::new(&column, &unsettled);
        assert_eq!(habit.at(10, 10.0, f64::NAN), None);
        assert_eq!(habit.at(40, 40.0, f64::NAN), Some(Compared { lately: 0.0, usual: 4.0 }));
    }
}
