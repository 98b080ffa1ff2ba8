//! What can be wrong with a scorecard.

/// Errors of this crate: all of them are about reading a scorecard.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    #[error("the scorecard cannot be read: {}", .0.to_string().trim_end())]
    NotAScorecard(#[from] toml::de::Error),
    /// `key` is the path of the setting, such as `groups.usage.measures.level.curve`.
    #[error("scorecard, {key}: {problem}")]
    Invalid { key: String, problem: String },
}
