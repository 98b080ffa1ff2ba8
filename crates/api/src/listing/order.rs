//! Sorting account numbers by what a column says of them.

use std::{cmp::Ordering, sync::Arc};

use perennial_board::Entry;
use perennial_metrics::catalogue;

use crate::{dto::SortDirection, routes::accounts::list::AccountSort};

/// Sorts numbers of accounts. Those without a value come last whichever the way; equal ones stay
/// in the order of their names, in which the entries are.
pub fn sort(numbers: &mut [u32], entries: &[Arc<Entry>], by: AccountSort, dir: SortDirection) {
    let of = |number: u32| entries.get(number as usize).map(Arc::as_ref);
    if by == AccountSort::Name {
        if dir == SortDirection::Desc {
            numbers.reverse();
        }
        return;
    }
    if let Some(text) = text_column(by) {
        sort_by_value(numbers, dir, |number| of(number).and_then(text), |a: &&str, b| a.cmp(b));
        return;
    }
    let metric = metric_column(by);
    let value = |number| {
        let entry = of(number)?;
        match metric {
            Some(at) => entry.metrics.get(at).copied().filter(|value| !value.is_nan()),
            None => own_column(entry, by),
        }
    };
    sort_by_value(numbers, dir, value, f64::total_cmp);
}

fn sort_by_value<V: Copy>(
    numbers: &mut [u32],
    dir: SortDirection,
    value: impl Fn(u32) -> Option<V>,
    compare: impl Fn(&V, &V) -> Ordering,
) {
    let mut keyed: Vec<(Option<V>, u32)> =
        numbers.iter().map(|number| (value(*number), *number)).collect();
    keyed.sort_unstable_by(|(a, a_number), (b, b_number)| {
        let values = match (a, b) {
            (Some(a), Some(b)) if dir == SortDirection::Desc => compare(b, a),
            (Some(a), Some(b)) => compare(a, b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        values.then(a_number.cmp(b_number))
    });
    for (slot, (_, number)) in numbers.iter_mut().zip(keyed) {
        *slot = number;
    }
}

fn text_column(by: AccountSort) -> Option<fn(&Entry) -> Option<&str>> {
    match by {
        AccountSort::Tier => Some(|entry| entry.account.tier.as_deref()),
        AccountSort::Stage => Some(|entry| entry.account.stage.as_deref()),
        AccountSort::OwnerEmail => Some(|entry| entry.account.owner_email.as_deref()),
        _ => None,
    }
}

/// The place in the metric catalogue.
fn metric_column(by: AccountSort) -> Option<usize> {
    let key = match by {
        AccountSort::ActiveContacts28d => "active_contacts_28d",
        AccountSort::Events28d => "events_28d",
        AccountSort::EventsChange28d => "events_change_28d",
        AccountSort::DaysSinceLastSeen => "days_since_last_seen",
        AccountSort::OpenTickets => "open_tickets",
        AccountSort::LastNps => "last_nps",
        AccountSort::DaysToRenewal => "days_to_renewal",
        _ => return None,
    };
    catalogue().iter().position(|metric| metric.key == key)
}

fn own_column(entry: &Entry, by: AccountSort) -> Option<f64> {
    match by {
        AccountSort::Score => entry.score,
        AccountSort::ScoreChange28d => entry.score_change_28d,
        AccountSort::Arr => entry.arr.map(perennial_model::Money::to_major),
        AccountSort::OpenSignals => Some(f64::from(entry.open_signals)),
        _ => None,
    }
}
