//! From a cell's text to times, numbers and truth values; and to JSON where nobody said what it is.

use std::borrow::Cow;

use jiff::fmt::strtime::BrokenDownTime;
use perennial_model::{Micros, Zone};

use crate::file::Mapping;

/// How a file writes its values.
pub(crate) struct Values {
    formats: Vec<String>,
    zone: Zone,
    truths: Vec<String>,
    falsehoods: Vec<String>,
    decimal_comma: bool,
    thousands: Option<char>,
    strip: Vec<String>,
}

/// 1990-01-01: no customer of a program that sends facts is older, and wrong dates often are.
const EARLIEST: Micros = Micros(631_152_000_000_000);

impl Values {
    pub fn new(mapping: &Mapping, company_zone: &Zone) -> Self {
        Self {
            formats: mapping.date_formats.clone(),
            zone: mapping.zone.clone().unwrap_or_else(|| company_zone.clone()),
            truths: mapping.truths.clone(),
            falsehoods: mapping.falsehoods.clone(),
            decimal_comma: mapping.decimal_comma,
            thousands: mapping.thousands,
            strip: mapping.strip.clone(),
        }
    }

    /// The mapping's formats in turn, then ISO 8601.
    pub fn time(&self, text: &str) -> Result<Micros, String> {
        let formatted = self.formats.iter().find_map(|format| self.formatted(format, text));
        let at = match formatted {
            Some(at) => at,
            None => Micros::parse(text, &self.zone).map_err(|_| self.not_a_time(text))?,
        };
        if at < EARLIEST {
            return Err(format!("{at} lies before 1990; look at the date format"));
        }
        Ok(at)
    }

    fn formatted(&self, format: &str, text: &str) -> Option<Micros> {
        match format {
            "unix" => text.parse::<i64>().ok().map(|s| Micros(0).plus_seconds(s)),
            "unix_ms" => text.parse::<i64>().ok().map(Micros::from_millis),
            _ => {
                let broken = BrokenDownTime::parse(format, text).ok()?;
                if broken.offset().is_some() {
                    return broken.to_timestamp().ok().map(|t| Micros(t.as_microsecond()));
                }
                self.zone.instant_of(broken.to_datetime().ok()?).ok()
            }
        }
    }

    fn not_a_time(&self, text: &str) -> String {
        if !self.formats.is_empty() {
            return format!(
                "\"{text}\" is not a time after {} nor in ISO 8601",
                self.formats.join(" or ")
            );
        }
        let likely = [
            "%d-%m-%Y",
            "%d.%m.%Y",
            "%m/%d/%Y",
            "%d/%m/%Y",
            "%d-%m-%Y %H:%M",
            "%d.%m.%Y %H:%M",
            "%Y/%m/%d",
        ];
        let fits = likely.into_iter().find(|format| self.formatted(format, text).is_some());
        let mapping = fits.map_or_else(String::new, |format| {
            format!(", or say formats = [\"{format}\"] under [dates] in a mapping")
        });
        format!("\"{text}\" is not a time; write it as 2026-01-31 or 2026-01-31T09:30:00Z{mapping}")
    }

    /// A finite number.
    pub fn number(&self, text: &str) -> Result<f64, String> {
        let plain = self.plain_decimal(text);
        let begins_well =
            plain.trim_start_matches(['-', '+', '.']).starts_with(|c: char| c.is_ascii_digit());
        match plain.parse::<f64>() {
            Ok(number) if number.is_finite() && begins_well => Ok(number),
            _ if text.contains(',') && !self.decimal_comma => Err(format!(
                "\"{text}\" is not a number; write 1299.50, or say in a mapping decimal_comma = true \
                 (1299,50) or thousands = \",\" under [numbers] (1,299.50)"
            )),
            _ => Err(format!("\"{text}\" is not a number")),
        }
    }

    /// With a point for the decimals, and no separators of thousands where the mapping allows them.
    pub fn plain_decimal<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let text = self.without_signs(text);
        if let Some(thousands) = self.thousands.filter(|sign| text.contains(*sign)) {
            let joined = text.replace(thousands, "");
            return Cow::Owned(if self.decimal_comma { joined.replace(',', ".") } else { joined });
        }
        if self.decimal_comma && text.contains([',', '.']) {
            return Cow::Owned(text.replace('.', "").replace(',', "."));
        }
        Cow::Borrowed(text)
    }

    /// Without the signs that the mapping names, at either end; a minus before them stays.
    fn without_signs<'a>(&self, text: &'a str) -> &'a str {
        let mut text = text;
        for sign in &self.strip {
            text = text.strip_prefix(sign.as_str()).unwrap_or(text).trim_start();
            text = text.strip_suffix(sign.as_str()).unwrap_or(text).trim_end();
        }
        text
    }

    pub fn boolean(&self, text: &str) -> Option<bool> {
        let word = text.to_lowercase();
        if self.truths.contains(&word) {
            return Some(true);
        }
        if self.falsehoods.contains(&word) {
            return Some(false);
        }
        match word.as_str() {
            "true" | "yes" | "y" | "1" => Some(true),
            "false" | "no" | "n" | "0" => Some(false),
            _ => None,
        }
    }

    /// JSON text of a cell of which nobody said what it is: true and false, numbers as people
    /// write them (`007` and telephone numbers stay text), else text.
    pub fn json(&self, text: &str) -> String {
        let word = text.to_lowercase();
        if word == "true" || self.truths.contains(&word) {
            return "true".to_owned();
        }
        if word == "false" || self.falsehoods.contains(&word) {
            return "false".to_owned();
        }
        let number = self.plain_decimal(text);
        if is_plain_number(&number) {
            return number.into_owned();
        }
        json_text(text)
    }
}

/// Digits without leading zeros, at most one point, few enough to be exact as a float.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match digits.split_once('.') {
        Some((_, "")) => return false,
        Some(pair) => pair,
        None => (digits, ""),
    };
    let numeric = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    !whole.is_empty()
        && !leading_zero
        && numeric(whole)
        && numeric(part)
        && whole.len() + part.len() <= 15
}

/// A JSON string with its quotes.
pub(crate) fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The JSON number of a float; `null` never, as only finite numbers come here.
pub(crate) fn json_number(number: f64) -> String {
    serde_json::Number::from_f64(number).map_or_else(|| "0".to_owned(), whole_if_whole)
}

fn whole_if_whole(number: serde_json::Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(mapping: &str) -> Values {
        Values::new(&mapping.parse().unwrap(), &Zone::utc())
    }

    #[test]
    fn times_after_the_mapping_and_in_iso() {
        let dates = values(
            "[dates]\nformats = [\"%d-%m-%Y %H:%M\", \"%d-%m-%Y\"]\nzone = \"Europe/Berlin\"",
        );
        let read = |text: &str| dates.time(text).map(|at| at.to_string());
        assert_eq!(read("17-08-2023"), Ok("2023-08-16T22:00:00Z".into()));
        assert_eq!(read("28-07-2023 03:00"), Ok("2023-07-28T01:00:00Z".into()));
        assert_eq!(read("2023-07-28T03:00:00Z"), Ok("2023-07-28T03:00:00Z".into()));
        assert!(read("31-02-2023").is_err());
        assert!(read("17-08-23").unwrap_err().contains("before 1990"));
        assert_eq!(
            values("[dates]\nformats = [\"unix_ms\"]").time("1700000000000").unwrap().0,
            1_700_000_000_000_000
        );
        let teach = values("").time("17-08-2023").unwrap_err();
        assert!(teach.contains("formats = [\"%d-%m-%Y\"]"), "{teach}");
    }

    #[test]
    fn numbers_of_both_worlds() {
        assert_eq!(values("").number("-1299.50"), Ok(-1299.5));
        assert!(values("").number("1,299").unwrap_err().contains("decimal_comma"));
        assert_eq!(values("decimal_comma = true").number("1.299,50"), Ok(1299.5));
        let signs = values("[numbers]\nthousands = \",\"\nstrip = [\"$\", \"%\"]");
        assert_eq!(signs.number("$1,299.50"), Ok(1299.5));
        assert_eq!(signs.number("$ 7"), Ok(7.0));
        assert_eq!(signs.number("45 %"), Ok(45.0));
        assert!(signs.number("€5").is_err());
        for wrong in ["inf", "NaN", "", "1e999", "twelve"] {
            assert!(values("").number(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn json_of_unknown_cells() {
        let json = |text: &str| values("[booleans]\ntrue = [\"Ja\"]").json(text);
        assert_eq!(json("FALSE"), "false");
        assert_eq!(json("ja"), "true");
        assert_eq!(json("12.50"), "12.50");
        assert_eq!(json("-0.5"), "-0.5");
        assert_eq!(json("007"), "\"007\"");
        assert_eq!(json("12345678901234567890"), "\"12345678901234567890\"");
        assert_eq!(json("5 \"inch\""), "\"5 \\\"inch\\\"\"");
        assert_eq!(json_number(83.4), "83.4");
        assert_eq!(json_number(60.0), "60");
    }
}
