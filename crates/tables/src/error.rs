//! What can be wrong with a wish for a table, or with writing it.

use arrow::error::ArrowError;
use parquet::errors::ParquetError;
use perennial_expr::{EvalError, ExprError};
use perennial_metrics::MetricsError;

/// Why a table could not be given.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("there is no table \"{name}\"; {}", hint(suggestion, known))]
    UnknownRelation { name: String, suggestion: Option<String>, known: String },
    #[error("there is no column \"{name}\" in {relation}; {}", hint(suggestion, known))]
    UnknownColumn {
        name: String,
        relation: &'static str,
        suggestion: Option<String>,
        known: String,
    },
    #[error("the column \"{0}\" is named twice; name it once")]
    RepeatedColumn(String),
    #[error("no column is named; name some of {0}, or leave the columns out to get all")]
    NoColumns(String),
    #[error("there is no format \"{0}\"; use csv, json or parquet")]
    UnknownFormat(String),
    /// The condition's own message shows the place.
    #[error("{0}")]
    Condition(#[from] ExprError),
    #[error(
        "lag works on metrics and health, which have one row per account and day, and not on {0}"
    )]
    NotByDay(&'static str),
    #[error("the rows could not be filtered: {0}")]
    Rows(#[from] EvalError),
    #[error("the rows given for {relation} have no column \"{column}\"")]
    MissingColumn { relation: &'static str, column: String },
    #[error("the rows could not be laid out: {0}")]
    Metrics(#[from] MetricsError),
    #[error("the table could not be written: {0}")]
    Arrow(#[from] ArrowError),
    #[error("the table could not be written: {0}")]
    Parquet(#[from] ParquetError),
    #[error("the table could not be written: {0}")]
    Io(#[from] std::io::Error),
}

fn hint(suggestion: &Option<String>, known: &str) -> String {
    match suggestion {
        Some(word) => format!("did you mean {word}?"),
        None => format!("use one of {known}"),
    }
}
