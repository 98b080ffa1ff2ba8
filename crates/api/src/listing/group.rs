//! Groups of accounts: what a segment comes to on one snapshot.

use std::{collections::HashSet, sync::Arc};

use arrow::array::BooleanArray;
use perennial_board::{Board, Entry};
use perennial_expr::Condition;
use perennial_model::AccountId;

use super::{ConditionError, Snapshot};

/// Naming this column in a condition asks for customers who left.
const LEFT_ON: &str = "left_on";

/// Which accounts belong together.
#[derive(Debug, Clone)]
pub enum Group {
    /// Those for which the text holds.
    Condition(String),
    /// These, by their own ids.
    List(HashSet<AccountId>),
}

/// The accounts of a group among a snapshot's entries.
pub struct Members {
    held: Arc<BooleanArray>,
    /// Whether customers who left may be among them.
    pub former: bool,
}

impl Members {
    /// Whether the entry at this place belongs.
    pub fn holds(&self, at: usize, entry: &Entry) -> bool {
        self.held.value(at) && (self.former || entry.left_on.is_none())
    }
}

/// Whether a condition is about customers who left too. Any other condition is about customers.
pub fn asks_for_former(condition: &Condition) -> bool {
    condition.columns().contains(&LEFT_ON)
}

impl Snapshot {
    /// Which entries belong to a group. A list has whom somebody put there; a condition is about
    /// customers, and about those who left only where it names `left_on`.
    ///
    /// # Errors
    /// When the group's text is no condition over accounts.
    pub fn members(&self, board: &Board, group: &Group) -> Result<Members, ConditionError> {
        match group {
            Group::Condition(text) => Ok(Members {
                former: asks_for_former(&self.conditions.read(text)?),
                held: self.conditions.chosen(board, &self.entries, text)?,
            }),
            Group::List(ids) => {
                let held = self.entries.iter().map(|entry| Some(ids.contains(entry.id())));
                Ok(Members { held: Arc::new(held.collect()), former: true })
            }
        }
    }

    /// The entries of a group, by name.
    ///
    /// # Errors
    /// As [`Snapshot::members`].
    pub fn group(&self, board: &Board, group: &Group) -> Result<Vec<Arc<Entry>>, ConditionError> {
        let members = self.members(board, group)?;
        let all = self.entries.iter().enumerate();
        Ok(all.filter(|(at, entry)| members.holds(*at, entry)).map(|(_, e)| e.clone()).collect())
    }
}
