//! What can go wrong with metrics.

/// Errors of this crate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MetricsError {
    #[error("line {line}, column {column}: {message}")]
    Unreadable { line: usize, column: usize, message: String },
    /// A definition that says something impossible.
    #[error("metric \"{metric}\", {field}: {message}")]
    Invalid { metric: String, field: &'static str, message: String, suggestion: Option<String> },
    #[error("there is no metric \"{name}\"{}", hint(.suggestion.as_deref()))]
    Unknown { name: String, suggestion: Option<String> },
    #[error("the metric \"{0}\" is declared twice; give each its own key")]
    Repeated(String),
    #[error("the metrics {0} are made of each other; one of them must do without the next")]
    Circle(String),
    #[error(
        "comparing accounts with their peers would keep more than {1} different values ({0} so far); compare by a metric with fewer different values, such as a rounded one"
    )]
    TooManyPeers(usize, usize),
    #[error(
        "metrics make {0} different comparisons with peers; at most {1} can be kept, so let some name the same peers"
    )]
    TooManyComparisons(usize, usize),
    #[error("there are {0} metrics; at most {1} can be declared")]
    TooMany(usize, usize),
    #[error(
        "column \"{key}\" has {found} days where the matrix has {expected}; give every column one value per day, NaN where there is none"
    )]
    UnequalColumns { key: String, expected: usize, found: usize },
    #[error("column \"{0}\" stands in the matrix twice; give each metric once")]
    RepeatedColumn(String),
    #[error("the metrics do not fit a record batch: {0}")]
    Arrow(String),
}

fn hint(suggestion: Option<&str>) -> String {
    suggestion.map_or_else(String::new, |word| format!("; did you mean {word}?"))
}

impl From<arrow::error::ArrowError> for MetricsError {
    fn from(error: arrow::error::ArrowError) -> Self {
        Self::Arrow(error.to_string())
    }
}
