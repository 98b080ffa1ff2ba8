//! Definitions as requests bring them: as fields or as TOML.

use perennial_metrics::{Definition, MetricsError};

use crate::{
    Problem,
    dto::{MetricDefinition, WrittenMetric},
};

/// The definition that a request brings.
///
/// # Errors
/// 422 naming the field.
pub fn read(form: WrittenMetric) -> Result<Definition, Problem> {
    match (form.definition, form.toml) {
        (Some(fields), None) => {
            let value = serde_json::to_value(fields)
                .map_err(|error| Problem::invalid("definition", error.to_string()))?;
            let fold = value.get("fold").cloned();
            serde_json::from_value(value).map_err(|error| {
                let about_fold = fold.is_some_and(|fold| {
                    serde_json::from_value::<perennial_metrics::FoldKind>(fold).is_err()
                });
                Problem::invalid(if about_fold { "fold" } else { "definition" }, error.to_string())
            })
        }
        (None, Some(toml)) => {
            Definition::read(&toml).map_err(|error| Problem::invalid("toml", error.to_string()))
        }
        _ => Err(Problem::invalid("definition", "send either definition or toml")),
    }
}

/// A definition as an answer has it.
///
/// # Errors
/// 500 when it cannot be written, which its types rule out.
pub fn written(definition: &Definition) -> Result<MetricDefinition, Problem> {
    serde_json::to_value(definition)
        .and_then(serde_json::from_value)
        .map_err(|error| Problem::internal(&error))
}

/// An error of metrics, at its field.
pub fn problem(error: &MetricsError) -> Problem {
    match error {
        MetricsError::Invalid { field, message, .. } => Problem::invalid(field, message.clone()),
        MetricsError::Unreadable { .. } => Problem::invalid("toml", error.to_string()),
        MetricsError::Circle(_) => Problem::invalid("expression", error.to_string()),
        _ => Problem::invalid("key", error.to_string()),
    }
}
