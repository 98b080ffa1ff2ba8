//! The metrics that exist, in the order in which they are shown.

use serde::Serialize;

/// What a metric is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Contacts,
    Events,
    Days,
    Names,
    /// 0.25 is 25 %.
    Ratio,
    Tickets,
    /// Points of a survey's own scale.
    Points,
    /// Major units of the company's currency.
    Money,
}

/// Which way is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Higher,
    Lower,
    /// Neither way says anything by itself.
    Neither,
}

/// A named number per account per day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Metric {
    pub key: &'static str,
    /// What a person calls it.
    pub name: &'static str,
    pub description: &'static str,
    /// How it is worked out on day d.
    pub formula: &'static str,
    pub unit: Unit,
    pub good: Direction,
}

/// Every metric, in the order of the matrix's columns.
pub fn catalogue() -> &'static [Metric] {
    &CATALOGUE
}

/// Columns that stand behind the metrics and are no metrics themselves: scores need them to tell
/// "no open ticket" from "no ticket system", and a fresh answer from an old one. They are in the
/// matrix and in no exported table.
pub fn supporting() -> &'static [Metric] {
    &SUPPORTING
}

/// The metric or supporting column of that key.
pub fn metric(key: &str) -> Option<&'static Metric> {
    CATALOGUE.iter().chain(&SUPPORTING).find(|metric| metric.key == key)
}

/// Whether a column of that key exists in a computed matrix.
pub fn is_known(key: &str) -> bool {
    metric(key).is_some()
}

use Direction::{Higher, Lower, Neither};

static CATALOGUE: [Metric; 15] = [
    Metric {
        key: "active_contacts_7d",
        name: "Active people, 7 days",
        description: "How many different people used the product in the last 7 days",
        formula: "distinct contacts of usage facts on d−6 … d",
        unit: Unit::Contacts,
        good: Higher,
    },
    Metric {
        key: "active_contacts_28d",
        name: "Active people, 28 days",
        description: "How many different people used the product in the last 28 days",
        formula: "distinct contacts of usage facts on d−27 … d",
        unit: Unit::Contacts,
        good: Higher,
    },
    Metric {
        key: "active_contacts_90d",
        name: "Active people, 90 days",
        description: "How many different people used the product in the last 90 days",
        formula: "distinct contacts of usage facts on d−89 … d",
        unit: Unit::Contacts,
        good: Higher,
    },
    Metric {
        key: "events_28d",
        name: "Events, 28 days",
        description: "How often the product was used in the last 28 days",
        formula: "usage facts on d−27 … d",
        unit: Unit::Events,
        good: Higher,
    },
    Metric {
        key: "active_days_28d",
        name: "Active days, 28 days",
        description: "On how many of the last 28 days the product was used",
        formula: "days with a usage fact among d−27 … d",
        unit: Unit::Days,
        good: Higher,
    },
    Metric {
        key: "distinct_names_28d",
        name: "Features in use, 28 days",
        description: "How many different things were done in the last 28 days",
        formula: "distinct names of usage facts on d−27 … d",
        unit: Unit::Names,
        good: Higher,
    },
    Metric {
        key: "distinct_names_90d",
        name: "Features in use, 90 days",
        description: "How many different things were done in the last 90 days",
        formula: "distinct names of usage facts on d−89 … d",
        unit: Unit::Names,
        good: Higher,
    },
    Metric {
        key: "days_since_last_seen",
        name: "Days since last seen",
        description: "How long ago anybody at the account used the product",
        formula: "d − day of the latest usage fact up to d; no value before the first",
        unit: Unit::Days,
        good: Lower,
    },
    Metric {
        key: "events_change_28d",
        name: "Change of events",
        description: "Events of the last 28 days against the 28 days before",
        formula: "events_28d(d) / events_28d(d−28) − 1; no value when there were none before",
        unit: Unit::Ratio,
        good: Higher,
    },
    Metric {
        key: "silent_contacts_28d",
        name: "People gone silent",
        description: "People who used the product in the 90 days before the last 28, and not since",
        formula: "contacts with usage on d−117 … d−28 and none on d−27 … d",
        unit: Unit::Contacts,
        good: Lower,
    },
    Metric {
        key: "open_tickets",
        name: "Open tickets",
        description: "Support tickets that are waiting for a solution",
        formula: "tickets with day(opened) ≤ d that are unsolved or have day(solved) > d",
        unit: Unit::Tickets,
        good: Lower,
    },
    Metric {
        key: "oldest_open_ticket_days",
        name: "Oldest open ticket",
        description: "How long the oldest open ticket has been waiting",
        formula: "d − day(opened) of the oldest open ticket; no value when none is open",
        unit: Unit::Days,
        good: Lower,
    },
    Metric {
        key: "last_nps",
        name: "Last NPS answer",
        description: "The latest answer to \"how likely are you to recommend us\", 0 to 10",
        formula: "score of the latest NPS response with day ≤ d",
        unit: Unit::Points,
        good: Higher,
    },
    Metric {
        key: "arr",
        name: "ARR",
        description: "Annual recurring revenue, in the company's currency",
        formula: "12 × sum of mrr of the periods that run on d; no value before the first",
        unit: Unit::Money,
        good: Higher,
    },
    Metric {
        key: "days_to_renewal",
        name: "Days to renewal",
        description: "Until the contract term ends; negative when it ended and nothing followed",
        formula: "earliest term end ≥ d among the periods that run on d, else the latest past one, minus d",
        unit: Unit::Days,
        good: Neither,
    },
];

static SUPPORTING: [Metric; 2] = [
    Metric {
        key: "days_since_last_nps",
        name: "Days since the last NPS answer",
        description: "How old the latest NPS answer is",
        formula: "d − day of the latest NPS response up to d; no value before the first",
        unit: Unit::Days,
        good: Lower,
    },
    Metric {
        key: "days_since_last_ticket",
        name: "Days since the last ticket",
        description: "How long ago the account last opened a support ticket",
        formula: "d − day(opened) of the latest ticket up to d; no value before the first",
        unit: Unit::Days,
        good: Neither,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_one_column() {
        for (index, one) in CATALOGUE.iter().chain(&SUPPORTING).enumerate() {
            let same = |other: &&Metric| other.key == one.key;
            assert_eq!(
                CATALOGUE.iter().chain(&SUPPORTING).filter(same).count(),
                1,
                "{index}: {}",
                one.key
            );
        }
        assert_eq!(metric("arr").map(|m| m.unit), Some(Unit::Money));
        assert!(!is_known("mood"));
    }
}
