//! What is usual: order statistics of a window that slides along the days.

/// Numbers kept in order. Adding and removing move at most the window's length of them.
#[derive(Debug, Default)]
pub struct Habit {
    sorted: Vec<f64>,
}

impl Habit {
    pub fn add(&mut self, value: f64) {
        let at = self.place(value);
        self.sorted.insert(at, value);
    }

    /// Takes out one number equal to `value`; nothing happens when there is none.
    pub fn remove(&mut self, value: f64) {
        let at = self.place(value);
        if self.sorted.get(at).is_some_and(|found| found.total_cmp(&value).is_eq()) {
            self.sorted.remove(at);
        }
    }

    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The value below which a share of the numbers lies, interpolated between neighbours
    /// (type 7 of Hyndman and Fan, 1996). Nothing when there are no numbers.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.sorted.len().checked_sub(1)?;
        let place = share.clamp(0.0, 1.0) * last as f64;
        let below = place.floor() as usize;
        let low = *self.sorted.get(below)?;
        let high = *self.sorted.get((below + 1).min(last))?;
        Some(low + (high - low) * (place - place.floor()))
    }

    fn place(&self, value: f64) -> usize {
        self.sorted.partition_point(|kept| kept.total_cmp(&value).is_lt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_a_sliding_window() {
        let mut habit = Habit::default();
        assert_eq!(habit.quantile(0.5), None);
        for value in [5.0, 1.0, 4.0, 2.0, 3.0] {
            habit.add(value);
        }
        assert_eq!(habit.quantile(0.5), Some(3.0));
        assert_eq!(habit.quantile(0.0), Some(1.0));
        assert_eq!(habit.quantile(0.125), Some(1.5));
        habit.remove(3.0);
        habit.remove(9.0);
        assert_eq!((habit.len(), habit.quantile(0.5)), (4, Some(3.0)));
        habit.remove(5.0);
        assert_eq!(habit.quantile(0.5), Some(2.0));
    }
}
