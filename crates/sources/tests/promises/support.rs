//! Readings for tests: a fixed now, in UTC, with US dollars.

use perennial_model::{
    Account, Contact, Currency, Fact, Finding, IdentityMap, Micros, Subscription, Zone,
};
use perennial_sources::{FileError, Kind, Known, Mapping, Options, Parsed, Rows, file, read_bytes};

pub fn at(text: &str) -> Micros {
    Micros::parse(text, &Zone::utc()).unwrap()
}

pub fn now() -> Micros {
    at("2026-06-01")
}

/// What earlier files have brought.
#[derive(Default)]
pub struct House {
    pub accounts: Vec<Account>,
    pub contacts: Vec<Contact>,
    pub subscriptions: Vec<Subscription>,
}

impl House {
    pub fn read(
        &self,
        kind: Kind,
        data: &[u8],
        mapping: Option<&str>,
    ) -> Result<Parsed, FileError> {
        let mapping = mapping.map(|text| Mapping::parse(text, kind)).transpose()?;
        let known =
            Known::new(&self.accounts, &self.contacts, &self.subscriptions, IdentityMap::default());
        let zone = Zone::utc();
        let options = Options {
            mapping: mapping.as_ref(),
            zone: &zone,
            currency: Currency::USD,
            now: now(),
            known: &known,
        };
        let parsed = read_bytes(kind, "in.csv", data, &options)?;
        let refused = parsed.refused.len() as u64;
        assert_eq!(
            parsed.total,
            parsed.rows.len() as u64 + parsed.repeated + refused,
            "every row is in or out"
        );
        Ok(parsed)
    }

    /// Reads a file and lets it in.
    pub fn take(&mut self, kind: Kind, data: &[u8], mapping: Option<&str>) -> Parsed {
        let parsed = self.read(kind, data, mapping).unwrap();
        match parsed.rows.clone() {
            Rows::Accounts(rows) => self.accounts.extend(file::records(rows)),
            Rows::Contacts(rows) => self.contacts.extend(file::records(rows)),
            Rows::Subscriptions(rows) => self.subscriptions.extend(file::records(rows)),
            _ => {}
        }
        parsed
    }
}

pub fn read(kind: Kind, text: &str) -> Parsed {
    House::default().read(kind, text.as_bytes(), None).unwrap()
}

pub fn facts(parsed: &Parsed) -> Vec<Fact> {
    parsed.facts(now(), &[])
}

/// (line, column, reason) of every refusal.
pub fn refusals(parsed: &Parsed) -> Vec<(u64, String, String)> {
    let note = |n: perennial_model::RowNote| (n.line, n.column.unwrap_or_default(), n.reason);
    parsed.refusals().into_iter().map(note).collect()
}

/// (code, rows) of every finding, by code.
pub fn found(parsed: &Parsed) -> Vec<(&str, u64)> {
    let mut found: Vec<(&str, u64)> =
        parsed.findings.iter().map(|f: &Finding| (f.code.as_str(), f.rows)).collect();
    found.sort_unstable();
    found
}
