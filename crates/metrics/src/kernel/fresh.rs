//! Keys that are here now and were not before.

use super::{Event, distinct::running_total};

/// In which earlier time a fresh key must not have been seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// The so many days before the window.
    Days(i32),
    /// Ever before the window.
    Ever,
}

/// On each day, how many keys were seen in the last `now` days and not in the time before those.
/// `events` in the order of their days; `key` says what is counted, none leaves an event out.
///
/// Per key, the days on which the window holds a sighting are the union of t … t+now−1, and those
/// on which the time before holds one the union of t+now … t+now+before−1, over its days t. What
/// counts is the first without the second.
pub fn fresh(
    days: usize,
    events: &[Event],
    key: impl Fn(&Event) -> Option<u32>,
    now: i32,
    before: Before,
) -> Vec<f64> {
    let mut seen: Vec<(u32, i32)> =
        events.iter().filter_map(|event| Some((key(event)?, event.day))).collect();
    seen.sort_unstable();
    seen.dedup();
    let mut changes = vec![0_i32; days + 1];
    let limit = i32::try_from(days).unwrap_or(i32::MAX);
    let mut add = |from: i32, to: i32| {
        let (from, to) = (from.clamp(0, limit), to.clamp(0, limit));
        if from < to {
            changes[from as usize] += 1;
            changes[to as usize] -= 1;
        }
    };
    for of_key in seen.chunk_by(|a, b| a.0 == b.0) {
        let sightings = of_key.iter().map(|(_, day)| *day);
        let reach = match before {
            Before::Days(days) => days,
            Before::Ever => i32::MAX,
        };
        let present = union(sightings.clone().map(|t| (t, t.saturating_add(now))));
        let known = union(sightings.map(|t| {
            let from = t.saturating_add(now);
            (from, from.saturating_add(reach))
        }));
        let mut blocks = known.iter().peekable();
        for (from, to) in present {
            let mut at = from;
            while let Some((known_from, known_to)) = blocks.peek().copied().copied() {
                if known_from >= to {
                    break;
                }
                add(at, known_from.max(at));
                at = at.max(known_to);
                if known_to > to {
                    break;
                }
                blocks.next();
            }
            add(at, to);
        }
    }
    running_total(&changes)
}

/// Merges intervals (first day, day after the last) that begin in ascending order.
pub(super) fn union(intervals: impl Iterator<Item = (i32, i32)>) -> Vec<(i32, i32)> {
    let mut merged: Vec<(i32, i32)> = Vec::new();
    for (from, to) in intervals {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_comparing_two_sets_gives(
            mut seen in prop::collection::vec((0_i32..60, 0_u32..4), 0..40),
            now in 1_i32..20,
            before in prop::option::of(1_i32..30),
        ) {
            seen.sort_unstable();
            let events: Vec<Event> = seen
                .iter()
                .map(|(day, key)| Event { day: *day, contact: *key, name: 0, count: 1 })
                .collect();
            let earlier = before.map_or(Before::Ever, Before::Days);
            let found = fresh(60, &events, |event| Some(event.contact), now, earlier);
            for d in 0..60_i32 {
                let within = |key: u32, from: i32, to: i32| {
                    seen.iter().any(|(day, k)| *k == key && *day >= from && *day <= to)
                };
                let oldest = before.map_or(-1, |days| d - now - days + 1);
                let expected = (0..4)
                    .filter(|key| within(*key, d - now + 1, d) && !within(*key, oldest, d - now))
                    .count();
                prop_assert_eq!(found[d as usize], expected as f64, "day {}", d);
            }
        }
    }
}
