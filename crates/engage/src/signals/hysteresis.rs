//! From what holds on each day to episodes: held long enough to open, recovered long enough to
//! close, quiet for a while afterwards.

use perennial_model::{Day, Severity};

use super::rules::Timing;

/// What a rule says of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// The condition holds; `depth` grows with how bad it is and picks the day to tell of.
    Holds { severity: Severity, depth: f64 },
    /// Neither bad enough to open nor good enough to close, or not known.
    Between,
    /// Good again, past the other threshold.
    Recovered,
    /// The question is gone (the customer left, the renewal is done): closes at once.
    Over,
}

/// How an episode ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Recovered,
    Over,
}

/// One stretch of days on which a rule speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The first day of the unbroken run that opened it.
    pub since: Day,
    /// The day on which it had held long enough.
    pub opened: Day,
    pub closed: Option<(Day, Ending)>,
    /// The worst that was reached.
    pub severity: Severity,
    /// The worst day: by severity, then depth, the first of equals.
    pub worst: Day,
    depth: f64,
}

enum State {
    Quiet { held: u32 },
    Open { span: Span, recovered: u32 },
}

/// Runs through the days in order. What is said of a day depends on no later day; spans do not
/// overlap; one opens at least `cool_down_days` after the one before it closed.
pub fn spans(
    days: impl Iterator<Item = Day>,
    timing: Timing,
    mut judge: impl FnMut(Day) -> Verdict,
) -> Vec<Span> {
    let mut done: Vec<Span> = Vec::new();
    let mut state = State::Quiet { held: 0 };
    for day in days {
        let verdict = judge(day);
        state = match state {
            State::Quiet { held } => match verdict {
                Verdict::Holds { severity, depth } => {
                    let held = held.saturating_add(1);
                    if held >= timing.open_after_days && cooled_down(&done, day, timing) {
                        let since = day.plus(1 - i32::try_from(held).unwrap_or(i32::MAX));
                        let span =
                            Span { since, opened: day, closed: None, severity, worst: day, depth };
                        State::Open { span, recovered: 0 }
                    } else {
                        State::Quiet { held }
                    }
                }
                _ => State::Quiet { held: 0 },
            },
            State::Open { mut span, recovered } => {
                let recovered = match verdict {
                    Verdict::Holds { severity, depth } => {
                        deepen(&mut span, day, severity, depth);
                        0
                    }
                    Verdict::Between => 0,
                    Verdict::Recovered => recovered.saturating_add(1),
                    Verdict::Over => {
                        span.closed = Some((day, Ending::Over));
                        0
                    }
                };
                if recovered >= timing.close_after_days {
                    span.closed = Some((day, Ending::Recovered));
                }
                if span.closed.is_some() {
                    done.push(span);
                    State::Quiet { held: 0 }
                } else {
                    State::Open { span, recovered }
                }
            }
        };
    }
    if let State::Open { span, .. } = state {
        done.push(span);
    }
    done
}

fn cooled_down(done: &[Span], day: Day, timing: Timing) -> bool {
    let Some((closed, _)) = done.last().and_then(|span| span.closed) else { return true };
    i64::from(day.0) - i64::from(closed.0) >= i64::from(timing.cool_down_days.max(1))
}

fn deepen(span: &mut Span, day: Day, severity: Severity, depth: f64) {
    if severity > span.severity || (severity == span.severity && depth > span.depth) {
        span.worst = day;
        span.depth = depth;
        span.severity = severity;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TIMING: Timing = Timing { open_after_days: 3, close_after_days: 2, cool_down_days: 5 };

    /// `!` holds, `X` holds and is critical, `.` between, `+` recovered, `0` over.
    fn verdict(letter: char) -> Verdict {
        match letter {
            '!' => Verdict::Holds { severity: Severity::Warning, depth: 1.0 },
            'X' => Verdict::Holds { severity: Severity::Critical, depth: 2.0 },
            '+' => Verdict::Recovered,
            '0' => Verdict::Over,
            _ => Verdict::Between,
        }
    }

    fn run(days: &str) -> Vec<Span> {
        let letters: Vec<char> = days.chars().collect();
        let end = i32::try_from(letters.len()).unwrap();
        spans((0..end).map(Day), TIMING, |day| verdict(letters[usize::try_from(day.0).unwrap()]))
    }

    #[track_caller]
    fn check(days: &str, expect: &[(i32, Option<i32>, Severity)]) {
        let got: Vec<_> = run(days)
            .into_iter()
            .map(|s| (s.opened.0, s.closed.map(|(day, _)| day.0), s.severity))
            .collect();
        assert_eq!(got, expect, "{days}");
    }

    #[test]
    fn days_pass() {
        use Severity::{Critical, Warning};
        check("!!", &[]);
        check("!!!", &[(2, None, Warning)]);
        check("!!.!!", &[]);
        // Between keeps it open, a single good day too, two close it.
        check("!!!...+.+", &[(2, None, Warning)]);
        check("!!!.+.++", &[(2, Some(7), Warning)]);
        // The end of the question closes at once.
        check("!!!0", &[(2, Some(3), Warning)]);
        // It turns critical and stays so.
        check("!!!X!++", &[(2, Some(6), Critical)]);
        // Cool-down: five days after closing on day 4, and it held all the while.
        check("!!!++!!!!!!", &[(2, Some(4), Warning), (9, None, Warning)]);
    }

    #[test]
    fn the_first_day_of_the_run_is_remembered() {
        assert_eq!(run("..!!!")[0].since, Day(2));
        assert_eq!(run("!!!.X!")[0].worst, Day(4));
    }

    proptest! {
        #[test]
        fn laws(days in "[!X.+0]{0,120}", cut in 0usize..120) {
            let all = run(&days);
            for pair in all.windows(2) {
                let (closed, _) = pair[0].closed.expect("only the last may be open");
                prop_assert!(pair[1].opened.0 - closed.0 >= 5);
            }
            // What is known on a day is what a history that ends there says.
            let cut = cut.min(days.len());
            let then = run(&days[..cut]);
            let last = i32::try_from(cut).unwrap() - 1;
            let so_far: Vec<_> = all.into_iter().filter(|span| span.opened.0 <= last).collect();
            prop_assert_eq!(then.len(), so_far.len());
            for (then, now) in then.iter().zip(&so_far) {
                prop_assert_eq!((then.since, then.opened), (now.since, now.opened));
                prop_assert_eq!(then.closed, now.closed.filter(|(day, _)| day.0 <= last));
                prop_assert!(then.severity <= now.severity);
                if then.closed.is_some() {
                    prop_assert_eq!(then, now);
                }
            }
        }
    }
}
