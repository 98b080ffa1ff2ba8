//! What a currency was worth in the company's own, by day.

use std::collections::BTreeMap;

use perennial_model::{Currency, Day};
use thiserror::Error;

/// How much of the reporting currency one unit of another is: a decimal with twelve places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

/// Why a text is no rate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RateError {
    #[error("{0:?} is no rate; write a decimal above 0, such as 1.0853")]
    NotARate(String),
    #[error("{0:?} has more than 12 decimals; round it")]
    TooManyDecimals(String),
}

const DECIMALS: usize = 12;
const ONE: i128 = 1_000_000_000_000;

impl Rate {
    #[allow(clippy::cast_possible_truncation)]
    pub const ONE: Self = Self(ONE as i64);

    /// Reads a decimal above 0: `1.0853`.
    ///
    /// # Errors
    /// [`RateError`] when it is none, is not above 0, or has more than twelve decimals.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        let bad = || RateError::NotARate(text.to_owned());
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let part = part.trim_end_matches('0');
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) || whole.len() + part.len() == 0 {
            return Err(bad());
        }
        if part.len() > DECIMALS {
            return Err(RateError::TooManyDecimals(text.to_owned()));
        }
        let scaled: i64 = format!("{whole}{part:0<DECIMALS$}").parse().map_err(|_| bad())?;
        if scaled > 0 { Ok(Self(scaled)) } else { Err(bad()) }
    }

    /// An amount in minor units of `from`, in minor units of `to`: rounded to the nearest, halves
    /// away from zero.
    pub fn convert(self, minor: i64, from: Currency, to: Currency) -> i64 {
        let mut amount = i128::from(minor) * i128::from(self.0);
        let mut by = ONE;
        let (has, wants) = (from.decimals(), to.decimals());
        if wants >= has {
            amount *= 10_i128.pow(wants - has);
        } else {
            by *= 10_i128.pow(has - wants);
        }
        let half = if amount < 0 { -by / 2 } else { by / 2 };
        i64::try_from((amount + half) / by).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (i128::from(self.0) / ONE, i128::from(self.0) % ONE);
        let part = format!("{part:012}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(f, "{whole}") } else { write!(f, "{whole}.{part}") }
    }
}

/// The rates that are known; one holds until a later one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    reporting: Currency,
    by_currency: BTreeMap<Currency, BTreeMap<Day, Rate>>,
}

impl Rates {
    /// Knows no rate but that of the reporting currency itself.
    pub fn new(reporting: Currency) -> Self {
        Self { reporting, by_currency: BTreeMap::new() }
    }

    /// From this day on a unit of `currency` is worth that much.
    pub fn set(&mut self, currency: Currency, from: Day, rate: Rate) {
        self.by_currency.entry(currency).or_default().insert(from, rate);
    }

    pub fn reporting(&self) -> Currency {
        self.reporting
    }

    /// The rate of a day: the latest that is not after it. None where there is none.
    pub fn at(&self, currency: Currency, day: Day) -> Option<Rate> {
        if currency == self.reporting {
            return Some(Rate::ONE);
        }
        self.by_currency.get(&currency)?.range(..=day).next_back().map(|(_, rate)| *rate)
    }

    /// All of them, by currency and day.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, Day, Rate)> + '_ {
        let days = |(currency, days): (&Currency, &BTreeMap<Day, Rate>)| {
            let currency = *currency;
            days.iter().map(move |(day, rate)| (currency, *day, *rate)).collect::<Vec<_>>()
        };
        self.by_currency.iter().flat_map(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn conversion_is_exact_and_halves_go_away_from_zero() {
        let (usd, eur, jpy) = (currency("USD"), currency("EUR"), currency("JPY"));
        let rate = Rate::parse("1.0853").unwrap();
        assert_eq!(rate.convert(10_000, eur, usd), 10_853);
        assert_eq!(Rate::parse("0.5").unwrap().convert(1, eur, usd), 1);
        assert_eq!(Rate::parse("0.5").unwrap().convert(-1, eur, usd), -1);
        assert_eq!(Rate::parse("0.4999").unwrap().convert(1, eur, usd), 0);
        // 150,000 yen at 0.0067 dollars are 1,005 dollars; and 3 dollars at 150 are 450 yen.
        assert_eq!(Rate::parse("0.0067").unwrap().convert(150_000, jpy, usd), 100_500);
        assert_eq!(Rate::parse("150").unwrap().convert(300, usd, jpy), 450);
    }

    #[test]
    fn a_rate_holds_until_a_later_one() {
        let (usd, eur) = (currency("USD"), currency("EUR"));
        let mut rates = Rates::new(usd);
        rates.set(eur, Day(100), Rate::parse("1.1").unwrap());
        rates.set(eur, Day(200), Rate::parse("1.2").unwrap());
        let at = |day| rates.at(eur, Day(day)).map(|rate| rate.to_string());
        assert_eq!(at(99), None);
        assert_eq!(at(199).as_deref(), Some("1.1"));
        assert_eq!(at(200).as_deref(), Some("1.2"));
        assert_eq!(rates.at(usd, Day(0)), Some(Rate::ONE));
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for text in ["", ".", "0", "0.0", "-1", "1,2", "abc", "1e3", "99999999"] {
            assert!(Rate::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            Rate::parse("1.0000000000001"),
            Err(RateError::TooManyDecimals("1.0000000000001".to_owned()))
        );
        assert_eq!(Rate::parse("007.50").map(|rate| rate.to_string()), Ok("7.5".to_owned()));
    }
}
