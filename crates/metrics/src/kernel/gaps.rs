//! The longest time without anything.

use std::collections::VecDeque;

use super::Reach;

/// The longest run of days of the window on which nothing happened, from the first day on which
/// anything ever did; `NaN` where the window ends before that. `active` are the days with something,
/// ascending.
pub fn longest_gap(days: usize, active: &[i32], reach: Reach<'_>) -> Vec<f64> {
    let Some(first) = active.first().copied() else { return vec![f64::NAN; days] };
    let mut column = Vec::with_capacity(days);
    // Gaps between two active days as (first idle day, first active day after it); a shorter one
    // that began earlier than a longer one leaves the window before it and can be forgotten.
    let mut gaps: VecDeque<(i32, i32)> = VecDeque::new();
    let length = |gap: &(i32, i32)| gap.1 - gap.0;
    let mut next = 0;
    let mut latest = first;
    for day in 0..days {
        let d = i32::try_from(day).unwrap_or(i32::MAX);
        let end = reach.end(d);
        // What comes after the window's end is looked at when a later window reaches it.
        while let Some(at) = active.get(next).copied().filter(|at| *at <= end) {
            let gap = (latest.saturating_add(1), at);
            if gap.1 > gap.0 {
                while gaps.back().is_some_and(|last| length(last) <= length(&gap)) {
                    gaps.pop_back();
                }
                gaps.push_back(gap);
            }
            latest = at;
            next += 1;
        }
        let Some(start) = reach.start(d).filter(|_| end >= first) else {
            column.push(f64::NAN);
            continue;
        };
        let start = start.max(first);
        while gaps.front().is_some_and(|gap| gap.1 <= start) {
            gaps.pop_front();
        }
        // The gap that the window's beginning cuts may be shorter now than the next ones.
        let cut = |gap: &(i32, i32)| gap.1.min(end.saturating_add(1)) - gap.0.max(start);
        let mut longest = end - latest.max(start - 1);
        for gap in &gaps {
            longest = longest.max(cut(gap));
            if gap.0 >= start {
                break;
            }
        }
        column.push(f64::from(longest.max(0)));
    }
    column
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_longest_run_found_by_walking(
            days in prop::collection::btree_set(0_i32..80, 0..25),
            window in 1_i32..40,
        ) {
            let active: Vec<i32> = days.iter().copied().collect();
            let starts = [20, 50];
            let first_days = Reach::First(&starts, window);
            for reach in [Reach::Trailing(window), Reach::Lifetime, first_days] {
                let found = longest_gap(80, &active, reach);
                for d in 0..80_i32 {
                    let first = active.first().copied().filter(|first| *first <= reach.end(d));
                    let Some((first, start)) = first.zip(reach.start(d)) else {
                        prop_assert!(found[d as usize].is_nan());
                        continue;
                    };
                    let (mut run, mut longest) = (0, 0);
                    for day in start.max(first)..=reach.end(d) {
                        run = if days.contains(&day) { 0 } else { run + 1 };
                        longest = longest.max(run);
                    }
                    prop_assert_eq!(found[d as usize], f64::from(longest), "{:?} day {}", reach, d);
                }
            }
        }
    }
}
