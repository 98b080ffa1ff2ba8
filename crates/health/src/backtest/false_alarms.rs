//! How often who stayed was warned of all the same.

use super::{Judged, Past, Settings, observations::Observations, report::Share};

/// Of the as-of days of accounts that did not leave within the horizon, of which `counts` takes the
/// account and the place of the day: how many were under warning. Nothing where nothing tells
/// warnings.
pub fn false_alarms(
    past: &Past<'_>,
    judged: &Judged<'_>,
    settings: &Settings,
    counts: impl Fn(usize, usize) -> bool,
) -> Option<Share> {
    judged.warns_beyond?;
    let observations = Observations::new(past, judged, settings);
    let stayed = observations.list.iter().filter(|one| !one.left());
    let mut share = Share::default();
    for one in stayed.filter(|one| counts(one.account as usize, one.day())) {
        share.of += 1.0;
        let value = judged.values[past.place(one.account as usize, one.day())];
        if judged.warns(value) == Some(true) {
            share.are += 1.0;
        }
    }
    Some(share)
}
