//! Collects contradictions: how often each was seen, and the first places.

use std::collections::BTreeMap;

use perennial_model::{Finding, RowNote};

/// A sort of contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Stable, for programs.
    pub code: &'static str,
    /// What it means, for people.
    pub message: &'static str,
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Findings {
    by_code: BTreeMap<&'static str, Finding>,
}

/// How many places a finding shows.
const SHOWN: usize = 20;

impl Findings {
    /// Counts one more row; the reason is asked for only where it will be shown.
    pub fn add(
        &mut self,
        sort: &Sort,
        line: u64,
        column: Option<&str>,
        reason: impl FnOnce() -> String,
    ) {
        let finding = self.by_code.entry(sort.code).or_insert_with(|| Finding {
            code: sort.code.to_owned(),
            message: sort.message.to_owned(),
            rows: 0,
            examples: Vec::new(),
        });
        finding.rows += 1;
        if finding.examples.len() < SHOWN {
            finding.examples.push(RowNote {
                line,
                column: column.map(str::to_owned),
                reason: reason(),
            });
        }
    }

    /// What was found, the most frequent first.
    pub fn into_vec(self) -> Vec<Finding> {
        let mut all: Vec<Finding> = self.by_code.into_values().collect();
        all.sort_by_key(|finding| std::cmp::Reverse(finding.rows));
        all
    }
}
