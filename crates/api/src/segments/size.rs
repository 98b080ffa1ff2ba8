//! How large a group of accounts is, in number and money.

use perennial_board::Entry;
use perennial_model::{Currency, Money};

use crate::overview::arr_of;

/// How large a group of accounts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub accounts: u64,
    /// Those among them that have an ARR.
    pub with_arr: u64,
    /// None where no account has one.
    pub arr: Option<Money>,
}

impl Size {
    pub fn of<'a>(entries: impl Iterator<Item = &'a Entry> + Clone, currency: Currency) -> Self {
        let has_arr = |entry: &&Entry| entry.arr.is_some_and(|arr| arr.currency == currency);
        Self {
            accounts: entries.clone().count() as u64,
            with_arr: entries.clone().filter(has_arr).count() as u64,
            arr: arr_of(entries, currency),
        }
    }

    /// ARR per account that has one, rounded to whole minor units.
    pub fn average_arr(&self) -> Option<Money> {
        let arr = self.arr?;
        let number = i64::try_from(self.with_arr).ok().filter(|number| *number > 0)?;
        let half = arr.minor.signum() * (number / 2);
        Some(Money { minor: (arr.minor + half) / number, ..arr })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_is_rounded_to_the_nearest() {
        let size = |minor, with_arr| Size {
            accounts: 9,
            with_arr,
            arr: Some(Money { minor, currency: Currency::USD }),
        };
        assert_eq!(size(100, 3).average_arr().map(|m| m.minor), Some(33));
        assert_eq!(size(200, 3).average_arr().map(|m| m.minor), Some(67));
        assert_eq!(size(-200, 3).average_arr().map(|m| m.minor), Some(-67));
        assert_eq!(Size { arr: None, ..size(0, 0) }.average_arr(), None);
    }
}
