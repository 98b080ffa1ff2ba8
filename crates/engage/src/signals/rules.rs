//! The thresholds of the signal rules; `rules.toml` beside this file explains each of them.

use perennial_model::SignalRule;
use serde::{Deserialize, Serialize};

use crate::EngageError;

/// The commented defaults: the reference for people, equal to [`Rules::default`].
pub const DEFAULT_RULES_TOML: &str = include_str!("rules.toml");

/// All thresholds. Missing keys keep their defaults, unknown ones are refused.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    pub usage_drop: UsageDrop,
    pub contacts_leaving: ContactsLeaving,
    pub renewal_at_risk: RenewalAtRisk,
}

/// How long something must last, in days. What every rule has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Consecutive days the condition holds before a signal opens; the last of them opens it.
    pub open_after_days: u32,
    /// Consecutive days of recovery before it closes; the last of them closes it.
    pub close_after_days: u32,
    /// A rule opens again no sooner than this many days after it closed.
    pub cool_down_days: u32,
}

/// Usage fell against the account's own habit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageDrop {
    pub open_drop: f64,
    pub close_drop: f64,
    pub critical_drop: f64,
    pub baseline_days: u32,
    pub min_history_days: u32,
    pub min_usual_events: f64,
    pub min_deviations: f64,
    pub min_swings: f64,
    pub habit_quantile: f64,
    pub open_after_days: u32,
    pub close_after_days: u32,
    pub cool_down_days: u32,
}

impl Default for UsageDrop {
    fn default() -> Self {
        Self {
            open_drop: 0.5,
            close_drop: 0.3,
            critical_drop: 0.75,
            baseline_days: 180,
            min_history_days: 56,
            min_usual_events: 10.0,
            min_deviations: 4.0,
            min_swings: 3.0,
            habit_quantile: 0.05,
            open_after_days: 10,
            close_after_days: 7,
            cool_down_days: 28,
        }
    }
}

/// Contacts stop coming one by one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ContactsLeaving {
    pub look_back_days: u32,
    pub min_start_contacts: f64,
    pub open_share: f64,
    pub close_share: f64,
    pub min_steps: u32,
    pub min_silent_contacts: f64,
    pub rise_tolerance: f64,
    pub critical_contacts: f64,
    pub open_after_days: u32,
    pub close_after_days: u32,
    pub cool_down_days: u32,
}

impl Default for ContactsLeaving {
    fn default() -> Self {
        Self {
            look_back_days: 120,
            min_start_contacts: 3.0,
            open_share: 0.5,
            close_share: 0.75,
            min_steps: 2,
            min_silent_contacts: 2.0,
            rise_tolerance: 0.1,
            critical_contacts: 1.0,
            open_after_days: 7,
            close_after_days: 14,
            cool_down_days: 28,
        }
    }
}

/// The renewal is near while health is low.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RenewalAtRisk {
    pub within_days: u32,
    pub open_below_score: f64,
    pub close_from_score: f64,
    pub critical_below_score: f64,
    pub critical_within_days: u32,
    pub open_after_days: u32,
    pub close_after_days: u32,
    pub cool_down_days: u32,
}

impl Default for RenewalAtRisk {
    fn default() -> Self {
        Self {
            within_days: 90,
            open_below_score: 70.0,
            close_from_score: 75.0,
            critical_below_score: 45.0,
            critical_within_days: 30,
            open_after_days: 3,
            close_after_days: 7,
            cool_down_days: 28,
        }
    }
}

macro_rules! timing {
    ($($rule:ty),*) => {$(
        impl $rule {
            /// How long things must last for this rule.
            pub fn timing(&self) -> Timing {
                Timing {
                    open_after_days: self.open_after_days,
                    close_after_days: self.close_after_days,
                    cool_down_days: self.cool_down_days,
                }
            }
        }
    )*};
}
timing!(UsageDrop, ContactsLeaving, RenewalAtRisk);

impl Rules {
    /// How many days a rule keeps quiet about an account after it closed.
    pub fn cool_down_days(&self, rule: SignalRule) -> u32 {
        match rule {
            SignalRule::UsageDrop => self.usage_drop.cool_down_days,
            SignalRule::ContactsLeaving => self.contacts_leaving.cool_down_days,
            SignalRule::RenewalAtRisk => self.renewal_at_risk.cool_down_days,
        }
    }

    /// Refuses thresholds that contradict each other, such as closing above where it opens.
    ///
    /// # Errors
    /// [`EngageError::Rules`] names the key and what it must be.
    pub fn validate(&self) -> Result<(), EngageError> {
        let (drop, leaving, renewal) =
            (&self.usage_drop, &self.contacts_leaving, &self.renewal_at_risk);
        let share = |x: f64| (0.0..=1.0).contains(&x);
        check(share(drop.open_drop), "usage_drop.open_drop", "between 0 and 1")?;
        check(
            share(drop.close_drop) && drop.close_drop < drop.open_drop,
            "usage_drop.close_drop",
            "between 0 and 1, and smaller than open_drop",
        )?;
        check(share(drop.critical_drop), "usage_drop.critical_drop", "between 0 and 1")?;
        check(share(drop.habit_quantile), "usage_drop.habit_quantile", "between 0 and 1")?;
        check(drop.baseline_days > 0, "usage_drop.baseline_days", "at least 1")?;
        check(
            (1..=drop.baseline_days).contains(&drop.min_history_days),
            "usage_drop.min_history_days",
            "at least 1 and at most baseline_days",
        )?;
        check(leaving.look_back_days >= 56, "contacts_leaving.look_back_days", "at least 56")?;
        check(share(leaving.open_share), "contacts_leaving.open_share", "between 0 and 1")?;
        check(
            share(leaving.close_share) && leaving.close_share > leaving.open_share,
            "contacts_leaving.close_share",
            "between 0 and 1, and larger than open_share",
        )?;
        check(
            renewal.close_from_score >= renewal.open_below_score,
            "renewal_at_risk.close_from_score",
            "at least open_below_score",
        )?;
        for (key, timing) in [
            ("usage_drop", drop.timing()),
            ("contacts_leaving", leaving.timing()),
            ("renewal_at_risk", renewal.timing()),
        ] {
            check(timing.open_after_days > 0, &format!("{key}.open_after_days"), "at least 1")?;
            check(timing.close_after_days > 0, &format!("{key}.close_after_days"), "at least 1")?;
        }
        Ok(())
    }
}

fn check(holds: bool, key: &str, must_be: &str) -> Result<(), EngageError> {
    if holds {
        return Ok(());
    }
    Err(EngageError::Rules(format!("{key} must be {must_be}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commented_file_is_the_default() {
        assert_eq!(toml::from_str::<Rules>(DEFAULT_RULES_TOML).unwrap(), Rules::default());
        Rules::default().validate().unwrap();
    }

    #[test]
    fn one_key_changes_one_key() {
        let rules: Rules = toml::from_str("[usage_drop]\nopen_drop = 0.6").unwrap();
        assert_eq!(rules.usage_drop.open_drop, 0.6);
        assert_eq!(rules.contacts_leaving, ContactsLeaving::default());
        assert!(toml::from_str::<Rules>("[usage_drop]\nopen_dorp = 0.6").is_err());
    }

    #[test]
    fn a_contradiction_is_named() {
        let mut rules = Rules::default();
        rules.usage_drop.close_drop = 0.5;
        let error = rules.validate().unwrap_err().to_string();
        assert_eq!(
            error,
            "signal rules: usage_drop.close_drop must be between 0 and 1, and smaller than open_drop"
        );
    }
}
