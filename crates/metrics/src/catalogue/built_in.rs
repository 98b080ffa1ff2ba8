//! The metrics that come with the program.

use crate::{
    Capability, Definition, Group, MetricsError,
    capabilities::{capability_metrics, goal_condition},
};

const FILES: [&str; 13] = [
    include_str!("usage.toml"),
    include_str!("peers.toml"),
    include_str!("goals.toml"),
    include_str!("onboarding.toml"),
    include_str!("norms.toml"),
    include_str!("support.toml"),
    include_str!("surveys.toml"),
    include_str!("relationship.toml"),
    include_str!("judgement.toml"),
    include_str!("money.toml"),
    include_str!("invoices.toml"),
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

/// The built-in metrics of a company with these capabilities: theirs are among them, and use of a
/// capability that serves a goal counts as such.
///
/// # Errors
/// When the capabilities do not fit together.
pub fn definitions_for(capabilities: &[Capability]) -> Result<Vec<Definition>, MetricsError> {
    let mut definitions = built_in_definitions()?;
    if let Some(goals) = goal_condition(capabilities) {
        let of_goals = |one: &&mut Definition| one.group == Group::Goals && one.condition.is_some();
        for one in definitions.iter_mut().filter(of_goals) {
            one.condition = Some(goals.clone());
        }
    }
    definitions.extend(capability_metrics(capabilities)?);
    Ok(definitions)
}
