//! Stretches of days on which an account was in a segment.

use perennial_model::{Day, ListStay, Zone};

/// From the first day in to the first day out; none while it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    pub from: Day,
    pub until: Option<Day>,
}

impl Spell {
    /// Whether a day lies in it.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// The spells of consecutive days that begin on `first`; what is true on the last goes on.
pub fn of_days(first: Day, held: impl IntoIterator<Item = bool>) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    let mut within = false;
    for (day, held) in (first.0..).map(Day).zip(held) {
        if held && !within {
            spells.push(Spell { from: day, until: None });
        } else if !held
            && within
            && let Some(last) = spells.last_mut()
        {
            last.until = Some(day);
        }
        within = held;
    }
    spells
}

/// The spells of an account's stays on a list, which come in order of time. A day counts when it
/// ended on the list.
pub fn of_stays<'a>(stays: impl IntoIterator<Item = &'a ListStay>, zone: &Zone) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    for stay in stays {
        let from = zone.day_of(stay.added_at);
        let until = stay.removed_at.map(|at| zone.day_of(at));
        if until.is_some_and(|until| until <= from) {
            continue;
        }
        match spells.last_mut() {
            // Taken off and put back on one day.
            Some(last) if last.until.is_some_and(|until| until >= from) => last.until = until,
            _ => spells.push(Spell { from, until }),
        }
    }
    spells
}

#[cfg(test)]
mod tests {
    use super::*;
    use perennial_model::Micros;

    fn spell(from: i32, until: Option<i32>) -> Spell {
        Spell { from: Day(from), until: until.map(Day) }
    }

    #[test]
    fn days_become_spells() {
        let held = [true, true, false, true, false, false, true];
        let expected = [spell(5, Some(7)), spell(8, Some(9)), spell(11, None)];
        assert_eq!(of_days(Day(5), held), expected);
        assert_eq!(of_days(Day(5), [false, false]), []);
    }

    #[test]
    fn stays_become_spells_and_a_pause_within_a_day_is_none() {
        let at = |days: i64| Micros(0).plus_days(days).plus_seconds(3600);
        let stay = |added, removed: Option<i64>| ListStay {
            account_id: "acme".into(),
            added_at: at(added),
            added_by: String::new(),
            removed_at: removed.map(at),
            removed_by: None,
        };
        let stays = [stay(1, Some(1)), stay(2, Some(4)), stay(4, Some(6)), stay(8, None)];
        assert_eq!(of_stays(&stays, &Zone::utc()), [spell(2, Some(6)), spell(8, None)]);
    }
}
