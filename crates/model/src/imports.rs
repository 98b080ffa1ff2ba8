//! What an import did, kept so that people can look it up.

use serde::{Deserialize, Serialize};

use crate::Micros;

/// A row that was refused, or a contradiction that was taken in and reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowNote {
    /// Line in the file; the header is line 1. A worksheet's row number for XLSX.
    pub line: u64,
    pub column: Option<String>,
    pub reason: String,
}

/// A sort of contradiction, with how often it was seen and the first few places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// A stable code such as `usage_outside_subscription`.
    pub code: String,
    pub message: String,
    pub rows: u64,
    /// At most 20.
    pub examples: Vec<RowNote>,
}

/// The summary of one import. Law: `rows = added + updated + unchanged + refused`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportRun {
    pub import_id: String,
    /// accounts, contacts, subscriptions, facts, tickets, surveys, interactions, invoices, churn_reviews
    pub kind: String,
    pub file: String,
    pub started_at: Micros,
    pub finished_at: Micros,
    pub rows: u64,
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// At most 100 refused rows; the rest stand in the rejects file.
    pub refusals: Vec<RowNote>,
    pub findings: Vec<Finding>,
    /// Where the refused rows were written.
    pub rejected_file: Option<String>,
    pub by: Option<String>,
}

/// A mapping that is kept for the next file with the same headings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedMapping {
    /// What people call it; no two have the same.
    pub name: String,
    /// accounts, contacts, subscriptions …
    pub kind: String,
    /// The headings of the file that it was made for, sorted.
    pub headings: Vec<String>,
    /// The mapping as TOML.
    pub content: String,
    pub changed_at: Micros,
    pub changed_by: Option<String>,
}
