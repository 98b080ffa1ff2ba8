//! What can be wrong with a scorecard.

/// Errors of this crate: all of them are about reading a scorecard.
#[derive(Debug, thiserror::Error)]
pub enum HealthError {
    #[error("the scorecard cannot be read: {0}")]
    NotAScorecard(String),
    /// `key` is the path of the setting, such as `groups.usage.measures.level.curve`.
    #[error("scorecard, {key}: {problem}")]
    Invalid { key: String, problem: String },
}

impl From<toml::de::Error> for HealthError {
    fn from(error: toml::de::Error) -> Self {
        Self::NotAScorecard(error.to_string().trim_end().to_owned())
    }
}
