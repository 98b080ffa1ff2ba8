//! Which accounts pass the filters.

use perennial_board::Entry;

use super::FORMER;
use crate::routes::accounts::list::AccountQuery;

/// Stands for "no owner" and "no tier".
const NONE: &str = "none";

/// The filters of a query but for its condition.
pub struct Filter<'a> {
    text: String,
    band: Option<&'a str>,
    owner: Option<&'a str>,
    tier: Option<&'a str>,
}

impl<'a> Filter<'a> {
    pub fn new(query: &'a AccountQuery) -> Self {
        let set = |value: &'a Option<String>| value.as_deref().filter(|value| !value.is_empty());
        Self {
            text: query.q.trim().to_lowercase(),
            band: set(&query.band),
            owner: set(&query.owner),
            tier: set(&query.tier),
        }
    }

    pub fn takes_but_for_band(&self, entry: &Entry) -> bool {
        let account = &entry.account;
        is(self.owner, account.owner_email.as_deref())
            && is(self.tier, account.tier.as_deref())
            && (self.text.is_empty()
                || entry.name_key.contains(&self.text)
                || contains(account.account_id.as_str(), &self.text)
                || account.domain.as_deref().is_some_and(|domain| contains(domain, &self.text)))
    }

    pub fn takes_band(&self, band: &str) -> bool {
        self.band.map_or(band != FORMER, |wanted| wanted == band)
    }
}

fn is(wanted: Option<&str>, value: Option<&str>) -> bool {
    match wanted {
        None => true,
        Some(NONE) => value.is_none(),
        Some(wanted) => value == Some(wanted),
    }
}

/// Whether `needle` (in lower case) is part of `text`, whatever the case of its ASCII letters.
/// Copies nothing.
pub fn contains(text: &str, needle: &str) -> bool {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    needle.is_empty() || text.windows(needle.len()).any(|part| part.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_matter() {
        assert!(contains("ACME-7", "me-7"));
        assert!(contains("anything", ""));
        assert!(!contains("AC", "acme"));
    }
}
