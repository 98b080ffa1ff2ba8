//! Why a row is not taken.

/// The column to look at and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub column: Option<String>,
    pub reason: String,
}

impl Refusal {
    pub fn at(column: &str, reason: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), reason: reason.into() }
    }

    pub fn row(reason: impl Into<String>) -> Self {
        Self { column: None, reason: reason.into() }
    }
}
