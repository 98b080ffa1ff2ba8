//! The plain columns that the rules read: one number per day, or none.

use perennial_model::Day;

/// A daily column that begins on `first`; NaN stands for "no value".
#[derive(Debug, Clone, Copy, Default)]
pub struct Series<'a> {
    pub first: Day,
    pub values: &'a [f64],
}

impl<'a> Series<'a> {
    pub fn new(first: Day, values: &'a [f64]) -> Self {
        Self { first, values }
    }

    /// The value of a day; nothing outside the column or where it is NaN.
    pub fn at(&self, day: Day) -> Option<f64> {
        let index = usize::try_from(i64::from(day.0) - i64::from(self.first.0)).ok()?;
        self.values.get(index).copied().filter(|value| !value.is_nan())
    }

    /// The value of a day, 0 where there is none.
    pub fn or_zero(&self, day: Day) -> f64 {
        self.at(day).unwrap_or(0.0)
    }
}

/// What the rules know of one account. A column that is not known is empty.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    /// The first day of the account.
    pub first: Day,
    /// The last day that is over: today is still filling up and would look like a fall.
    pub last: Day,
    pub events_28d: Series<'a>,
    pub active_contacts_28d: Series<'a>,
    pub silent_contacts_28d: Series<'a>,
    pub days_since_last_seen: Series<'a>,
    /// Major units of the company's currency.
    pub arr: Series<'a>,
    pub days_to_renewal: Series<'a>,
    /// 0 to 100.
    pub score: Series<'a>,
}

impl Past<'_> {
    /// The days the rules look at, in order.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        (self.first.0..=self.last.0).map(Day)
    }

    /// The days on which the account is no customer any more: it paid once and pays nothing now.
    /// Nobody needs a warning that somebody who left is not using the product.
    pub fn days_after_leaving(&self) -> Vec<bool> {
        let mut paid = false;
        self.days()
            .map(|day| match self.arr.at(day) {
                Some(arr) if arr > 0.0 => {
                    paid = true;
                    false
                }
                Some(_) => paid,
                None => false,
            })
            .collect()
    }

    /// The place of a day in vectors that run along [`Past::days`].
    pub fn index(&self, day: Day) -> usize {
        usize::try_from(i64::from(day.0) - i64::from(self.first.0)).unwrap_or(0)
    }
}
