//! What a file came to: rows that are in, rows that are refused, contradictions that were found.

use std::io::Write;

use csv::ByteRecord;
use perennial_model::{
    Account, AccountId, ChurnReview, Contact, ContactId, Fact, Finding, ImportRun, Interaction,
    Invoice, Micros, RowNote, Subscription, SurveyResponse, Telling, Ticket, subscription_facts,
};

use crate::file::Kind;

/// The rows of a file that are in, each with its line. No id stands there twice.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    Accounts(Vec<(u64, Account)>),
    Contacts(Vec<(u64, Contact)>),
    Subscriptions(Vec<(u64, Subscription)>),
    Facts(Vec<(u64, Fact)>),
    Tickets(Vec<(u64, Ticket)>),
    Surveys(Vec<(u64, SurveyResponse)>),
    Interactions(Vec<(u64, Interaction)>),
    Invoices(Vec<(u64, Invoice)>),
    ChurnReviews(Vec<(u64, ChurnReview)>),
}

/// A row that is not in, as it stood in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedRow {
    pub note: RowNote,
    pub cells: ByteRecord,
}

/// A file, understood. Law: `total = rows.len() + repeated + refused.len()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub kind: Kind,
    /// The file's name without its folder.
    pub file: String,
    /// The file's own columns.
    pub header: Vec<String>,
    /// Rows below the header; empty lines are none.
    pub total: u64,
    pub rows: Rows,
    /// Rows that say again, in every cell, what an earlier row of this file says. They are
    /// unchanged by definition and stand neither in `rows` nor in `refused`.
    pub repeated: u64,
    pub refused: Vec<RefusedRow>,
    pub findings: Vec<Finding>,
}

/// What the store and the timeline said of the rows that are in. The three add up to `rows.len()`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
}

/// Who imported, when, and where the refused rows went.
#[derive(Debug, Clone, PartialEq)]
pub struct RunInfo {
    pub import_id: String,
    pub started_at: Micros,
    pub finished_at: Micros,
    pub rejected_file: Option<String>,
    pub by: Option<String>,
}

impl RunInfo {
    /// Of an import that was only looked at.
    pub fn none() -> Self {
        let never = Micros(0);
        Self {
            import_id: String::new(),
            started_at: never,
            finished_at: never,
            rejected_file: None,
            by: None,
        }
    }
}

/// How many refusals an [`ImportRun`] carries; the rejects file has all of them.
const SHOWN_REFUSALS: usize = 100;

impl Rows {
    pub fn len(&self) -> usize {
        match self {
            Self::Accounts(rows) => rows.len(),
            Self::Contacts(rows) => rows.len(),
            Self::Subscriptions(rows) => rows.len(),
            Self::Facts(rows) => rows.len(),
            Self::Tickets(rows) => rows.len(),
            Self::Surveys(rows) => rows.len(),
            Self::Interactions(rows) => rows.len(),
            Self::Invoices(rows) => rows.len(),
            Self::ChurnReviews(rows) => rows.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The records without their lines.
pub fn records<T>(rows: Vec<(u64, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, record)| record).collect()
}

impl Parsed {
    /// The facts that the rows are or tell (see [`perennial_model::happened`]). Accounts and
    /// contacts tell none. `periods` are the known periods of the subscriptions, this file's included;
    /// only a file of subscriptions needs them.
    pub fn facts(&self, now: Micros, periods: &[Subscription]) -> Vec<Fact> {
        let source = source_name(&self.file);
        let telling = Telling { now, source: &source };
        match &self.rows {
            Rows::Accounts(_) | Rows::Contacts(_) => Vec::new(),
            Rows::Facts(rows) => rows.iter().map(|(_, fact)| fact.clone()).collect(),
            Rows::Tickets(rows) => {
                rows.iter().flat_map(|(_, ticket)| ticket.facts(&telling)).collect()
            }
            Rows::Surveys(rows) => {
                rows.iter().filter_map(|(_, answer)| answer.fact(&telling)).collect()
            }
            Rows::Interactions(rows) => rows.iter().map(|(_, talk)| talk.fact(&telling)).collect(),
            Rows::Invoices(rows) => {
                rows.iter().flat_map(|(_, invoice)| invoice.facts(&telling)).collect()
            }
            Rows::ChurnReviews(rows) => {
                rows.iter().filter_map(|(_, review)| review.fact(&telling)).collect()
            }
            Rows::Subscriptions(rows) => {
                let named: std::collections::HashSet<&str> =
                    rows.iter().map(|(_, period)| period.subscription_id.as_str()).collect();
                let mut all: Vec<Subscription> =
                    rows.iter().map(|(_, period)| period.clone()).collect();
                let ours: std::collections::HashSet<(&str, Micros)> =
                    rows.iter().map(|(_, p)| (p.subscription_id.as_str(), p.started_at)).collect();
                let known = periods.iter().filter(|p| {
                    named.contains(p.subscription_id.as_str())
                        && !ours.contains(&(p.subscription_id.as_str(), p.started_at))
                });
                all.extend(known.cloned());
                subscription_facts(&all, &telling)
            }
        }
    }

    /// The accounts and contacts that rows name, each pair once, so that those who are not known
    /// yet can be made before the rows are stored.
    pub fn named(&self) -> Vec<(Option<AccountId>, Option<ContactId>)> {
        let mut seen = std::collections::HashSet::new();
        let mut add = |account: Option<&AccountId>, contact: Option<&ContactId>| {
            seen.insert((account.cloned(), contact.cloned()));
        };
        match &self.rows {
            Rows::Accounts(rows) => {
                rows.iter()
                    .filter_map(|(_, r)| r.parent_account_id.as_ref())
                    .for_each(|id| add(Some(id), None));
            }
            Rows::Contacts(rows) => rows.iter().for_each(|(_, r)| add(r.account_id.as_ref(), None)),
            Rows::Subscriptions(rows) => {
                rows.iter().for_each(|(_, r)| add(Some(&r.account_id), None))
            }
            Rows::Facts(rows) => {
                rows.iter().for_each(|(_, r)| add(r.account_id.as_ref(), r.contact_id.as_ref()));
            }
            Rows::Tickets(rows) => {
                rows.iter().for_each(|(_, r)| add(Some(&r.account_id), r.contact_id.as_ref()));
            }
            Rows::Surveys(rows) => {
                rows.iter().for_each(|(_, r)| add(Some(&r.account_id), r.contact_id.as_ref()));
            }
            Rows::Interactions(rows) => {
                rows.iter().for_each(|(_, r)| add(Some(&r.account_id), r.contact_id.as_ref()));
            }
            Rows::Invoices(rows) => rows.iter().for_each(|(_, r)| add(Some(&r.account_id), None)),
            Rows::ChurnReviews(rows) => {
                rows.iter().for_each(|(_, r)| add(Some(&r.account_id), None));
            }
        }
        let mut named: Vec<_> = seen.into_iter().collect();
        named.sort();
        named
    }

    /// Why rows were refused, in the file's order.
    pub fn refusals(&self) -> Vec<RowNote> {
        self.refused.iter().map(|row| row.note.clone()).collect()
    }

    /// The refused rows as CSV: the file's columns, then `line`, `column` and `reason`. What was
    /// corrected in it can be imported as it is.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write_rejected(&self, out: impl Write) -> Result<(), std::io::Error> {
        let mut writer = csv::Writer::from_writer(out);
        let ours = ["line", "column", "reason"];
        writer.write_record(self.header.iter().map(String::as_str).chain(ours))?;
        for row in &self.refused {
            let mut record = fitted(&row.cells, self.header.len());
            record.push_field(row.note.line.to_string().as_bytes());
            record.push_field(row.note.column.as_deref().unwrap_or_default().as_bytes());
            record.push_field(row.note.reason.as_bytes());
            writer.write_byte_record(&record)?;
        }
        writer.flush()
    }

    /// The summary of the import, once the rows are stored.
    pub fn run(&self, taken: Taken, info: RunInfo) -> ImportRun {
        ImportRun {
            import_id: info.import_id,
            kind: self.kind.as_str().to_owned(),
            file: self.file.clone(),
            started_at: info.started_at,
            finished_at: info.finished_at,
            rows: self.total,
            added: taken.added,
            updated: taken.updated,
            unchanged: taken.unchanged + self.repeated,
            refused: count(self.refused.len()),
            refusals: self
                .refused
                .iter()
                .take(SHOWN_REFUSALS)
                .map(|row| row.note.clone())
                .collect(),
            findings: self.findings.clone(),
            rejected_file: info.rejected_file,
            by: info.by,
        }
    }
}

/// What a file's facts have as their source.
pub(crate) fn source_name(file: &str) -> String {
    format!("import:{file}")
}

/// Exactly `width` cells: empty ones added, surplus ones kept together in the last.
fn fitted(cells: &ByteRecord, width: usize) -> ByteRecord {
    let mut record: ByteRecord = cells.iter().take(width.saturating_sub(1)).collect();
    let rest: Vec<&[u8]> = cells.iter().skip(record.len()).collect();
    if record.len() < width {
        record.push_field(&rest.join(&b","[..]));
    }
    while record.len() < width {
        record.push_field(b"");
    }
    record
}

pub(crate) fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
