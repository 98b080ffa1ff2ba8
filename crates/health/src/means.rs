//! Prefix sums of a column, so that the mean of any run of days costs nothing.

#[derive(Debug)]
pub(crate) struct Means {
    /// `sums[i]` is the sum of the values before day i; a day without a value adds nothing.
    sums: Vec<f64>,
    /// `known[i]` is how many days before day i have a value.
    known: Vec<u32>,
    /// The first day with a value above 0.
    pub begin: Option<usize>,
}

impl Means {
    pub fn of(column: &[f64]) -> Self {
        let mut sums = Vec::with_capacity(column.len() + 1);
        let mut known = Vec::with_capacity(column.len() + 1);
        let (mut sum, mut count) = (0.0, 0);
        sums.push(sum);
        known.push(count);
        for value in column {
            if !value.is_nan() {
                sum += value;
                count += 1;
            }
            sums.push(sum);
            known.push(count);
        }
        let begin = column.iter().position(|value| *value > 0.0);
        Self { sums, known, begin }
    }

    /// The mean over the days `from ..= to`, when at least `least` of them (and one) have values.
    pub fn mean(&self, from: usize, to: usize, least: u32) -> Option<f64> {
        if from > to {
            return None;
        }
        let days = self.known[to + 1] - self.known[from];
        (days >= least.max(1)).then(|| (self.sums[to + 1] - self.sums[from]) / f64::from(days))
    }

    /// The mean over the last `days` days, leaving out the first `settle` days of use.
    pub fn trailing(&self, day: usize, days: u32, settle: u32) -> Option<f64> {
        let begin = self.begin.filter(|begin| *begin <= day)?;
        let from = (begin + settle as usize).max((day + 1).saturating_sub(days as usize));
        self.mean(from, day, 1)
    }
}
