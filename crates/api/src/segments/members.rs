//! Who is in a segment, now or on a past day.

use std::{collections::HashSet, sync::Arc};

use perennial_board::{Board, Entry};
use perennial_expr::Condition;
use perennial_model::{AccountId, Segment, SegmentRule};

use super::{SegmentError, definition::find};
use crate::{
    Problem,
    listing::{Group, Listing, Members, Snapshot},
};

/// A segment with what its rule comes to: a list's accounts are read.
#[derive(Debug, Clone)]
pub struct Resolved {
    pub segment: Segment,
    pub group: Group,
}

impl Resolved {
    /// Reads a list's accounts, those of the board's day.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn of(board: &Board, segment: Segment) -> Result<Self, SegmentError> {
        let group = match &segment.rule {
            SegmentRule::Condition(text) => Group::Condition(text.clone()),
            SegmentRule::List => Group::List(listed(board, &segment.segment_id).await?),
        };
        Ok(Self { segment, group })
    }

    /// The segment with this key.
    ///
    /// # Errors
    /// [`SegmentError::Unknown`] with the nearest key.
    pub async fn by_key(board: &Board, key: &str) -> Result<Self, SegmentError> {
        Self::of(board, find(board.store(), key).await?).await
    }

    /// Every segment, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn all(board: &Board) -> Result<Vec<Self>, SegmentError> {
        let mut all = Vec::new();
        for segment in board.store().segments().await? {
            all.push(Self::of(board, segment).await?);
        }
        Ok(all)
    }

    /// Which of a snapshot's entries are in it.
    ///
    /// # Errors
    /// [`SegmentError::Broken`] when its condition does not hold good any more.
    pub fn members(&self, board: &Board, snapshot: &Snapshot) -> Result<Members, SegmentError> {
        let members = snapshot.members(board, &self.group);
        members.map_err(|error| SegmentError::of_kept(&self.segment.key, error))
    }

    /// Its entries, by name.
    ///
    /// # Errors
    /// As [`Resolved::members`].
    pub fn entries(
        &self,
        board: &Board,
        snapshot: &Snapshot,
    ) -> Result<Vec<Arc<Entry>>, SegmentError> {
        let entries = snapshot.group(board, &self.group);
        entries.map_err(|error| SegmentError::of_kept(&self.segment.key, error))
    }

    /// Its condition, read; nothing for a list.
    ///
    /// # Errors
    /// As [`Resolved::members`].
    pub fn condition(&self, snapshot: &Snapshot) -> Result<Option<Condition>, SegmentError> {
        let read = self.segment.rule.condition().map(|text| snapshot.condition(text)).transpose();
        read.map_err(|error| SegmentError::of_kept(&self.segment.key, error))
    }
}

/// Who is on a list; on a past day who ended it there.
async fn listed(board: &Board, segment_id: &str) -> Result<HashSet<AccountId>, SegmentError> {
    let Some(day) = board.past_day() else {
        return Ok(board.store().listed_accounts(segment_id).await?);
    };
    let stays = board.store().list_stays(segment_id).await?;
    let on_it = stays.into_iter().filter(|stay| {
        let zone = board.zone();
        let is_off = stay.removed_at.is_some_and(|at| zone.day_of(at) <= day);
        zone.day_of(stay.added_at) <= day && !is_off
    });
    Ok(on_it.map(|stay| stay.account_id).collect())
}

/// What a segment comes to on a board whose accounts are computed: its condition in plain English
/// (nothing for a list) and its accounts by name. For those who have no server; blocks: call it
/// beside the async threads.
///
/// # Errors
/// As [`Resolved::members`].
pub fn look(
    board: &Board,
    segment: &Resolved,
) -> Result<(Option<String>, Vec<Arc<Entry>>), SegmentError> {
    let snapshot = Listing::default().snapshot(board);
    let condition = segment.condition(&snapshot)?;
    let entries = segment.entries(board, &snapshot)?;
    Ok((condition.map(|condition| condition.explain()), entries))
}

/// The segment that a query parameter names.
///
/// # Errors
/// 400 when there is none, with the nearest key.
pub async fn segment_parameter(board: &Board, key: &str) -> Result<Resolved, Problem> {
    Resolved::by_key(board, key).await.map_err(|error| match error {
        SegmentError::Unknown { .. } => Problem::bad_parameter("segment", error.to_string()),
        other => other.into(),
    })
}

/// Runs what may take a while beside the async threads.
///
/// # Errors
/// Those of the work.
pub async fn aside<R: Send + 'static>(
    work: impl FnOnce() -> Result<R, Problem> + Send + 'static,
) -> Result<R, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))?
}
