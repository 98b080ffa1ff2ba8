//! A segment over time: how large it was, and who came and went.

use perennial_model::Day;

use super::Presence;

/// A segment over a run of days. Every list has a value for each day.
#[derive(Debug, Default)]
pub struct Chronicle {
    pub days: Vec<Day>,
    pub accounts: Vec<i64>,
    /// Those among them that had an ARR.
    pub with_arr: Vec<i64>,
    /// Their ARR together, in minor units.
    pub arr_minor: Vec<i64>,
    /// Who entered and left after the first day, the newest first, at most so many as asked for.
    pub moves: Vec<Move>,
    pub entered: u64,
    pub left: u64,
}

/// An account that entered or left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub day: Day,
    pub account_id: String,
    pub account_name: String,
    pub entered: bool,
    /// Its ARR on the day, in minor units.
    pub arr_minor: Option<i64>,
    /// Whether it left the company on that day.
    pub churned: bool,
}

/// What happened from `first` to `last`, both included.
pub fn chronicle(presences: &[Presence], first: Day, last: Day, most_moves: usize) -> Chronicle {
    let days: Vec<Day> = (first.0..=last.0).map(Day).collect();
    let mut accounts = Sums::new(first, days.len());
    let mut with_arr = Sums::new(first, days.len());
    let mut arr = Sums::new(first, days.len());
    let mut moves = Vec::new();
    for presence in presences {
        for spell in presence.spells.iter() {
            accounts.add(spell.from, spell.until, 1);
            for (from, until, minor) in presence.arr.stretches() {
                let both = (from.max(spell.from), earlier(until, spell.until));
                with_arr.add(both.0, both.1, 1);
                arr.add(both.0, both.1, minor);
            }
            moves.extend(within(spell.from, first, last).map(|day| moved(presence, day, true)));
            let left = spell.until.and_then(|until| within(until, first, last));
            moves.extend(left.map(|day| moved(presence, day, false)));
        }
    }
    let entered = moves.iter().filter(|one| one.entered).count() as u64;
    let left = moves.len() as u64 - entered;
    moves.sort_by(|a, b| {
        (b.day, &a.account_name, &a.account_id).cmp(&(a.day, &b.account_name, &b.account_id))
    });
    moves.truncate(most_moves);
    Chronicle {
        accounts: accounts.totals(),
        with_arr: with_arr.totals(),
        arr_minor: arr.totals(),
        days,
        moves,
        entered,
        left,
    }
}

/// How many accounts there were from `first` to `last`, both included.
pub fn sizes(presences: &[Presence], first: Day, last: Day) -> Vec<i64> {
    let days = (first.0..=last.0).count();
    let mut accounts = Sums::new(first, days);
    for spell in presences.iter().flat_map(|presence| presence.spells.iter()) {
        accounts.add(spell.from, spell.until, 1);
    }
    accounts.totals()
}

/// Who was there on the first day did not enter then.
fn within(day: Day, first: Day, last: Day) -> Option<Day> {
    (first < day && day <= last).then_some(day)
}

fn moved(presence: &Presence, day: Day, entered: bool) -> Move {
    let account = &presence.entry.account;
    Move {
        day,
        account_id: account.account_id.to_string(),
        account_name: account.name.clone(),
        entered,
        arr_minor: presence.arr.on(day),
        churned: !entered && presence.entry.left_on == Some(day),
    }
}

fn earlier(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}

/// Sums per day, kept as what changes from day to day.
struct Sums {
    first: Day,
    changes: Vec<i64>,
}

impl Sums {
    fn new(first: Day, days: usize) -> Self {
        Self { first, changes: vec![0; days + 1] }
    }

    /// Adds an amount from a day on until, and without, another.
    fn add(&mut self, from: Day, until: Option<Day>, amount: i64) {
        let end = self.changes.len() - 1;
        let place = |day: Day| {
            let number = i64::from(day.0) - i64::from(self.first.0);
            usize::try_from(number.max(0)).map_or(end, |number| number.min(end))
        };
        let (from, until) = (place(from), until.map_or(end, place));
        if from < until {
            self.changes[from] += amount;
            self.changes[until] -= amount;
        }
    }

    fn totals(mut self) -> Vec<i64> {
        self.changes.pop();
        let mut sum = 0;
        for change in &mut self.changes {
            sum += *change;
            *change = sum;
        }
        self.changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_count_on_their_days_and_outside_the_window_nowhere() {
        let mut sums = Sums::new(Day(10), 5);
        sums.add(Day(3), Some(Day(12)), 1);
        sums.add(Day(13), None, 10);
        sums.add(Day(12), Some(Day(12)), 100);
        sums.add(Day(1), Some(Day(10)), 1000);
        sums.add(Day(15), None, 10_000);
        assert_eq!(sums.totals(), [1, 1, 0, 10, 10]);
    }

    #[test]
    fn the_first_day_is_where_one_looks_from() {
        assert_eq!(within(Day(10), Day(10), Day(14)), None);
        assert_eq!(within(Day(14), Day(10), Day(14)), Some(Day(14)));
        assert_eq!(within(Day(15), Day(10), Day(14)), None);
    }
}
