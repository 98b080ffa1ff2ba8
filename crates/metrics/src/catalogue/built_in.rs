//! The metrics that come with the program.

use crate::{Definition, MetricsError};

const FILES: [&str; 9] = [
    include_str!("usage.toml"),
    include_str!("goals.toml"),
    include_str!("onboarding.toml"),
    include_str!("support.toml"),
    include_str!("surveys.toml"),
    include_str!("relationship.toml"),
    include_str!("money.toml"),
    include_str!("advocacy.toml"),
    include_str!("learning.toml"),
];

/// What the built-in metrics are read from.
///
/// # Errors
/// Never: a test makes sure of it.
pub fn built_in_definitions() -> Result<Vec<Definition>, MetricsError> {
    let read: Result<Vec<Vec<Definition>>, _> =
        FILES.iter().map(|file| Definition::read_all(file)).collect();
    Ok(read?.into_iter().flatten().collect())
}
