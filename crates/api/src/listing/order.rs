//! Sorting account numbers by what a column says of them.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use perennial_board::Entry;

use crate::{dto::SortDirection, routes::accounts::list::AccountSort};

/// What each account is sorted by, column by column, made when a column is first asked for. NaN
/// where an account has no value.
#[derive(Default)]
pub struct SortKeys {
    columns: Mutex<HashMap<AccountSort, Arc<Vec<f64>>>>,
}

impl SortKeys {
    fn of(&self, entries: &[Arc<Entry>], by: AccountSort) -> Arc<Vec<f64>> {
        let mut columns = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        columns.entry(by).or_insert_with(|| Arc::new(column(entries, by))).clone()
    }

    /// Sorts numbers of accounts, which come in the order of names: the first `shown` are right
    /// then. Those without a value come last whichever the way; equal ones stay in the order of
    /// their names.
    pub fn sort(
        &self,
        numbers: &mut [u32],
        shown: usize,
        entries: &[Arc<Entry>],
        by: AccountSort,
        dir: SortDirection,
    ) {
        if by == AccountSort::Name {
            if dir == SortDirection::Desc {
                numbers.reverse();
            }
            return;
        }
        let values = self.of(entries, by);
        let value = |number: u32| values.get(number as usize).copied().unwrap_or(f64::NAN);
        let mut keyed: Vec<(f64, u32)> =
            numbers.iter().map(|number| (value(*number), *number)).collect();
        let order = |(a, a_number): &(f64, u32), (b, b_number): &(f64, u32)| {
            let values = match (a.is_nan(), b.is_nan()) {
                (false, false) if dir == SortDirection::Desc => b.total_cmp(a),
                (false, false) => a.total_cmp(b),
                (false, true) => Ordering::Less,
                (true, false) => Ordering::Greater,
                (true, true) => Ordering::Equal,
            };
            values.then(a_number.cmp(b_number))
        };
        // Only what is shown has to be in order.
        if shown < keyed.len() {
            keyed.select_nth_unstable_by(shown, order);
        }
        if let Some(first) = keyed.get_mut(..shown) {
            first.sort_unstable_by(order);
        }
        for (slot, (_, number)) in numbers.iter_mut().zip(keyed) {
            *slot = number;
        }
    }
}

fn column(entries: &[Arc<Entry>], by: AccountSort) -> Vec<f64> {
    let metric = |key: &str| numbers(entries, |entry| entry.metric(key));
    match by {
        AccountSort::Name => numbers(entries, |_| None),
        AccountSort::Tier => ranks(entries, |entry| entry.account.tier.as_deref()),
        AccountSort::Stage => ranks(entries, |entry| entry.account.stage.as_deref()),
        AccountSort::OwnerEmail => ranks(entries, |entry| entry.account.owner_email.as_deref()),
        AccountSort::Arr => {
            numbers(entries, |entry| entry.arr.map(perennial_model::Money::to_major))
        }
        AccountSort::Score => numbers(entries, |entry| entry.score),
        AccountSort::HiddenRisk => numbers(entries, |entry| entry.hidden.risk),
        AccountSort::ScoreChange28d => numbers(entries, |entry| entry.score_change_28d),
        AccountSort::OpenSignals => numbers(entries, |entry| Some(f64::from(entry.open_signals))),
        AccountSort::ActiveContacts28d => metric("active_contacts_28d"),
        AccountSort::Events28d => metric("events_28d"),
        AccountSort::EventsChange28d => metric("events_change_28d"),
        AccountSort::DaysSinceLastSeen => metric("days_since_last_seen"),
        AccountSort::OpenTickets => metric("open_tickets"),
        AccountSort::LastNps => metric("last_nps"),
        AccountSort::DaysToRenewal => metric("days_to_renewal"),
    }
}

fn numbers(entries: &[Arc<Entry>], value: impl Fn(&Entry) -> Option<f64>) -> Vec<f64> {
    entries.iter().map(|entry| value(entry).unwrap_or(f64::NAN)).collect()
}

/// The place of each account's word among all words.
fn ranks(entries: &[Arc<Entry>], word: fn(&Entry) -> Option<&str>) -> Vec<f64> {
    let all: BTreeSet<&str> = entries.iter().filter_map(|entry| word(entry)).collect();
    let places: HashMap<&str, f64> =
        all.into_iter().zip(0_u32..).map(|(word, place)| (word, f64::from(place))).collect();
    numbers(entries, |entry| word(entry).and_then(|word| places.get(word).copied()))
}
