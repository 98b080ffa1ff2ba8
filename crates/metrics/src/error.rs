//! What can go wrong with a matrix.

/// Errors of this crate. Computing cannot fail; putting a matrix together by hand can.
#[derive(Debug, thiserror::Error)]
pub enum MetricsError {
    #[error(
        "column \"{key}\" has {found} days where the matrix has {expected}; give every column one value per day, NaN where there is none"
    )]
    UnequalColumns { key: String, expected: usize, found: usize },
    #[error("column \"{0}\" stands in the matrix twice; give each metric once")]
    RepeatedColumn(String),
    #[error("the metrics do not fit a record batch")]
    Arrow(#[from] arrow::error::ArrowError),
}
