//! Which days a window looks at.

/// The days that count on day d: from [`Reach::start`] to [`Reach::end`], both included. Both
/// only ever move forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach<'a> {
    /// The last so many days.
    Trailing(i32),
    /// Everything up to d.
    Lifetime,
    /// Since the latest of these days (ascending); none before the first of them.
    Since(&'a [i32]),
    /// The first so many days from the latest of these days (ascending) on.
    First(&'a [i32], i32),
}

impl Reach<'_> {
    /// The first day that counts on day d; none where the window does not exist on d.
    pub fn start(self, d: i32) -> Option<i32> {
        match self {
            Self::Trailing(days) => Some(d.saturating_sub(days - 1)),
            Self::Lifetime => Some(i32::MIN),
            Self::Since(starts) | Self::First(starts, _) => {
                starts[..starts.partition_point(|start| *start <= d)].last().copied()
            }
        }
    }

    /// The last day that counts on day d.
    pub fn end(self, d: i32) -> i32 {
        match self {
            Self::First(_, days) => {
                self.start(d).map_or(d, |start| d.min(start.saturating_add(days - 1)))
            }
            _ => d,
        }
    }

    /// The first day on which what happened on day t no longer counts.
    pub fn expiry(self, t: i32) -> i32 {
        match self {
            Self::Trailing(days) => t.saturating_add(days),
            Self::Lifetime => i32::MAX,
            Self::Since(starts) | Self::First(starts, _) => {
                let later = starts.partition_point(|start| *start <= t);
                starts.get(later).copied().unwrap_or(i32::MAX)
            }
        }
    }

    /// Whether what happens on day t ever counts.
    pub fn accepts(self, t: i32) -> bool {
        match self {
            Self::Trailing(_) | Self::Lifetime => true,
            Self::Since(_) => self.start(t).is_some(),
            Self::First(_, days) => {
                self.start(t).is_some_and(|start| t < start.saturating_add(days))
            }
        }
    }

    /// For each day the places of its first and last day + 1 in a column of `days` days; none
    /// where the window does not exist.
    pub(crate) fn places(self, days: usize) -> impl Iterator<Item = Option<(usize, usize)>> {
        (0..days).map(move |day| {
            let d = i32::try_from(day).unwrap_or(i32::MAX);
            let from = usize::try_from(self.start(d)?).unwrap_or(0);
            let to = usize::try_from(self.end(d)).map_or(0, |end| end + 1).min(days);
            Some((from.min(to), to))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_counts_until_it_expires() {
        let starts = [3, 10];
        let reaches =
            [Reach::Trailing(4), Reach::Lifetime, Reach::Since(&starts), Reach::First(&starts, 5)];
        for reach in reaches {
            for t in 0..20 {
                for d in t..20 {
                    let counts =
                        reach.start(d).is_some_and(|start| start <= t) && t <= reach.end(d);
                    let said = reach.accepts(t) && d < reach.expiry(t);
                    assert_eq!(counts, said, "{reach:?}: day {t} on day {d}");
                }
            }
        }
    }
}
