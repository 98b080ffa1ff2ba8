//! Everything that answers are made from.

use std::collections::HashMap;
use std::sync::Arc;

use perennial_board::{Board, LedgerInputs};
use perennial_model::{AccountId, Currency, RenewalCall, Zone};
use perennial_revenue::{Ledger, Selection};

use super::{
    By, Question, RevenueError, Terms,
    groups::{SegmentTimes, Traits},
};
use crate::{
    listing::{Listing, Snapshot},
    segments::{MOST_DAYS, Pasts, Presence, Saved, presences},
};

/// Everything that answers are made from, as of one moment.
pub struct Book {
    pub(super) inputs: LedgerInputs,
    pub(super) traits: Traits,
    pub(super) names: Vec<String>,
    pub(super) terms: Terms,
    /// By subscription and end of the term, the latest last.
    pub(super) calls: HashMap<(String, i64), Vec<RenewalCall>>,
    pub(super) zone: Zone,
}

/// Whether a question needs to know who was in which segment.
pub(super) fn asks_for_segments(question: &Question) -> bool {
    question.by == By::Segment || question.segment.is_some()
}

impl Book {
    /// For those who have no server: reads everything, and works memberships out anew.
    ///
    /// # Errors
    /// When the store cannot be read, or the segment that is asked for is unknown or broken.
    pub async fn open(board: &Board, question: &Question) -> Result<Self, RevenueError> {
        let parts = Parts::of(board, question).await?;
        let board = board.clone();
        let open = move || {
            let snapshot = Listing::default().snapshot(&board);
            parts.book(&board, &snapshot, &Pasts::default())
        };
        tokio::task::spawn_blocking(open)
            .await
            .map_err(|_| RevenueError::Damaged("the computation was interrupted".to_owned()))?
    }

    /// One ledger for each account.
    pub(super) fn ledgers(&self, question: &Question) -> Vec<Ledger<'_>> {
        self.inputs.ledgers(question.selection, &self.terms.settings)
    }

    /// The currency that amounts are in.
    pub fn currency(&self, selection: Selection) -> Currency {
        selection.currency(self.terms.rates.reporting())
    }

    /// How many rows of subscriptions there are.
    pub fn rows(&self) -> u64 {
        self.inputs.rows()
    }
}

/// What has to be read before a book can be opened.
pub struct Parts {
    terms: Terms,
    calls: Vec<RenewalCall>,
    segments: Vec<Saved>,
    /// The key of the segment that is asked for.
    segment: Option<String>,
}

impl Parts {
    /// # Errors
    /// As [`Book::open`].
    pub async fn of(board: &Board, question: &Question) -> Result<Self, RevenueError> {
        let store = board.store();
        let mut segments = Vec::new();
        if asks_for_segments(question) {
            if let Some(key) = &question.segment {
                crate::segments::find(store, key).await?;
            }
            segments = Saved::all(board).await?;
        }
        let mut calls = store.renewal_calls().await?;
        if let Some(day) = board.past_day() {
            calls.retain(|call| board.zone().day_of(call.made_at) <= day);
        }
        let terms = Terms::of(store, board.currency()).await?;
        Ok(Self { terms, calls, segments, segment: question.segment.clone() })
    }

    /// Puts the book together. Takes a while where memberships have to be worked out: call it beside
    /// the async threads.
    ///
    /// # Errors
    /// When the segment that is asked for is broken.
    pub fn book(
        self,
        board: &Board,
        snapshot: &Arc<Snapshot>,
        pasts: &Pasts,
    ) -> Result<Book, RevenueError> {
        let inputs = board.ledger_inputs();
        let known_from = board.today().plus(1 - i32::from(MOST_DAYS));
        let mut segments = Vec::new();
        if !self.segments.is_empty() {
            let found = presences(board, snapshot, pasts, &self.segments)?;
            for (saved, presence) in self.segments.iter().zip(found) {
                let is_asked_for = self.segment.as_ref() == Some(&saved.of.segment.key);
                // One that does not hold good any more is no reason to know nothing of the others.
                let presence = match presence {
                    Err(_) if !is_asked_for => continue,
                    other => other?,
                };
                let time = |one: Presence| (one.entry.id().clone(), one.spells);
                segments.push(SegmentTimes {
                    key: saved.of.segment.key.clone(),
                    name: saved.of.segment.name.clone(),
                    times: presence.into_iter().map(time).collect(),
                    known_from,
                });
            }
        }
        let ids: Vec<AccountId> = inputs.ids().cloned().collect();
        let account = |place| inputs.account(place);
        let owners = (0..ids.len()).map(|at| account(at).and_then(|one| one.owner_email.clone()));
        let names = (0..ids.len()).map(|at| account(at).map(|one| one.name.clone()));
        let mut calls: HashMap<(String, i64), Vec<RenewalCall>> = HashMap::new();
        for call in self.calls {
            let key = (call.subscription_id.clone(), call.term_end.0);
            calls.entry(key).or_default().push(call);
        }
        Ok(Book {
            names: names.map(Option::unwrap_or_default).collect(),
            traits: Traits { owners: owners.collect(), ids, segments },
            terms: self.terms,
            calls,
            zone: board.zone().clone(),
            inputs,
        })
    }
}
