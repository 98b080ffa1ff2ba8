//! When accounts were customers: what they are held against.

use perennial_model::Day;

/// When somebody was a customer, as far as this is judged by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    pub from: Day,
    /// The first day as one no more; none while it lasts.
    pub ended: Option<Day>,
}

impl Life {
    /// Whether the account was a customer on that day.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.ended.is_none_or(|ended| ended > day)
    }
}

/// Who comes back within so many days has renewed late, and did not leave.
const LATE_RENEWAL: i32 = 30;

/// The times as a customer that these periods come to: from each first day to the first day no
/// more, none while it runs. Periods that overlap, or follow each other within 30 days, are one.
pub fn lives_between(periods: impl IntoIterator<Item = (Day, Option<Day>)>) -> Vec<Life> {
    let mut periods: Vec<(Day, Option<Day>)> = periods.into_iter().collect();
    periods.sort_unstable();
    let mut lives: Vec<Life> = Vec::new();
    for (from, ended) in periods {
        let continues =
            |last: &&mut Life| last.ended.is_none_or(|ended| from <= ended.plus(LATE_RENEWAL));
        match lives.last_mut().filter(continues) {
            Some(last) => last.ended = last.ended.zip(ended).map(|(a, b)| a.max(b)),
            None => lives.push(Life { from, ended }),
        }
    }
    lives
}

/// So many days with something done ...
const ESTABLISHED_DAYS: usize = 3;
/// ... and so many days from the first of them: then an account is established.
const ESTABLISHED_SPAN: i32 = 28;

/// The times as a customer of an account that is known by what it does only. It begins when the
/// account is established (seen on at least three days, four weeks or more apart), and ends on the
/// day after it was last seen before a silence of `days`; a silence that is younger than that on
/// `today` decides nothing yet. Who comes back begins anew that day.
///
/// `seen` are the days with a fact of the account, ascending.
pub fn lives_by_silence(seen: &[Day], days: i32, today: Day) -> Vec<Life> {
    let mut lives = Vec::new();
    let established = seen.iter().enumerate().find(|(place, day)| {
        place + 1 >= ESTABLISHED_DAYS && day.0 - seen[0].0 >= ESTABLISHED_SPAN
    });
    let Some((place, from)) = established else { return lives };
    let mut from = *from;
    for (place, day) in seen.iter().enumerate().skip(place) {
        let next = seen.get(place + 1);
        if next.map_or(today.0, |next| next.0 - 1) - day.0 >= days {
            lives.push(Life { from, ended: Some(day.plus(1)) });
            match next {
                Some(next) => from = *next,
                None => return lives,
            }
        }
    }
    lives.push(Life { from, ended: None });
    lives
}

/// The times as a customer of an account whose leaving is told by facts: each ends on the day of one,
/// and who does something after that day begins anew then.
///
/// `seen` are the days with a fact of the account, `left` those with one that says so; both ascending.
pub fn lives_by_event(seen: &[Day], left: &[Day]) -> Vec<Life> {
    let mut lives = Vec::new();
    let mut next = seen.first().copied();
    while let Some(from) = next {
        let ended = left.iter().find(|day| **day > from).copied();
        lives.push(Life { from, ended });
        next = ended.and_then(|ended| seen.iter().find(|day| **day > ended).copied());
    }
    lives
}

#[cfg(test)]
mod tests {
    use super::*;

    fn life(from: i32, ended: Option<i32>) -> Life {
        Life { from: Day(from), ended: ended.map(Day) }
    }

    #[test]
    fn a_late_renewal_is_no_leaving() {
        let period = |from, ended: Option<i32>| (Day(from), ended.map(Day));
        let all = [period(400, Some(500)), period(0, Some(100)), period(120, Some(300))];
        assert_eq!(lives_between(all), [life(0, Some(300)), life(400, Some(500))]);
        assert_eq!(lives_between([period(0, Some(9)), period(5, None)]), [life(0, None)]);
        assert_eq!(lives_between([period(0, None), period(5, Some(9))]), [life(0, None)]);
        assert!(lives_between([]).is_empty());
    }

    #[test]
    fn a_silence_ends_what_was_established() {
        let days = |all: &[i32]| all.iter().map(|day| Day(*day)).collect::<Vec<_>>();
        let seen = days(&[0, 5, 30, 60, 300, 310]);
        let all = lives_by_silence(&seen, 180, Day(400));
        assert_eq!(all, [life(30, Some(61)), life(300, None)]);
        let all = lives_by_silence(&seen, 180, Day(490));
        assert_eq!(all, [life(30, Some(61)), life(300, Some(311))]);
        assert!(lives_by_silence(&days(&[0, 1, 2]), 180, Day(900)).is_empty());
        assert!(lives_by_silence(&[], 180, Day(900)).is_empty());
    }

    #[test]
    fn an_event_ends_it_until_the_next_sign_of_life() {
        let days = |all: &[i32]| all.iter().map(|day| Day(*day)).collect::<Vec<_>>();
        let all = lives_by_event(&days(&[0, 9, 20, 30]), &days(&[20]));
        assert_eq!(all, [life(0, Some(20)), life(30, None)]);
        assert_eq!(lives_by_event(&days(&[5, 7]), &[]), [life(5, None)]);
        assert_eq!(lives_by_event(&days(&[5]), &days(&[5])), [life(5, None)]);
        assert!(lives_by_event(&[], &[]).is_empty());
    }
}
