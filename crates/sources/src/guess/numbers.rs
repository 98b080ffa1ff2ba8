//! How a column writes its numbers.

use std::collections::BTreeSet;

/// What the numbers of a column have in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Numbers {
    /// Values that are numbers, however they are written.
    pub count: usize,
    pub whole: usize,
    /// Values that are sure to have a comma before their decimals: `12,50`.
    pub decimal_commas: usize,
    /// Values that are sure to have a point before their decimals.
    pub decimal_points: usize,
    /// Values with a comma between thousands: `1,299`.
    pub thousands: usize,
    /// `$`, `€`, `%` …
    pub signs: BTreeSet<String>,
    pub least: f64,
    pub greatest: f64,
}

const SIGNS: [&str; 8] = ["$", "€", "£", "¥", "₹", "%", "USD", "EUR"];

impl Numbers {
    pub fn add(&mut self, text: &str) {
        let mut core = text;
        let mut signs = Vec::new();
        for sign in SIGNS {
            for stripped in [core.strip_prefix(sign), core.strip_suffix(sign)].into_iter().flatten()
            {
                core = stripped.trim();
                signs.push(sign.to_owned());
            }
        }
        let Some(shape) = Shape::of(core) else { return };
        self.signs.extend(signs);
        self.count += 1;
        match shape {
            Shape::Plain { decimals: false } => self.whole += 1,
            Shape::Plain { decimals: true } => self.decimal_points += 1,
            // 1.299 and 1,299 can be read both ways.
            Shape::Point { grouped: true, ambiguous }
            | Shape::Comma { grouped: true, ambiguous }
                if ambiguous =>
            {
                self.thousands += usize::from(core.contains(','));
            }
            Shape::Comma { grouped: true, .. } => self.thousands += 1,
            Shape::Point { .. } | Shape::Comma { .. } => self.decimal_commas += 1,
        }
        let Ok(value) = shape.plain(core).parse::<f64>() else { return };
        let (least, greatest) =
            if self.count == 1 { (value, value) } else { (self.least, self.greatest) };
        (self.least, self.greatest) = (least.min(value), greatest.max(value));
    }

    /// Whether decimals stand behind a comma.
    pub fn has_decimal_comma(&self) -> bool {
        self.decimal_commas > 0 && self.decimal_points == 0
    }
}

/// How one number is written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Plain {
        decimals: bool,
    },
    /// `1.299` or `1.299,50`: a point between thousands.
    Point {
        grouped: bool,
        ambiguous: bool,
    },
    /// `1,299` or `1,299.50` (grouped); `12,5` (not grouped).
    Comma {
        grouped: bool,
        ambiguous: bool,
    },
}

impl Shape {
    fn of(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) || digits.len() > 20 {
            return None;
        }
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if all_digits(digits) {
            return Some(Self::Plain { decimals: false });
        }
        if let Some((whole, decimals)) = digits.split_once('.')
            && all_digits(whole)
            && all_digits(decimals)
        {
            return Some(Self::Plain { decimals: true });
        }
        if is_grouped(digits, ',', '.') {
            return Some(Self::Comma { grouped: true, ambiguous: !digits.contains('.') });
        }
        if is_grouped(digits, '.', ',') {
            return Some(Self::Point { grouped: true, ambiguous: false });
        }
        let (whole, decimals) = digits.split_once(',')?;
        (all_digits(whole) && all_digits(decimals))
            .then_some(Self::Comma { grouped: false, ambiguous: false })
    }

    fn plain(self, text: &str) -> String {
        match self {
            Self::Plain { .. } => text.to_owned(),
            Self::Comma { grouped: true, .. } => text.replace(',', ""),
            Self::Comma { .. } | Self::Point { .. } => text.replace('.', "").replace(',', "."),
        }
    }
}

/// `1,299,000.50`: one to three digits, then groups of three, then perhaps decimals.
fn is_grouped(digits: &str, group: char, point: char) -> bool {
    let (whole, decimals) = digits.split_once(point).unwrap_or((digits, "0"));
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (1..=3).contains(&first.len())
        && numeric(first)
        && !rest.is_empty()
        && rest.iter().all(|part| part.len() == 3 && numeric(part))
        && numeric(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: &[&str]) -> Numbers {
        let mut numbers = Numbers::default();
        values.iter().for_each(|value| numbers.add(value));
        numbers
    }

    #[test]
    fn numbers_of_many_lands() {
        let plain = numbers(&["12", "-3.5", "x", "12-05", "1.2.3"]);
        assert_eq!((plain.count, plain.whole, plain.decimal_points), (2, 1, 1));
        assert_eq!((plain.least, plain.greatest), (-3.5, 12.0));
        let german = numbers(&["1.299,50 €", "12,5"]);
        assert!(german.has_decimal_comma() && german.signs.contains("€"), "{german:?}");
        assert_eq!(german.greatest, 1299.5);
        let english = numbers(&["$1,299.00", "$7"]);
        assert_eq!((english.thousands, english.has_decimal_comma()), (1, false));
        assert!(english.signs.contains("$"));
        assert_eq!(numbers(&["45%"]).signs.len(), 1);
    }
}
