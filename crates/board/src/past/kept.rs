//! The past days that were asked for lately.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use perennial_model::Day;

use super::PastDay;
use crate::board::Board;

/// So many days are kept at most.
const MOST_DAYS: usize = 12;
/// So many entries are kept at most, of all days together: an entry takes two to three kilobytes. The
/// latest day is kept whatever it takes.
const MOST_ENTRIES: usize = 60_000;

/// Bringing a day up to date that took no longer is done while somebody waits, each time.
const QUICK: Duration = Duration::from_millis(100);
/// What takes longer rests so many times as long.
const REST: u32 = 20;

/// The days that were worked out, the one that was asked for last at the end.
#[derive(Default)]
pub(crate) struct KeptDays {
    latest: Mutex<Latest>,
    /// Held while a day is worked out: one at a time.
    turn: Mutex<()>,
    worked_out: AtomicU64,
}

#[derive(Default)]
struct Latest {
    days: Vec<Kept>,
    /// Grows when all is forgotten, so that what is under way then is not kept.
    forgotten: u64,
}

struct Kept {
    past: Arc<PastDay>,
    at: Instant,
    took: Duration,
}

impl Kept {
    fn is_fresh(&self, version: u64) -> bool {
        let rests = self.took > QUICK && self.at.elapsed() < self.took * REST;
        self.past.beside == version || rests
    }
}

impl KeptDays {
    /// A day that need not be worked out.
    pub fn fresh(&self, day: Day, version: u64) -> Option<Arc<PastDay>> {
        let mut latest = self.latest();
        let at = latest.days.iter().position(|one| one.past.day == day)?;
        let kept = latest.days.remove(at);
        let found = kept.is_fresh(version).then(|| kept.past.clone());
        latest.days.push(kept);
        found
    }

    /// A day as it is known now. Takes a while: call it beside the async threads.
    pub fn brought_up(&self, day: Day, board: &Board) -> Arc<PastDay> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have waited for the same day.
        if let Some(past) = self.fresh(day, board.version()) {
            return past;
        }
        let (before, forgotten) = {
            let latest = self.latest();
            let before = latest.days.iter().find(|one| one.past.day == day);
            (before.map(|one| one.past.clone()), latest.forgotten)
        };
        let at = Instant::now();
        let number = self.worked_out.fetch_add(1, Ordering::Relaxed);
        let past = Arc::new(PastDay::of(board, day, number, before.as_deref()));
        let kept = Kept { past: past.clone(), took: at.elapsed(), at: Instant::now() };
        let mut latest = self.latest();
        if latest.forgotten == forgotten {
            latest.keep(kept);
        }
        past
    }

    pub fn list(&self) -> Vec<Day> {
        self.latest().days.iter().map(|one| one.past.day).collect()
    }

    /// Everything has changed, or somebody has to be forgotten.
    pub fn forget(&self) {
        let mut latest = self.latest();
        latest.days.clear();
        latest.forgotten += 1;
    }

    fn latest(&self) -> MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Latest {
    fn keep(&mut self, kept: Kept) {
        self.days.retain(|one| one.past.day != kept.past.day);
        self.days.push(kept);
        let entries = |days: &[Kept]| days.iter().map(|one| one.past.entries.len()).sum::<usize>();
        while self.days.len() > 1
            && (self.days.len() > MOST_DAYS || entries(&self.days) > MOST_ENTRIES)
        {
            self.days.remove(0);
        }
    }
}
