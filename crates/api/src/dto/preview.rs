//! What importing a file would do.

use std::collections::BTreeMap;

use perennial_model as model;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Attributes, Finding, RowNote, Time};

/// What importing a file would do. Nothing was written.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportPreview {
    /// The file's name.
    pub file: String,
    /// What the rows are taken for.
    pub kind: String,
    /// Every kind, the likeliest first.
    pub kinds: Vec<KindGuess>,
    /// The file's columns, in its order.
    pub columns: Vec<PreviewColumn>,
    /// Every column of Perennial's that the kind has, required ones first.
    pub fields: Vec<PreviewField>,
    /// Required columns without a source; the file cannot be imported before each has one.
    pub missing: Vec<String>,
    /// The mapping that the file was read with, as JSON with the keys of the TOML format.
    pub mapping: Attributes,
    /// The same as TOML, for `perennial import --map` and for keeping.
    pub mapping_toml: String,
    /// The kept mapping that was applied because its headings are the file's.
    pub applied: Option<String>,
    /// The columns of `rows`, in order.
    pub row_columns: Vec<String>,
    /// The first 20 rows as they would be stored.
    pub rows: Vec<PreviewRow>,
    /// What would become of all rows; nothing where the file cannot be read yet.
    pub counts: Option<PreviewCounts>,
    /// The first 100 refused rows.
    pub refusals: Vec<RowNote>,
    /// Contradictions, in the file and with what is known.
    pub findings: Vec<Finding>,
    /// Why the file cannot be read with this mapping.
    pub problem: Option<String>,
    /// What to know before trusting the guess.
    pub notes: Vec<String>,
}

/// How likely it is that the rows are of a kind.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct KindGuess {
    pub kind: String,
    /// 0 to 1.
    pub confidence: f64,
    /// What speaks for it, or against.
    pub reason: String,
}

/// A column of the file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviewColumn {
    pub name: String,
    /// A few different values.
    pub samples: Vec<String>,
    /// What its values have in common, in words.
    pub looks: String,
    /// Rows with a value, of the rows that were looked at.
    pub filled: u64,
    pub rows: u64,
    /// Perennial's columns that read it; none when it becomes a custom attribute or is left out.
    pub read_by: Vec<String>,
    /// Why it was suggested to leave it out.
    pub ignored_because: Option<String>,
}

/// A column of Perennial's, and where its value comes from.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviewField {
    pub name: String,
    pub required: bool,
    /// What its values are: key, id, time, email, number, boolean, word, text or object.
    pub needs: String,
    /// Where its value comes from, in words; nothing where it has no source.
    pub source: Option<String>,
    /// 0 to 1, where the source was guessed.
    pub confidence: Option<f64>,
    /// Why it was guessed.
    pub reason: Option<String>,
}

/// A row as it would be stored; columns without a value are left out.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PreviewRow {
    pub line: u64,
    pub values: BTreeMap<String, String>,
}

/// What would become of the rows: `rows = added + updated + unchanged + refused`.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PreviewCounts {
    pub rows: u64,
    pub added: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub refused: u64,
}

/// A mapping that is kept for files with the same headings.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ImportMapping {
    pub name: String,
    pub kind: String,
    /// Headings of the files that it is applied to, sorted.
    pub headings: Vec<String>,
    /// The mapping as TOML.
    pub toml: String,
    pub changed_at: Time,
    pub changed_by: Option<String>,
}

impl From<model::SavedMapping> for ImportMapping {
    fn from(kept: model::SavedMapping) -> Self {
        Self {
            name: kept.name,
            kind: kept.kind,
            headings: kept.headings,
            toml: kept.content,
            changed_at: Time(kept.changed_at),
            changed_by: kept.changed_by,
        }
    }
}
