//! When each account was in each segment.

use std::{collections::HashMap, sync::Arc};

use perennial_board::{Board, Entry};
use perennial_expr::Condition;
use perennial_model::{ListStay, SegmentRule};

use super::{
    Pasts, Resolved, SegmentError,
    past::AccountPast,
    spells::{self, Spell},
    steps::Steps,
};
use crate::listing::Snapshot;

/// A segment with what its past is worked out from.
#[derive(Debug, Clone)]
pub struct Saved {
    pub of: Resolved,
    /// Of a list: every stay of an account.
    stays: Vec<ListStay>,
}

impl Saved {
    /// Every segment, by name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn all(board: &Board) -> Result<Vec<Self>, SegmentError> {
        let store = board.store();
        let mut all = Vec::new();
        for of in Resolved::all(board).await? {
            let stays = match of.segment.rule {
                SegmentRule::List => store.list_stays(&of.segment.segment_id).await?,
                SegmentRule::Condition(_) => Vec::new(),
            };
            all.push(Self { of, stays });
        }
        Ok(all)
    }
}

/// One account's time in a segment.
pub struct Presence {
    pub entry: Arc<Entry>,
    /// Its ARR over time.
    pub arr: Arc<Steps>,
    /// In order of time; never empty.
    pub spells: Arc<[Spell]>,
}

/// Who was in each of these segments when, in their order: all saved ones at once, for they share
/// the work. A segment whose condition does not hold good any more has its error.
///
/// # Errors
/// When the rows cannot be evaluated.
pub fn presences(
    board: &Board,
    snapshot: &Snapshot,
    pasts: &Pasts,
    all: &[Saved],
) -> Result<Vec<Result<Vec<Presence>, SegmentError>>, SegmentError> {
    let read: Vec<_> = all.iter().map(|one| one.of.condition(snapshot)).collect();
    let mut conditions: Vec<Condition> = read.iter().flatten().flatten().cloned().collect();
    conditions.sort_by(|a, b| a.text().cmp(b.text()));
    conditions.dedup_by(|a, b| a.text() == b.text());
    let accounts =
        pasts.of(board, &snapshot.entries, &conditions).map_err(SegmentError::Condition)?;
    let of = |(one, read): (&Saved, Result<Option<Condition>, SegmentError>)| {
        Ok(match read? {
            Some(condition) => {
                let at = conditions.iter().position(|known| known.text() == condition.text());
                by_condition(&accounts, at)
            }
            None => by_stays(board, &accounts, &one.stays),
        })
    };
    Ok(all.iter().zip(read).map(of).collect())
}

fn by_condition(accounts: &[AccountPast], at: Option<usize>) -> Vec<Presence> {
    let presence = |account: &AccountPast| {
        let spells = account.spells.get(at?)?.clone();
        present(account, spells)
    };
    accounts.iter().filter_map(presence).collect()
}

fn by_stays(board: &Board, accounts: &[AccountPast], stays: &[ListStay]) -> Vec<Presence> {
    let mut of: HashMap<&str, Vec<&ListStay>> = HashMap::new();
    for stay in stays {
        of.entry(stay.account_id.as_str()).or_default().push(stay);
    }
    let presence = |account: &AccountPast| {
        let stays = of.get(account.entry.id().as_str())?;
        present(account, spells::of_stays(stays.iter().copied(), board.zone()).into())
    };
    accounts.iter().filter_map(presence).collect()
}

fn present(account: &AccountPast, spells: Arc<[Spell]>) -> Option<Presence> {
    let was_in = !spells.is_empty();
    was_in.then(|| Presence { entry: account.entry.clone(), arr: account.arr.clone(), spells })
}
