//! Named ranges of the score.

use serde::{Deserialize, Serialize};

/// From this score up, until the next band begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub key: String,
    pub name: String,
    /// The lowest score of the band, 0 to 100.
    pub from: f64,
}

/// The band of a score: the one with the highest `from` that the score reaches. People see whole
/// numbers, so the whole number decides: what is shown as 85 lies in the band that begins at 85.
/// None for `NaN`.
pub fn band_of(score: f64, bands: &[Band]) -> Option<&Band> {
    let score = score.round();
    let reached = bands.iter().filter(|band| score >= band.from);
    reached.max_by(|a, b| a.from.total_cmp(&b.from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_begins_at_its_lowest_score() {
        let bands = crate::default_scorecard().bands;
        let key = |score| band_of(score, &bands).map(|band| band.key.as_str());
        assert_eq!(key(100.0), Some("thriving"));
        assert_eq!(key(85.0), Some("thriving"));
        assert_eq!(key(84.5), Some("thriving"));
        assert_eq!(key(84.49), Some("healthy"));
        assert_eq!(key(45.0), Some("wobbling"));
        assert_eq!(key(0.0), Some("critical"));
        assert_eq!(key(f64::NAN), None);
    }
}
