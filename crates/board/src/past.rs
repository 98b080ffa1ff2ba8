//! Every account as it stood at the end of a past day.
//!
//! Made by the same rules as the present, with that day as the last: what happened later is cut off.
//! What was worked out for an account is used again until its present entry is another, so that a
//! change costs the accounts that it touches.

mod kept;

use std::collections::HashMap;
use std::sync::Arc;

use perennial_engage::Episode;
use perennial_metrics::Axis;
use perennial_model::{AccountDaily, AccountId, Day};

use crate::board::Board;
use crate::compute::{self, Made, Terms};
use crate::entry::Entry;
use crate::records::AccountRecords;
use crate::{parallel, signals};

pub(crate) use kept::KeptDays;

/// Why nothing can be shown as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PastError {
    #[error("{day} has not come yet; today is {today}")]
    NotYet { day: Day, today: Day },
    #[error("nothing is known of {day}: the earliest history of an account begins on {first}")]
    BeforeAll { day: Day, first: Day },
    #[error("{0} could not be worked out, for the server is stopping; try again in a moment")]
    Stopping(Day),
}

/// A snapshot of all accounts that there were.
pub(crate) struct PastDay {
    pub day: Day,
    /// No other snapshot has the same.
    pub number: u64,
    /// By name.
    pub entries: Arc<Vec<Arc<Entry>>>,
    accounts: HashMap<AccountId, Standing>,
    /// The present snapshot that it was worked out beside.
    beside: u64,
}

/// What is known of one account.
#[derive(Clone)]
struct Standing {
    /// The present entry; another one means that something changed.
    present: Option<Arc<Entry>>,
    /// The first day of its history, which may lie after the past day.
    begins: Option<Day>,
    /// None where it did not exist yet.
    stood: Option<(Arc<Entry>, Arc<[Episode]>)>,
}

impl PastDay {
    /// Works out a day. `before` is what was known of it.
    fn of(board: &Board, day: Day, number: u64, before: Option<&Self>) -> Self {
        let beside = board.version();
        let (terms, present, ids) = (board.terms(), board.accounts(), board.account_ids());
        let present: HashMap<&AccountId, &Arc<Entry>> =
            present.iter().map(|entry| (entry.id(), entry)).collect();
        let known = |id: &AccountId| before.and_then(|before| before.accounts.get(id));
        let standings = parallel::map(&ids, |id| {
            let now = present.get(id).copied();
            match known(id).filter(|standing| standing.is_beside(now)) {
                Some(standing) => standing.clone(),
                None => Standing::of(board, &terms, id, now.cloned(), day),
            }
        });
        let accounts: HashMap<_, _> = ids.into_iter().zip(standings).collect();
        let stood = accounts.values().filter_map(|one| one.stood.as_ref());
        let mut entries: Vec<Arc<Entry>> = stood.map(|(entry, _)| entry.clone()).collect();
        entries.sort_unstable_by(|a, b| (&a.name_key, a.id()).cmp(&(&b.name_key, b.id())));
        Self { day, number, entries: Arc::new(entries), accounts, beside }
    }

    pub fn get(&self, id: &AccountId) -> Option<&Arc<Entry>> {
        self.accounts.get(id)?.stood.as_ref().map(|(entry, _)| entry)
    }

    /// The accounts that there were.
    pub fn ids(&self) -> impl Iterator<Item = &AccountId> {
        self.entries.iter().map(|entry| entry.id())
    }

    fn episodes(&self, id: &AccountId) -> Option<&Arc<[Episode]>> {
        self.accounts.get(id)?.stood.as_ref().map(|(_, episodes)| episodes)
    }

    /// The first day of anybody's history, where there was nobody yet on the past day.
    fn first_after(&self) -> Option<Day> {
        if !self.entries.is_empty() {
            return None;
        }
        self.accounts.values().filter_map(|one| one.begins).min()
    }
}

impl Standing {
    fn is_beside(&self, present: Option<&Arc<Entry>>) -> bool {
        match (&self.present, present) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    fn of(
        board: &Board,
        terms: &Terms,
        id: &AccountId,
        present: Option<Arc<Entry>>,
        day: Day,
    ) -> Self {
        let Some((mut daily, of, today)) = board.inputs(id) else {
            return Self { present, begins: None, stood: None };
        };
        let begins = begins(terms, &daily, &of, today);
        daily.cut_after(day);
        let stood = begins.filter(|begins| *begins <= day).map(|_| {
            let Made { mut entry, episodes, .. } = compute::made(terms, &daily, &of, day, false);
            entry.open_signals = signals::open(&episodes);
            (Arc::new(entry), episodes.into())
        });
        Self { present, begins, stood }
    }
}

/// The first day of an account's history, if it is not after `today`.
pub(crate) fn begins(
    terms: &Terms,
    daily: &AccountDaily,
    of: &AccountRecords,
    today: Day,
) -> Option<Day> {
    let axis = Axis::of(&compute::facts(terms, daily, of, today));
    (axis.days > 0).then_some(axis.first)
}

impl Board {
    /// The board as it stood at the end of a day: all that it says is of that day then. Accounts that
    /// did not exist yet are not on it. Attributes, roles, names and the declarations of metrics,
    /// scorecard and signals have no history: they are today's. Signals are open as long as the rules
    /// say so, whatever people did with them. Today gives the board itself.
    ///
    /// Worked out beside the async threads, one day at a time; the latest days are kept. Where
    /// changes keep coming in, a day that took long may be shown as it was known up to twenty times
    /// that time ago.
    ///
    /// # Errors
    /// When the day has not come yet, or lies before every account's history.
    pub async fn at(&self, day: Day) -> Result<Self, PastError> {
        let present = self.present();
        let today = present.today();
        if day == today {
            return Ok(present);
        }
        if day > today {
            return Err(PastError::NotYet { day, today });
        }
        let past = match present.days().fresh(day, present.version()) {
            Some(past) => past,
            None => {
                let board = present.clone();
                let work = move || board.days().brought_up(day, &board);
                tokio::task::spawn_blocking(work).await.map_err(|_| PastError::Stopping(day))?
            }
        };
        match past.first_after() {
            Some(first) => Err(PastError::BeforeAll { day, first }),
            None => Ok(present.as_it_was(past)),
        }
    }

    /// The past days that need not be worked out again.
    pub fn kept_days(&self) -> Vec<Day> {
        self.days().list()
    }

    /// An account's signals by the rules alone, as of the board's day; people's handling of them is
    /// in the store.
    pub fn episodes(&self, id: &AccountId) -> Arc<[Episode]> {
        let world = self.world();
        let id = world.records.identities.account(id);
        let found = match self.past() {
            Some(past) => past.episodes(id).cloned(),
            None => world.episodes.get(id).map(|found| found.as_slice().into()),
        };
        found.unwrap_or_else(|| Arc::from([]))
    }

    /// Whether an account's history has begun by the board's day. In the present all have.
    pub fn existed(&self, id: &AccountId) -> bool {
        if self.past().is_some() {
            return self.get(id).is_some();
        }
        if self.past_day().is_none() {
            return true;
        }
        let terms = self.terms();
        self.inputs(id).is_some_and(|(daily, of, day)| begins(&terms, &daily, &of, day).is_some())
    }

    /// Of an account that did not exist yet on the board's past day: the first day of its history.
    pub fn begins(&self, id: &AccountId) -> Option<Day> {
        let past = self.past()?;
        let world = self.world();
        let begins = past.accounts.get(world.records.identities.account(id))?.begins;
        begins.filter(|begins| *begins > past.day)
    }
}
