//! What hidden risk looks at, as its TOML says it.

use std::sync::LazyLock;

use perennial_metrics::Catalogue;
use serde::{Deserialize, Serialize};

use crate::{Band, HealthError, Measure, readings::metrics_of, validate};

/// The sides that are looked at, and what the account shows outside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HiddenRisk {
    /// The version that was published; 0 for what comes with the program.
    #[serde(skip)]
    pub version: i64,
    pub name: String,
    /// No risk is told while fewer sides than this are known.
    #[serde(default)]
    pub least_sides: usize,
    /// From this risk up an account that looks well is listed, 0–100.
    pub listed_from: f64,
    /// What the account shows to whoever only looks at its use: a measure whose points are how well
    /// that looks. An account whose health score is fine looks well too.
    pub outside: Measure,
    /// So many points look well.
    pub outside_from: f64,
    /// Levels of the risk, so that it has a word.
    pub bands: Vec<Band>,
    pub sides: Vec<Side>,
}

/// One side of the relationship, seen by one or more signs. The worst of them speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    pub key: String,
    pub name: String,
    /// Their points are how alarming it is, and their weight how far the sign at its worst would make
    /// an account leave, were it alone: 0 to 0.95.
    pub signs: Vec<Measure>,
}

impl HiddenRisk {
    /// Reads the settings and checks them against the metrics that exist.
    ///
    /// # Errors
    /// When it is not TOML of this shape, or a setting makes no sense; the error names the key.
    pub fn parse(text: &str, known: &Catalogue) -> Result<Self, HealthError> {
        let read: Self = toml::from_str(text)?;
        validate::hidden(&read, known)?;
        Ok(read)
    }

    /// Without the signs that look at a metric which does not exist: the consumption gap is one only
    /// where somebody declared what plans entitle to. A side that loses all its signs stays, unknown.
    pub fn fitted(mut self, known: &Catalogue) -> Self {
        for side in &mut self.sides {
            side.signs.retain(|sign| {
                metrics_of([sign].into_iter()).iter().all(|metric| known.get(metric).is_some())
            });
        }
        self
    }

    /// As a file has it; reading that gives the same again.
    pub fn to_toml(&self) -> String {
        // A shape of strings, numbers and tables can always be written.
        toml::to_string(self).unwrap_or_default()
    }

    /// The signs, side by side in order.
    pub(super) fn signs(&self) -> impl Iterator<Item = &Measure> {
        self.sides.iter().flat_map(|side| &side.signs)
    }

    /// The metrics that it reads, sorted.
    pub fn metrics(&self) -> Vec<&str> {
        metrics_of(self.signs().chain([&self.outside]))
    }
}

/// The settings that are compiled in, as their file has them.
pub const HIDDEN_TEXT: &str = include_str!("hidden.toml");

/// The settings that are compiled in ([`HIDDEN_TEXT`]).
pub fn default_hidden_risk() -> HiddenRisk {
    DEFAULT.clone()
}

// The text is part of the program, and a test reads it: it cannot fail where it did not fail there.
#[allow(clippy::expect_used)]
static DEFAULT: LazyLock<HiddenRisk> =
    LazyLock::new(|| toml::from_str(HIDDEN_TEXT).expect("the compiled-in hidden risk is valid"));
