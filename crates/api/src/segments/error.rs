//! What can go wrong with a segment.

use perennial_expr::ExprError;
use perennial_model::SegmentKeyError;
use perennial_store::StoreError;

use crate::listing::ConditionError;

/// What can go wrong with a segment.
#[derive(Debug, thiserror::Error)]
pub enum SegmentError {
    #[error("there is no segment \"{key}\"{}", hint(suggestion.as_deref()))]
    Unknown { key: String, suggestion: Option<String> },
    #[error(transparent)]
    Key(#[from] SegmentKeyError),
    #[error("{said}")]
    Words { field: &'static str, said: &'static str },
    /// A condition that somebody gives.
    #[error(transparent)]
    Condition(ConditionError),
    /// A condition that was kept, and that what it names no longer bears out.
    #[error(
        "the condition of the segment \"{key}\" does not hold good any more: {}; change the segment",
        error.sentence()
    )]
    Broken { key: String, error: ExprError },
    /// A condition that metrics, which compare accounts with the segment, cannot ask.
    #[error("metrics compare accounts with this segment, and with this condition they cannot: {0}")]
    Metrics(String),
    #[error("there is no account {}", listed(names))]
    UnknownAccounts { names: Vec<String>, suggestions: Vec<Option<String>> },
    #[error(
        "the segment \"{0}\" is a condition: its accounts follow from it and cannot be put there"
    )]
    NotAList(String),
    #[error("the segment \"{0}\" is a list and has no condition; give one segment or the other")]
    NotACondition(String),
    #[error("the segment \"{key}\" is used by {}; change that first", places.join(", "))]
    InUse { key: String, places: Vec<String> },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SegmentError {
    /// What went wrong while a kept condition was looked at.
    pub fn of_kept(key: &str, error: ConditionError) -> Self {
        match error {
            ConditionError::Text(error) => Self::Broken { key: key.to_owned(), error },
            other => Self::Condition(other),
        }
    }
}

impl SegmentError {
    /// One account that there is not.
    pub fn unknown_account(name: &str, near: Option<&str>) -> String {
        match near {
            Some(near) => format!("there is no account \"{name}\"; did you mean {near}?"),
            None => format!("there is no account \"{name}\""),
        }
    }
}

/// So many names stand in a sentence.
const SHOWN: usize = 10;

fn hint(suggestion: Option<&str>) -> String {
    match suggestion {
        Some(word) => format!("; did you mean {word}?"),
        None => "; the page Segments lists all there are".to_owned(),
    }
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect();
    let more = names.len().saturating_sub(SHOWN);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(", ") + &rest
}
