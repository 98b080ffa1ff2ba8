//! Keys that come again and again.

use super::{Event, distinct::running_total, fresh::union};

/// On each day, how many keys were seen on at least `least` of the last `now` days. `key` says
/// what is counted, none leaves an event out.
///
/// A key qualifies from the day of its k-th sighting in a row until the first of those k leaves
/// the window; the union of those intervals is when it counts.
pub fn frequent(
    days: usize,
    events: &[Event],
    key: impl Fn(&Event) -> Option<u32>,
    now: i32,
    least: usize,
) -> Vec<f64> {
    let mut seen: Vec<(u32, i32)> =
        events.iter().filter_map(|event| Some((key(event)?, event.day))).collect();
    seen.sort_unstable();
    seen.dedup();
    let limit = i32::try_from(days).unwrap_or(i32::MAX);
    let mut changes = vec![0_i32; days + 1];
    for of_key in seen.chunk_by(|a, b| a.0 == b.0) {
        let runs = of_key.windows(least.max(1)).filter_map(|run| {
            let (first, last) = (run.first()?.1, run.last()?.1);
            let until = first.saturating_add(now);
            (last < until).then_some((last, until))
        });
        for (from, to) in union(runs) {
            let (from, to) = (from.clamp(0, limit), to.clamp(0, limit));
            changes[from as usize] += 1;
            changes[to as usize] -= 1;
        }
    }
    running_total(&changes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_what_counting_days_gives(
            mut seen in prop::collection::vec((0_i32..40, 0_u32..3), 0..60),
            now in 1_i32..20,
            least in 1_usize..6,
        ) {
            seen.sort_unstable();
            seen.dedup();
            let events: Vec<Event> = seen
                .iter()
                .map(|(day, key)| Event { day: *day, contact: *key, name: 0, count: 1 })
                .collect();
            let found = frequent(40, &events, |event| Some(event.contact), now, least);
            for d in 0..40_i32 {
                let days = |key| {
                    seen.iter().filter(|(t, k)| *k == key && *t <= d && *t > d - now).count()
                };
                let expected = (0..3).filter(|key| days(*key) >= least).count();
                prop_assert_eq!(found[d as usize], expected as f64, "day {}", d);
            }
        }
    }
}
