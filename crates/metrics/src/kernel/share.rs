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
            mut seen in prop::collection::vec((0_i32..40, 0_u32..5, 1_u32..9), 0..40),
            window in 1_i32..20,
        ) {
            seen.sort_unstable();
            let events: Vec<Event> = seen
                .iter()
                .map(|(day, key, count)| Event { day: *day, contact: *key, name: 0, count: *count })
                .collect();
            let found = top_share(40, 5, &events, |e| Some(e.contact), Reach::Trailing(window));
            for d in 0..40_i32 {
                let mut counts = [0_u32; 5];
                for (_, key, count) in seen.iter().filter(|(t, ..)| *t <= d && *t > d - window) {
                    counts[*key as usize] += count;
                }
                let (top, total) = (counts.iter().max().unwrap(), counts.iter().sum::<u32>());
                let share = found[d as usize];
                if total == 0 {
                    prop_assert!(share.is_nan());
                } else {
                    prop_assert_eq!(share, f64::from(*top) / f64::from(total));
                }
            }
        }
    }
}
