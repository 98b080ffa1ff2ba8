//! The metrics of use: one pass over the rollup rows.

use perennial_model::{AccountDaily, FactKind, NO_CONTACT};

use crate::{
    Axis,
    folds::{AgeBand, Distinct, change_against, days_since, rolling_sum},
};

const WINDOW: usize = 28;
/// Seen in the 90 days before the last 28, not since.
const SILENT: AgeBand = AgeBand { youngest: 28, oldest: 117 };

/// The columns that usage facts alone decide, with their keys.
pub(crate) fn columns(daily: &AccountDaily, axis: Axis) -> Vec<(&'static str, Vec<f64>)> {
    let windows = [7, 28, 90].map(AgeBand::window);
    let contact_bands = [windows[0], windows[1], windows[2], SILENT];
    let mut contacts = Distinct::new(axis.days, daily.contacts.len(), &contact_bands);
    let mut names = Distinct::new(axis.days, daily.names.len(), &windows[1..]);
    let mut events = vec![0_u64; axis.days];

    for row in daily.rows.iter().filter(|row| row.kind == FactKind::Usage && row.count > 0) {
        let Some(index) = axis.index(row.day) else { continue };
        let day = axis.number(row.day);
        events[index] += row.count;
        names.see(day, row.name);
        if row.contact != NO_CONTACT {
            contacts.see(day, row.contact);
        }
    }

    let active: Vec<u64> = events.iter().map(|count| u64::from(*count > 0)).collect();
    let seen: Vec<i32> =
        (0..).zip(&active).filter(|(_, is)| **is > 0).map(|(day, _)| day).collect();
    let events_28d = numbers(&rolling_sum(&events, WINDOW));
    let events_change = change_against(&events_28d, WINDOW);
    let contacts = contacts.finish();
    let names = names.finish();
    vec![
        ("active_contacts_7d", numbers(&contacts[0])),
        ("active_contacts_28d", numbers(&contacts[1])),
        ("active_contacts_90d", numbers(&contacts[2])),
        ("events_28d", events_28d),
        ("active_days_28d", numbers(&rolling_sum(&active, WINDOW))),
        ("distinct_names_28d", numbers(&names[0])),
        ("distinct_names_90d", numbers(&names[1])),
        ("days_since_last_seen", days_since(axis.days, &seen)),
        ("events_change_28d", events_change),
        ("silent_contacts_28d", numbers(&contacts[3])),
    ]
}

pub(crate) fn numbers(counts: &[u64]) -> Vec<f64> {
    counts.iter().map(|count| *count as f64).collect()
}
