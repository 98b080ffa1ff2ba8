//! What imports did.

use perennial_model as model;
use serde::Serialize;
use utoipa::ToSchema;

use super::Time;

/// A row that was refused, or a place where a contradiction was seen.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowNote {
    /// Line in the file; the header is line 1.
    pub line: u64,
    pub column: Option<String>,
    pub reason: String,
}

impl From<&model::RowNote> for RowNote {
    fn from(note: &model::RowNote) -> Self {
        Self { line: note.line, column: note.column.clone(), reason: note.reason.clone() }
    }
}

/// A sort of contradiction, with how often it was seen and the first few places.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Finding {
    /// A stable code such as `usage_outside_subscription`.
    pub code: String,
    pub message: String,
    pub rows: u64,
    pub examples: Vec<RowNote>,
}

impl From<&model::Finding> for Finding {
    fn from(found: &model::Finding) -> Self {
        Self {
            code: found.code.clone(),
            message: found.message.clone(),
            rows: found.rows,
            examples: found.examples.iter().map(RowNote::from).collect(),
        }
    }
}

/// The summary of one import: `rows = added + updated + unchanged + refused`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportRun {
    pub import_id: String,
    /// accounts, contacts, subscriptions, facts, tickets, surveys, interactions, invoices, churn_reviews
    pub kind: String,
    pub file: String,
    pub started_at: Time,
    pub finished_at: Time,
    pub rows: u64,
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
    /// At most 100 refused rows.
    pub refusals: Vec<RowNote>,
    pub findings: Vec<Finding>,
    /// Where the refused rows were written on the server.
    pub rejected_file: Option<String>,
    /// Who did it.
    pub by: Option<String>,
}

impl From<&model::ImportRun> for ImportRun {
    fn from(run: &model::ImportRun) -> Self {
        let notes = |notes: &[model::RowNote]| notes.iter().map(RowNote::from).collect();
        Self {
            import_id: run.import_id.clone(),
            kind: run.kind.clone(),
            file: run.file.clone(),
            started_at: Time(run.started_at),
            finished_at: Time(run.finished_at),
            rows: run.rows,
            added: run.added,
            updated: run.updated,
            unchanged: run.unchanged,
            refused: run.refused,
            refusals: notes(&run.refusals),
            findings: run.findings.iter().map(Finding::from).collect(),
            rejected_file: run.rejected_file.clone(),
            by: run.by.clone(),
        }
    }
}
