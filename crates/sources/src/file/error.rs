//! Why a whole file or a mapping cannot be read. A bad row is never one of these.

use crate::file::Kind;

/// What can be wrong with a file as a whole, or with its mapping.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("{file} cannot be read: {source}")]
    Io { file: String, source: std::io::Error },
    #[error("{file} is empty; it needs a header row that names the columns")]
    Empty { file: String },
    #[error("{file} is {what}; save it as {remedy}")]
    Format { file: String, what: &'static str, remedy: &'static str },
    #[error("{file} is no workbook that can be opened: {reason}")]
    Workbook { file: String, reason: String },
    #[error("the header of {file} is not UTF-8; save the file as CSV UTF-8")]
    HeaderEncoding { file: String },
    #[error("the header of {file} has the column \"{column}\" twice; rename one of them")]
    RepeatedColumn { file: String, column: String },
    #[error("{file} has no sheet \"{sheet}\"{hint} (it has {found})")]
    NoSheet { file: String, sheet: String, hint: String, found: String },
    #[error("{}", missing_columns(.file, *.kind, .missing, .found, .suggestion))]
    MissingColumns {
        file: String,
        kind: Kind,
        missing: Vec<&'static str>,
        found: Vec<String>,
        /// Lines to put into a mapping.
        suggestion: String,
    },
    #[error(
        "the mapping takes {ours} from the column \"{column}\", which {file} does not have{hint} (it has {found})"
    )]
    NoColumn { file: String, ours: String, column: String, hint: String, found: String },
    #[error("the mapping is for {mapped}, but this import is for {asked}")]
    OtherKind { mapped: Kind, asked: Kind },
    #[error("the mapping is not valid TOML: {0}")]
    MappingSyntax(String),
    #[error("in the mapping, {key}: {reason}")]
    Mapping { key: String, reason: String },
}

fn missing_columns(
    file: &str,
    kind: Kind,
    missing: &[&str],
    found: &[String],
    suggestion: &str,
) -> String {
    format!(
        "{file} has no column for {}, which {} needs\nfound: {}\n\
         say in a mapping file (--map) which of them it is (`perennial import --guess FILE` writes one):\n\n{suggestion}",
        missing.join(", "),
        kind.one(),
        found.join(", "),
    )
}
