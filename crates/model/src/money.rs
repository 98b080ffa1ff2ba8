//! Money: whole minor units (cents) and an ISO 4217 currency. Never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Three upper-case letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    pub const USD: Self = Self(*b"USD");

    /// # Errors
    /// [`MoneyError::NotACurrency`] unless the text is three letters.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let upper = text.trim().to_ascii_uppercase();
        match upper.as_bytes() {
            [a, b, c] if upper.bytes().all(|l| l.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => Err(MoneyError::NotACurrency(text.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Whether ISO 4217 has it.
    pub fn exists(&self) -> bool {
        crate::currencies::exists(self.as_str())
    }

    /// Decimals of the minor unit, after ISO 4217: 2 for most, 0 for yen, 3 for dinars.
    pub fn decimals(&self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;
    fn try_from(text: String) -> Result<Self, MoneyError> {
        Self::parse(&text)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

/// An amount in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

impl Money {
    /// Reads a decimal in major units: `1299`, `1299.5`, `-3.20`.
    ///
    /// # Errors
    /// When it is no decimal, has more decimals than the currency, or does not fit 64 bits.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let bad = || MoneyError::NotAnAmount(text.to_owned());
        let trimmed = text.trim();
        let (negative, digits) = match trimmed.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && part.is_empty()) || !all_digits(whole) || !all_digits(part) {
            return Err(bad());
        }
        let decimals = currency.decimals() as usize;
        let significant = part.trim_end_matches('0');
        if significant.len() > decimals {
            return Err(MoneyError::TooManyDecimals { text: text.to_owned(), currency });
        }
        let padded = format!("{whole}{significant:0<decimals$}");
        let minor: i64 = padded.parse().map_err(|_| bad())?;
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// Major units, for display and for metrics; exact up to 2^53 minor units.
    #[allow(clippy::cast_precision_loss)]
    pub fn to_major(self) -> f64 {
        self.minor as f64 / f64::from(10_u32.pow(self.currency.decimals()))
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let scale = 10_u64.pow(decimals);
        let sign = if self.minor < 0 { "-" } else { "" };
        let size = self.minor.unsigned_abs();
        if decimals == 0 {
            return write!(f, "{sign}{size}");
        }
        write!(f, "{sign}{}.{:0width$}", size / scale, size % scale, width = decimals as usize)
    }
}

/// What can be wrong with money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("\"{0}\" is not a currency; write its three letters, such as EUR")]
    NotACurrency(String),
    #[error("\"{0}\" is not an amount; write it in major units, such as 1299.50")]
    NotAnAmount(String),
    #[error("\"{text}\" has more decimals than {currency} has")]
    TooManyDecimals { text: String, currency: Currency },
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_exact() {
        let usd = |t| Money::parse(t, Currency::USD).map(|m| m.minor);
        assert_eq!(usd("1299.5"), Ok(129_950));
        assert_eq!(usd("-3.20"), Ok(-320));
        assert_eq!(usd(".07"), Ok(7));
        assert_eq!(usd("10.500"), Ok(1050));
        assert!(matches!(usd("0.001"), Err(MoneyError::TooManyDecimals { .. })));
        assert!(usd("1,299").is_err() && usd("").is_err() && usd("1e3").is_err());
        let yen = Currency::parse("jpy").unwrap();
        assert_eq!(Money::parse("500", yen).map(|m| m.minor), Ok(500));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(minor in -1_000_000_000_000_i64..1_000_000_000_000) {
            let money = Money { minor, currency: Currency::USD };
            prop_assert_eq!(Money::parse(&money.to_string(), Currency::USD), Ok(money));
        }
    }
}
