//! Segments: saved conditions over accounts, and lists of accounts.

pub mod accounts;
pub mod change;
pub mod compare;
pub mod create;
pub mod history;
pub mod list;
pub mod preview;
pub mod remove;
pub mod show;

use perennial_board::Board;

use crate::{
    Problem,
    dto::{Segment, SegmentProblem, SegmentRow},
    extract,
    listing::Snapshot,
    segments::{MOST_DAYS, Resolved, SegmentError, Size},
};

/// A segment as lists show it. One whose condition does not hold good any more says so.
fn row(board: &Board, snapshot: &Snapshot, segment: &Resolved) -> Result<SegmentRow, Problem> {
    let found = segment.condition(snapshot).and_then(|condition| {
        let entries = segment.entries(board, snapshot)?;
        let size = Size::of(entries.iter().map(AsRef::as_ref), board.currency());
        Ok((condition.map(|condition| condition.explain()), size))
    });
    let row = SegmentRow {
        segment: Segment::from(&segment.segment),
        explanation: None,
        size: None,
        problem: None,
        sizes: None,
    };
    match found {
        Ok((explanation, size)) => Ok(SegmentRow { explanation, size: Some(size.into()), ..row }),
        Err(error) => Ok(SegmentRow { problem: Some(problem_of(error)?), ..row }),
    }
}

/// What is wrong with a segment itself; any other failure is the whole answer's.
fn problem_of(error: SegmentError) -> Result<SegmentProblem, Problem> {
    SegmentProblem::of(&error).ok_or_else(|| error.into())
}

/// How many days are asked for.
fn days_parameter(days: u16, least: u16) -> Result<u16, Problem> {
    if (least..=MOST_DAYS).contains(&days) {
        return Ok(days);
    }
    Err(extract::out_of_range("days", i64::from(least), i64::from(MOST_DAYS)))
}
