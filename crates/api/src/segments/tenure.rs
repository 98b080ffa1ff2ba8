//! When a company was a customer.

use perennial_model::{Day, Subscription, Zone};

/// The days on which an account's subscriptions began and ended, in the company's time zone.
pub struct Tenure {
    /// First day, and first day without it.
    periods: Vec<(Day, Option<Day>)>,
}

impl Tenure {
    pub fn new(subscriptions: &[Subscription], zone: &Zone) -> Self {
        let days = |period: &Subscription| {
            (zone.day_of(period.started_at), period.ended_at.map(|end| zone.day_of(end)))
        };
        Self { periods: subscriptions.iter().map(days).collect() }
    }

    /// As of the end of a day: the first day without a subscription, where all that had begun had
    /// ended. The same rule as an entry's `left_on`.
    pub fn left_on(&self, day: Day) -> Option<Day> {
        let begun = self.periods.iter().filter(|(start, _)| *start <= day);
        let mut latest = None;
        for (_, end) in begun {
            let end = (*end).filter(|end| *end <= day)?;
            latest = latest.max(Some(end));
        }
        latest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_left_may_come_back() {
        let tenure = Tenure { periods: vec![(Day(10), Some(Day(20))), (Day(30), None)] };
        let left = |day| tenure.left_on(Day(day)).map(|day| day.0);
        assert_eq!([left(5), left(10), left(19)], [None; 3]);
        assert_eq!([left(20), left(29)], [Some(20); 2]);
        assert_eq!(left(30), None);
        let none = Tenure { periods: Vec::new() };
        assert_eq!(none.left_on(Day(0)), None);
    }
}
