//! Which accounts count, and in which group of a report.
//!
//! Where an account belongs may change. What counts is where it belonged when the period opened; of
//! one that was no customer then, when it became one in the period.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_model::{AccountId, Day};
use perennial_revenue::{Ledger, Period};

use super::{By, Question};
use crate::segments::Spell;

/// A segment and when each account was in it.
#[derive(Debug, Clone)]
pub struct SegmentTimes {
    pub key: String,
    pub name: String,
    pub times: HashMap<AccountId, Arc<[Spell]>>,
    /// The first day of which that is known; what was before counts as it was then.
    pub known_from: Day,
}

/// What accounts are told apart by, account by account in the order of their ledgers.
#[derive(Debug)]
pub struct Traits {
    pub ids: Vec<AccountId>,
    pub owners: Vec<Option<String>>,
    pub segments: Vec<SegmentTimes>,
}

/// One group of a report: its key, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    pub key: String,
    pub name: String,
}

/// The accounts of whom something is not said stand under this key.
pub const NONE: &str = "";

/// The groups of a question's report.
pub struct Groups<'a> {
    question: &'a Question,
    traits: &'a Traits,
    ledgers: &'a [Ledger<'a>],
    pub names: Vec<GroupName>,
    places: HashMap<String, usize>,
}

impl<'a> Groups<'a> {
    pub fn new(question: &'a Question, traits: &'a Traits, ledgers: &'a [Ledger<'a>]) -> Self {
        let mut names: Vec<GroupName> = match question.by {
            By::Whole | By::Month | By::Quarter => vec![named(NONE)],
            By::Segment => {
                let name =
                    |one: &SegmentTimes| GroupName { key: one.key.clone(), name: one.name.clone() };
                traits.segments.iter().map(name).collect()
            }
            By::Owner => traits.owners.iter().map(|owner| named(text(owner.as_deref()))).collect(),
            By::Plan => {
                let plans = ledgers.iter().flat_map(|ledger| &ledger.lines);
                let mut all: Vec<GroupName> =
                    plans.map(|line| named(text(line.subscription.plan.as_deref()))).collect();
                all.push(named(NONE));
                all
            }
        };
        if question.by != By::Segment {
            names.sort_unstable_by(|a, b| a.key.cmp(&b.key));
            names.dedup();
        }
        let places = names.iter().enumerate().map(|(at, name)| (name.key.clone(), at)).collect();
        Self { question, traits, ledgers, names, places }
    }

    /// Whether an account counts in a period.
    pub fn takes(&self, account: usize, period: Period) -> bool {
        let asked = self.question;
        let day = self.day(account, period);
        let owner = || text(self.traits.owners[account].as_deref());
        let plan = || text(self.ledgers[account].plan(day));
        asked.owner.as_deref().is_none_or(|asked| asked == owner())
            && asked.plan.as_deref().is_none_or(|asked| asked == plan())
            && asked.segment.as_deref().is_none_or(|asked| {
                let segment = self.traits.segments.iter().find(|one| one.key == asked);
                segment.is_some_and(|segment| self.is_in(account, segment, day))
            })
    }

    /// Writes down the groups that an account is in for a period.
    pub fn of(&self, account: usize, period: Period, groups: &mut Vec<usize>) {
        if !self.takes(account, period) {
            return;
        }
        let day = self.day(account, period);
        let key = match self.question.by {
            By::Whole | By::Month | By::Quarter => NONE,
            By::Owner => text(self.traits.owners[account].as_deref()),
            By::Plan => text(self.ledgers[account].plan(day)),
            By::Segment => {
                let all = self.traits.segments.iter().enumerate();
                let within = all.filter(|(_, segment)| self.is_in(account, segment, day));
                groups.extend(within.map(|(place, _)| place));
                return;
            }
        };
        groups.extend(self.places.get(key));
    }

    fn is_in(&self, account: usize, segment: &SegmentTimes, day: Day) -> bool {
        let spells = segment.times.get(&self.traits.ids[account]);
        let day = day.max(segment.known_from);
        spells.is_some_and(|spells| spells.iter().any(|spell| spell.holds(day)))
    }

    /// The day that decides where an account belongs.
    fn day(&self, account: usize, period: Period) -> Day {
        self.ledgers[account].customer_in(period).unwrap_or(period.closing())
    }
}

fn named(key: &str) -> GroupName {
    GroupName { key: key.to_owned(), name: if key.is_empty() { "None" } else { key }.to_owned() }
}

fn text(of: Option<&str>) -> &str {
    of.unwrap_or(NONE)
}
