//! What of a relation there was by a past day.

use std::collections::HashMap;

use arrow::{
    array::{AsArray as _, BooleanArray, RecordBatch},
    compute::filter_record_batch,
    datatypes::TimestampMicrosecondType,
    error::ArrowError,
};
use perennial_board::Board;
use perennial_model::{AccountId, Day, Micros, Zone};

/// The column that says when a fact happened.
const OCCURRED_AT: &str = "occurred_at";

/// A board's past day; for the present everything is let through.
pub struct Then<'a> {
    board: &'a Board,
    day: Option<Day>,
}

impl<'a> Then<'a> {
    pub fn of(board: &'a Board) -> Self {
        Self { board, day: board.past_day() }
    }

    /// Leaves of some records what was known of them, and none of accounts that did not exist yet.
    pub fn keep<R>(
        &self,
        rows: &mut Vec<R>,
        known: fn(R, Day, &Zone) -> Option<R>,
        account: fn(&R) -> Option<&AccountId>,
    ) {
        let Some(day) = self.day else { return };
        let mut existed: HashMap<AccountId, bool> = HashMap::new();
        let mut is_there = |row: &R| {
            let Some(id) = account(row) else { return true };
            match existed.get(id) {
                Some(existed) => *existed,
                None => *existed.entry(id.clone()).or_insert_with(|| self.board.existed(id)),
            }
        };
        let then = |row| known(row, day, self.board.zone());
        *rows =
            std::mem::take(rows).into_iter().filter_map(then).filter(|row| is_there(row)).collect();
    }

    /// Leaves the facts that had happened.
    pub fn facts(&self, batch: RecordBatch) -> Result<RecordBatch, ArrowError> {
        let times = batch.column_by_name(OCCURRED_AT);
        let times = times.and_then(|of| of.as_primitive_opt::<TimestampMicrosecondType>());
        let (Some(day), Some(times)) = (self.day, times) else { return Ok(batch) };
        let until: Micros = self.board.zone().start_of(day.plus(1));
        let had: BooleanArray =
            times.iter().map(|at| Some(at.is_some_and(|at| at < until.0))).collect();
        filter_record_batch(&batch, &had)
    }
}
