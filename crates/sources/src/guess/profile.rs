//! What the values of a column have in common.

use std::collections::HashSet;

use perennial_model::{AccountId, ContactId};

use crate::{
    guess::{
        dates::{self, Dates},
        numbers::Numbers,
        sample::Sample,
        words::words_of,
    },
    lookup::Lookup,
};

/// So many different values are shown.
const SHOWN: usize = 4;
/// A shown value has at most so many letters.
const LONGEST: usize = 80;

/// A column and what its values have in common. Counts are of the rows that were looked at.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    pub heading: String,
    pub words: Vec<String>,
    pub samples: Vec<String>,
    pub filled: usize,
    pub distinct: usize,
    pub emails: usize,
    pub booleans: usize,
    pub numbers: Numbers,
    pub dates: Option<Dates>,
    pub known_accounts: usize,
    pub known_contacts: usize,
    pub known_subscriptions: usize,
    /// Objects of JSON.
    pub objects: usize,
}

impl Profile {
    pub fn all(sample: &Sample, known: &dyn Lookup) -> Vec<Self> {
        sample
            .header
            .iter()
            .zip(&sample.columns)
            .map(|(heading, values)| Self::of(heading, values, known))
            .collect()
    }

    fn of(heading: &str, values: &[String], known: &dyn Lookup) -> Self {
        let filled: Vec<&str> =
            values.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        let mut seen = HashSet::new();
        let mut samples: Vec<String> = Vec::new();
        let mut numbers = Numbers::default();
        for text in &filled {
            if seen.insert(*text) && samples.len() < SHOWN {
                samples.push(shortened(text));
            }
            numbers.add(text);
        }
        let count = |is: &dyn Fn(&str) -> bool| filled.iter().filter(|text| is(text)).count();
        Self {
            heading: heading.to_owned(),
            words: words_of(heading),
            samples,
            filled: filled.len(),
            distinct: seen.len(),
            emails: count(&is_email),
            booleans: count(&|text| {
                matches!(text.to_lowercase().as_str(), "true" | "false" | "yes" | "no")
            }),
            numbers,
            dates: dates::look(&filled),
            known_accounts: count(&|text| known.account_created(&AccountId::new(text)).is_some()),
            known_contacts: count(&|text| known.contact_account(&ContactId::new(text)).is_some()),
            known_subscriptions: count(&|text| !known.subscription(text).is_empty()),
            objects: count(&|text| text.starts_with('{') && text.ends_with('}')),
        }
    }

    /// Which part of the filled cells `count` is; 0 where none is filled.
    pub fn part(&self, count: usize) -> f64 {
        if self.filled == 0 { 0.0 } else { count as f64 / self.filled as f64 }
    }

    /// Whether (nearly) every row has a value of its own.
    pub fn is_unique(&self, rows: usize) -> bool {
        self.filled > 0 && self.filled * 100 >= rows * 98 && self.distinct * 100 >= self.filled * 98
    }

    /// Decimals, or numbers that no id would be.
    pub fn has_decimals(&self) -> bool {
        self.numbers.decimal_points + self.numbers.decimal_commas > 0
    }

    /// What its values look like, in words.
    pub fn looks(&self) -> String {
        let most = |count: usize| self.part(count) >= 0.9;
        let what = match &self.dates {
            _ if self.filled == 0 => return "empty".to_owned(),
            Some(Dates::Iso) => "dates in ISO 8601",
            Some(Dates::Written(_)) => "dates",
            Some(Dates::Unix) => "numbers such as seconds since 1970",
            Some(Dates::UnixMillis) => "numbers such as milliseconds since 1970",
            None if most(self.emails) => "e-mail addresses",
            None if most(self.booleans) => "true or false",
            None if most(self.numbers.count) => "numbers",
            None if most(self.objects) => "JSON objects",
            None => "text",
        };
        let spread = match self.distinct {
            1 => ", always the same".to_owned(),
            n if n == self.filled && n > 1 => ", all different".to_owned(),
            n => format!(", {n} different"),
        };
        format!("{what}{spread}")
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace)
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
