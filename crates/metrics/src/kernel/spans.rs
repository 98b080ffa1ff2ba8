//! Things that are open for a while: how many, how much, and which comes first.

/// From day `start` up to, not including, day `end`; `i32::MAX` while no end is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: i32,
    pub end: i32,
}

impl Span {
    /// The part of the span that lies within a history, as places in a column.
    fn within(self, days: usize) -> Option<(usize, usize)> {
        let place = |day: i32| usize::try_from(day).unwrap_or(0).min(days);
        let (from, to) = (place(self.start), place(self.end));
        (from < to).then_some((from, to))
    }
}

/// How many spans are open on each day.
pub fn open_count(days: usize, spans: &[Span]) -> Vec<f64> {
    let ones = spans.iter().map(|span| (*span, 1));
    sum_over(days, ones).into_iter().map(|open| open as f64).collect()
}

/// The sum of the amounts of the spans that are open on each day. Exact.
pub fn sum_over(days: usize, spans: impl IntoIterator<Item = (Span, i64)>) -> Vec<i128> {
    let mut changes = vec![0_i128; days + 1];
    for (span, amount) in spans {
        if let Some((from, to)) = span.within(days) {
            changes[from] += i128::from(amount);
            changes[to] -= i128::from(amount);
        }
    }
    changes.pop();
    let mut total = 0;
    for change in &mut changes {
        total += *change;
        *change = total;
    }
    changes
}

/// For each day the first of `spans`, in their given order, that is open on it.
///
/// Every day is painted once: `next[day]` leads to the nearest day at or after `day` that has no
/// paint yet, and paths are shortened while they are walked.
pub fn first_covering(days: usize, spans: &[Span]) -> Vec<Option<usize>> {
    let mut covering = vec![None; days];
    let mut next: Vec<usize> = (0..=days).collect();
    for (order, span) in spans.iter().enumerate() {
        let Some((from, to)) = span.within(days) else { continue };
        let mut day = unpainted(&mut next, from);
        while day < to {
            covering[day] = Some(order);
            next[day] = day + 1;
            day = unpainted(&mut next, day + 1);
        }
    }
    covering
}

fn unpainted(next: &mut [usize], mut day: usize) -> usize {
    while next[day] != day {
        next[day] = next[next[day]];
        day = next[day];
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPANS: [Span; 3] =
        [Span { start: 2, end: 4 }, Span { start: -5, end: 3 }, Span { start: 1, end: i32::MAX }];

    #[test]
    fn counts_and_sums() {
        assert_eq!(open_count(5, &SPANS), [1.0, 2.0, 3.0, 2.0, 1.0]);
        assert_eq!(sum_over(3, SPANS.into_iter().zip([10, 1, 100])), [1, 101, 111]);
        assert_eq!(
            open_count(2, &[Span { start: 1, end: 1 }, Span { start: 5, end: 3 }]),
            [0.0, 0.0]
        );
    }

    #[test]
    fn the_first_in_order_wins_each_day() {
        assert_eq!(
            first_covering(6, &SPANS),
            [Some(1), Some(1), Some(0), Some(0), Some(2), Some(2)]
        );
        assert_eq!(first_covering(2, &[]), [None, None]);
    }
}
