//! How much hangs on one: the share of the busiest key.

use super::{Event, Reach};

/// On each day the greatest count of any one key in the window, as a share of all counts there;
/// `NaN` where there are none. `events` in the order of their days; `key` says what is counted,
/// none leaves an event out.
pub fn top_share(
    days: usize,
    keys: usize,
    events: &[Event],
    key: impl Fn(&Event) -> Option<u32>,
    reach: Reach<'_>,
) -> Vec<f64> {
    if let Reach::Trailing(window) = reach {
        return trailing_top_share(days, keys, events, key, window);
    }
    let mut tops = Tournament::new(keys);
    let mut total = 0_u64;
    let (mut taken_in, mut taken_out) = (0, 0);
    let mut column = Vec::with_capacity(days);
    for day in 0..days {
        let d = i32::try_from(day).unwrap_or(i32::MAX);
        let Some(start) = reach.start(d) else {
            column.push(f64::NAN);
            continue;
        };
        while let Some(event) = events.get(taken_in).filter(|event| event.day <= d) {
            if let Some(key) = key(event).filter(|_| reach.accepts(event.day)) {
                tops.change(key as usize, |count| count + u64::from(event.count));
                total += u64::from(event.count);
            }
            taken_in += 1;
        }
        while let Some(event) = events[..taken_in].get(taken_out).filter(|event| event.day < start)
        {
            if let Some(key) = key(event).filter(|_| reach.accepts(event.day)) {
                tops.change(key as usize, |count| count - u64::from(event.count));
                total -= u64::from(event.count);
            }
            taken_out += 1;
        }
        column.push(if total == 0 { f64::NAN } else { tops.greatest() as f64 / total as f64 });
    }
    column
}

/// The same for a trailing window, where it pays to go key by key: a key's days lie beside each other,
/// and its sum over the window slides along them. Costs the events and the days on which a key is in
/// the window.
fn trailing_top_share(
    days: usize,
    keys: usize,
    events: &[Event],
    key: impl Fn(&Event) -> Option<u32>,
    window: i32,
) -> Vec<f64> {
    let counts = ByKey::new(keys, &merged(events, key, window)[1..]);
    let window = usize::try_from(window).unwrap_or(0);
    // Places are days counted from `window` days before the history, so that nothing is negative.
    let places = window + days;
    let (mut daily, mut totals, mut greatest) = (vec![0; places], vec![0; places], vec![0; places]);
    for of_key in counts.keys() {
        let of_key = &of_key[..of_key.partition_point(|(place, _)| *place < places)];
        for (place, count) in of_key {
            daily[*place] += count;
            totals[*place] += count;
        }
        // Runs in which the window is never empty.
        for run in of_key.chunk_by(|(one, _), (next, _)| next - one < window) {
            let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) else { continue };
            slide(&daily, *first, (last + window).min(places), window, &mut greatest);
        }
        for (place, _) in of_key {
            daily[*place] = 0;
        }
    }
    let mut total: u64 = totals[..window].iter().sum();
    let share = |day: usize| {
        total = total + totals[window + day] - totals[day];
        if total == 0 { f64::NAN } else { greatest[window + day] as f64 / total as f64 }
    };
    (0..days).map(share).collect()
}

/// Sums `daily` over the window from place `first` up to, not including, `end`, and keeps what is
/// greater than was found before. Nothing lies in the `window` places before the first.
fn slide(daily: &[u64], first: usize, end: usize, window: usize, greatest: &mut [u64]) {
    let full = (first + window).min(end);
    let mut sum = 0;
    for (count, greatest) in daily[first..full].iter().zip(&mut greatest[first..full]) {
        sum += count;
        *greatest = sum.max(*greatest);
    }
    let (leaving, coming) = (&daily[full - window..end - window], &daily[full..end]);
    for ((gone, count), greatest) in leaving.iter().zip(coming).zip(&mut greatest[full..end]) {
        sum = sum + count - gone;
        *greatest = sum.max(*greatest);
    }
}

/// A key, a place on the days and a count.
type Counted = (u32, usize, u64);

/// What counts, with days as places; neighbours of one key and day made one.
fn merged(events: &[Event], key: impl Fn(&Event) -> Option<u32>, window: i32) -> Vec<Counted> {
    // The first stands for nothing, and no branch depends on whether two events become one: about
    // half of them do, in no order that a processor could foresee.
    let mut merged: Vec<Counted> = vec![(0, 0, 0); events.len() + 1];
    let mut last = (u32::MAX, usize::MAX, 0);
    let mut end = 0;
    for event in events {
        let Some(key) = key(event) else { continue };
        let Ok(place) = usize::try_from(event.day.saturating_add(window)) else { continue };
        let is_same = (last.0 == key) & (last.1 == place);
        last = (key, place, u64::from(event.count) + last.2 * u64::from(is_same));
        end += usize::from(!is_same);
        merged[end] = last;
    }
    merged.truncate(end + 1);
    merged
}

/// Counts sorted by key, the order within a key kept.
struct ByKey {
    counts: Vec<(usize, u64)>,
    /// Where each key's counts end; they begin where the ones of the key before it end.
    ends: Vec<usize>,
}

impl ByKey {
    fn new(keys: usize, counted: &[Counted]) -> Self {
        // First where each key begins, which moves on to its end while the counts are put there.
        let mut ends = vec![0; keys + 1];
        for (key, ..) in counted {
            ends[*key as usize + 1] += 1;
        }
        for key in 0..keys {
            ends[key + 1] += ends[key];
        }
        let mut counts = vec![(0, 0); counted.len()];
        for (key, place, count) in counted {
            let end = &mut ends[*key as usize];
            counts[*end] = (*place, *count);
            *end += 1;
        }
        Self { counts, ends }
    }

    fn keys(&self) -> impl Iterator<Item = &[(usize, u64)]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| &self.counts[*start..*end])
    }
}

/// The greatest of many counts while they change: each node holds the greater of its two children,
/// and a change climbs only as far as it matters.
struct Tournament {
    leaves: usize,
    nodes: Vec<u64>,
}

impl Tournament {
    fn new(keys: usize) -> Self {
        let leaves = keys.max(1).next_power_of_two();
        Self { leaves, nodes: vec![0; 2 * leaves] }
    }

    fn change(&mut self, key: usize, to: impl Fn(u64) -> u64) {
        let mut at = self.leaves + key;
        self.nodes[at] = to(self.nodes[at]);
        while at > 1 {
            let greater = self.nodes[at].max(self.nodes[at ^ 1]);
            at /= 2;
            if self.nodes[at] == greater {
                break;
            }
            self.nodes[at] = greater;
        }
    }

    fn greatest(&self) -> u64 {
        self.nodes[1]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_greatest_count_over_all(
            mut seen in prop::collection::vec((-30_i32..50, 0_u32..5, 1_u32..9), 0..60),
            window in 1_i32..60,
        ) {
            seen.sort_unstable();
            let events: Vec<Event> = seen
                .iter()
                .map(|(day, key, count)| Event { day: *day, contact: *key, name: 0, count: *count })
                .collect();
            let contact = |event: &Event| Some(event.contact);
            let trailing = top_share(40, 5, &events, contact, Reach::Trailing(window));
            let lifetime = top_share(40, 5, &events, contact, Reach::Lifetime);
            for d in 0..40_i32 {
                for (found, window) in [(&trailing, window), (&lifetime, 1000)] {
                    let mut counts = [0_u32; 5];
                    for (_, key, count) in seen.iter().filter(|(t, ..)| *t <= d && *t > d - window) {
                        counts[*key as usize] += count;
                    }
                    let (top, total) = (counts.iter().max().unwrap(), counts.iter().sum::<u32>());
                    let share = found[d as usize];
                    if total == 0 {
                        prop_assert!(share.is_nan());
                    } else {
                        prop_assert_eq!(share, f64::from(*top) / f64::from(total), "day {}", d);
                    }
                }
            }
        }
    }
}
