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
    /// `#rrggbb`; none is the app's own for the band's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
}

/// The band of a score: the one with the highest `from` that the score reaches. People see whole
/// numbers, so the whole number decides: what is shown as 85 lies in the band that begins at 85.
/// None for `NaN`.
pub fn band_of(score: f64, bands: &[Band]) -> Option<&Band> {
    let score = score.round();
    let reached = bands.iter().filter(|band| score >= band.from);
    reached.max_by(|a, b| a.from.total_cmp(&b.from))
}

impl crate::Scorecard {
    /// From this score up an account looks well: where the upper half of the bands begins, of an odd
    /// number without the middle one, but at least the best. None without bands.
    pub fn fine_from(&self) -> Option<f64> {
        let mut limits: Vec<f64> = self.bands.iter().map(|band| band.from).collect();
        limits.sort_unstable_by(|a, b| b.total_cmp(a));
        limits.get((limits.len() / 2).max(1) - 1).copied()
    }
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
