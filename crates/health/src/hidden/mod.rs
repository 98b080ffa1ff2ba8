//! Hidden risk: what is wrong under a surface that looks well.
//!
//! A health score is a mean, and a mean forgives: heavy use by one person outweighs that everybody
//! else has gone. Here nothing outweighs anything. Each sign says how far it alone would make an
//! account leave; signs that see the same thing are one [`Side`], of which the worst speaks; and
//! sides add up as independent causes do (the "noisy-or" of J. Pearl, *Probabilistic Reasoning in
//! Intelligent Systems*, 1988, §4.3.2):
//!
//! `risk = 100 × (1 − ∏ (1 − alarm of the side))`
//!
//! so that a calm side lowers nothing, an unknown side is silent and counted as unknown, and two
//! sides that alarm by half are more than one.

mod explain;
mod judge;
mod listing;
mod settings;

pub use explain::{HiddenExplanation, SidePart, SignPart};
pub use judge::{HiddenAssessment, HiddenHistory};
pub use listing::LooksWell;
pub use settings::{HIDDEN_TEXT, HiddenRisk, Side, default_hidden_risk};
