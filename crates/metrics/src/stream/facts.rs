//! Facts, from the rows of the rollup.

use perennial_model::{AccountDaily, DailyRow, Detail, FactKind, NO_CONTACT, NO_DETAIL};
use rustc_hash::FxHashMap;

use super::{
    Asks, Stream,
    contacts::{Chosen, is_chosen},
    memo::{Known, Matches, Memo},
};
use crate::{Axis, kernel::Event};

/// Which conditions each sort of an account's facts matches.
pub(crate) struct Sorted<'a> {
    daily: &'a AccountDaily,
    /// Number of a row's sort, by kind and name; sorts with properties stand in `detailed`.
    plain: Vec<u16>,
    detailed: FxHashMap<(FactKind, u32, u32), u16>,
    /// What each sort matches. The first matches nothing.
    matches: Vec<Option<Matches>>,
}

impl<'a> Sorted<'a> {
    pub fn new(daily: &'a AccountDaily, memo: &Memo) -> Self {
        let mut sorted = Self {
            daily,
            plain: vec![0; FactKind::ALL.len() * daily.names.len()],
            detailed: FxHashMap::default(),
            matches: vec![None],
        };
        let mut asking = Asking { memo, known: Some(memo.known()) };
        for row in &daily.rows {
            let place = sorted.place(row);
            if row.detail == NO_DETAIL {
                if sorted.plain.get(place) == Some(&0) {
                    sorted.plain[place] = sorted.number(row, &mut asking);
                }
            } else {
                let key = (row.kind, row.name, row.detail);
                if !sorted.detailed.contains_key(&key) {
                    let number = sorted.number(row, &mut asking);
                    sorted.detailed.insert(key, number);
                }
            }
        }
        sorted
    }

    fn place(&self, row: &DailyRow) -> usize {
        row.kind as usize * self.daily.names.len() + row.name as usize
    }

    /// A number for what a row's sort matches; equal matches share one, so there are few.
    fn number(&mut self, row: &DailyRow, asking: &mut Asking<'_>) -> u16 {
        let Some(name) = self.daily.names.get(row.name as usize) else { return 0 };
        let detail = self.daily.details.get(row.detail as usize);
        let number = match asking.find(row.kind, name, detail) {
            Some(matches) => number_of(&mut self.matches, matches),
            None => number_of(&mut self.matches, &asking.ask(row.kind, name, detail)),
        };
        u16::try_from(number).unwrap_or(0)
    }

    fn of(&self, row: &DailyRow) -> u16 {
        if row.detail == NO_DETAIL {
            self.plain.get(self.place(row)).copied().unwrap_or(0)
        } else {
            self.detailed.get(&(row.kind, row.name, row.detail)).copied().unwrap_or(0)
        }
    }

    /// The facts that match a condition, and of contacts that are chosen.
    pub fn stream(&self, condition: usize, chosen: &Chosen, asks: Asks, axis: Axis) -> Stream {
        let holds: Vec<bool> =
            self.matches.iter().map(|m| m.as_ref().is_some_and(|m| m[condition])).collect();
        let mut stream = Stream {
            contacts: self.daily.contacts.len(),
            names: self.daily.names.len(),
            ..Stream::default()
        };
        if !holds.contains(&true) {
            return stream;
        }
        stream.events.reserve_exact(self.daily.rows.len());
        let mut values = self.daily.values.iter().peekable();
        for (place, row) in (0_u32..).zip(&self.daily.rows) {
            if !holds[self.of(row) as usize] || row.count == 0 || !is_chosen(chosen, row.contact) {
                continue;
            }
            let day = axis.number(row.day);
            if day < 0 {
                continue;
            }
            let count = u32::try_from(row.count).unwrap_or(u32::MAX);
            stream.events.push(Event { day, contact: row.contact, name: row.name, count });
            if asks.sums {
                stream.sums.push((day, row.sum));
            }
            if asks.minutes {
                stream.minutes.push((day, row.minutes));
            }
            if asks.values {
                while values.next_if(|(row, _)| *row < place).is_some() {}
                while let Some((_, value)) = values.next_if(|(row, _)| *row == place) {
                    stream.values.push((day, *value));
                }
            }
        }
        stream
    }
}

/// Looks up many answers under one lock, and lets go of it for the few that are new.
struct Asking<'a> {
    memo: &'a Memo,
    known: Option<Known<'a>>,
}

impl Asking<'_> {
    fn find(&self, kind: FactKind, name: &str, detail: Option<&Detail>) -> Option<&Matches> {
        self.known.as_ref()?.find(kind, name, detail)
    }

    fn ask(&mut self, kind: FactKind, name: &str, detail: Option<&Detail>) -> Matches {
        self.known = None;
        let matches = self.memo.matches(kind, name, detail);
        self.known = Some(self.memo.known());
        matches
    }
}

fn number_of(all: &mut Vec<Option<Matches>>, matches: &Matches) -> usize {
    all.iter().position(|known| known.as_ref() == Some(matches)).unwrap_or_else(|| {
        all.push(Some(Matches::clone(matches)));
        all.len() - 1
    })
}

/// The contact of an event, where one is known.
pub(crate) fn contact_of(event: &Event) -> Option<u32> {
    (event.contact != NO_CONTACT).then_some(event.contact)
}
