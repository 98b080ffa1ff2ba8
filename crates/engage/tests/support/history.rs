//! A made-up account: who used it on which day, and the plain columns that follow from it, worked
//! out the slow and obvious way.

use perennial_engage::Episode;
use perennial_engage::signals::{Past, Series, episodes_of, rules::Rules};
use perennial_model::{Day, SignalRule};

const NONE: f64 = f64::NAN;

/// Events by contact and day, and the other columns by day. Day 0 is a Thursday (1970-01-01).
#[derive(Debug, Default, Clone)]
pub struct History {
    /// Per day, per contact.
    pub events: Vec<Vec<u32>>,
    pub score: Vec<f64>,
    pub days_to_renewal: Vec<f64>,
    pub arr: Vec<f64>,
}

/// The columns of a [`History`].
pub struct Columns {
    events_28d: Vec<f64>,
    active_contacts_28d: Vec<f64>,
    silent_contacts_28d: Vec<f64>,
    days_since_last_seen: Vec<f64>,
    score: Vec<f64>,
    days_to_renewal: Vec<f64>,
    arr: Vec<f64>,
}

pub fn is_workday(day: usize) -> bool {
    (day + 3) % 7 < 5
}

impl History {
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// A day on which the contacts made so many events.
    pub fn day(&mut self, events: Vec<u32>) -> &mut Self {
        self.events.push(events);
        self.score.push(NONE);
        self.days_to_renewal.push(NONE);
        self.arr.push(NONE);
        self
    }

    /// Days on which the first `contacts` make `each` events every workday.
    pub fn days(&mut self, days: usize, contacts: usize, each: u32) -> &mut Self {
        for _ in 0..days {
            let each = if is_workday(self.len()) { each } else { 0 };
            self.day(vec![each; contacts]);
        }
        self
    }

    /// Days without use, with a score and a renewal `until` days after the first of them.
    pub fn scored(&mut self, days: usize, score: f64, until: f64) -> &mut Self {
        for passed in 0..days {
            self.day(Vec::new());
            *self.score.last_mut().unwrap() = score;
            *self.days_to_renewal.last_mut().unwrap() = until - passed as f64;
        }
        self
    }

    pub fn cut(&self, days: usize) -> Self {
        let mut cut = self.clone();
        cut.events.truncate(days);
        cut.score.truncate(days);
        cut.days_to_renewal.truncate(days);
        cut.arr.truncate(days);
        cut
    }

    pub fn columns(&self) -> Columns {
        let contacts = self.events.iter().map(Vec::len).max().unwrap_or(0);
        let on = |day: usize, contact: usize| self.events[day].get(contact).copied().unwrap_or(0);
        let seen =
            |contact: usize, from: usize, to: usize| (from..to).any(|day| on(day, contact) > 0);
        let mut columns = Columns {
            events_28d: Vec::new(),
            active_contacts_28d: Vec::new(),
            silent_contacts_28d: Vec::new(),
            days_since_last_seen: Vec::new(),
            score: self.score.clone(),
            days_to_renewal: self.days_to_renewal.clone(),
            arr: self.arr.clone(),
        };
        let mut last_seen = None;
        for day in 0..self.len() {
            let (from, before) = ((day + 1).saturating_sub(28), (day + 1).saturating_sub(118));
            let events: u32 = (from..=day).flat_map(|d| self.events[d].iter()).sum();
            let active = (0..contacts).filter(|c| seen(*c, from, day + 1)).count();
            let silent = (0..contacts)
                .filter(|c| seen(*c, before, from) && !seen(*c, from, day + 1))
                .count();
            if self.events[day].iter().any(|count| *count > 0) {
                last_seen = Some(day);
            }
            columns.events_28d.push(f64::from(events));
            columns.active_contacts_28d.push(active as f64);
            columns.silent_contacts_28d.push(silent as f64);
            columns.days_since_last_seen.push(last_seen.map_or(NONE, |seen| (day - seen) as f64));
        }
        columns
    }

    /// The episodes as known when the last day is over.
    pub fn episodes(&self, rules: &Rules) -> Vec<Episode> {
        let columns = self.columns();
        let today = Day(i32::try_from(self.len()).unwrap());
        episodes_of(&columns.past(today.plus(-1)), rules, today)
    }

    pub fn episodes_of(&self, rule: SignalRule, rules: &Rules) -> Vec<Episode> {
        self.episodes(rules).into_iter().filter(|episode| episode.rule == rule).collect()
    }
}

impl Columns {
    /// The columns of the metric matrix by their names.
    pub fn named(&self) -> Vec<(&'static str, Vec<f64>)> {
        vec![
            ("events_28d", self.events_28d.clone()),
            ("active_contacts_28d", self.active_contacts_28d.clone()),
            ("silent_contacts_28d", self.silent_contacts_28d.clone()),
            ("days_since_last_seen", self.days_since_last_seen.clone()),
            ("arr", self.arr.clone()),
            ("days_to_renewal", self.days_to_renewal.clone()),
        ]
    }

    pub fn past(&self, last: Day) -> Past<'_> {
        let series = |values| Series::new(Day(0), values);
        Past {
            first: Day(0),
            last,
            events_28d: series(&self.events_28d),
            active_contacts_28d: series(&self.active_contacts_28d),
            silent_contacts_28d: series(&self.silent_contacts_28d),
            days_since_last_seen: series(&self.days_since_last_seen),
            arr: series(&self.arr),
            days_to_renewal: series(&self.days_to_renewal),
            score: series(&self.score),
        }
    }
}
