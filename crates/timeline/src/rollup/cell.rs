//! One row of the rollup as it is kept: exact sums, texts as numbers.

use perennial_model::{DailyRow, Day, FactKind, Micros};

use super::exact_sum::ExactSum;

/// What a cell counts: (day, contact as the source named it, kind, name).
pub(crate) type CellKey = (Day, u32, FactKind, u32);

/// The facts of one owner, day, contact, kind and name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) day: Day,
    pub(crate) contact: u32,
    pub(crate) kind: FactKind,
    pub(crate) name: u32,
    pub(crate) count: u64,
    pub(crate) sum: ExactSum,
    pub(crate) minutes: ExactSum,
    pub(crate) first: Micros,
    pub(crate) last: Micros,
}

impl Cell {
    /// A cell of a single fact.
    pub(crate) fn of(key: CellKey, at: Micros, value: Option<f64>, minutes: Option<f64>) -> Self {
        let (day, contact, kind, name) = key;
        let mut cell = Self {
            day,
            contact,
            kind,
            name,
            count: 1,
            sum: ExactSum::default(),
            minutes: ExactSum::default(),
            first: at,
            last: at,
        };
        cell.sum.add(value.unwrap_or(0.0));
        cell.minutes.add(minutes.unwrap_or(0.0));
        cell
    }

    pub(crate) fn key(&self) -> CellKey {
        (self.day, self.contact, self.kind, self.name)
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum.merge(&other.sum);
        self.minutes.merge(&other.minutes);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    pub(crate) fn row(&self) -> DailyRow {
        DailyRow {
            day: self.day,
            contact: self.contact,
            kind: self.kind,
            name: self.name,
            count: self.count,
            sum: self.sum.value(),
            first: self.first,
            last: self.last,
            minutes: self.minutes.value(),
        }
    }
}

/// Merges cells into others; both sorted by key without repetition, and so is the result.
pub(crate) fn merge_sorted(into: &mut Vec<Cell>, new: Vec<Cell>) {
    // So few that shifting the cells behind them is cheaper than making a new list.
    const FEW: usize = 8;
    let appends = match (into.last(), new.first()) {
        (Some(last), Some(first)) => last.key() < first.key(),
        _ => true,
    };
    if appends {
        into.extend(new);
    } else if new.len() <= FEW {
        for cell in new {
            match into.binary_search_by_key(&cell.key(), Cell::key) {
                Ok(found) => into[found].merge(&cell),
                Err(place) => into.insert(place, cell),
            }
        }
    } else {
        let mut all = std::mem::take(into);
        all.extend(new);
        *into = fold(all);
    }
}

/// Sorts cells and merges those of the same key.
pub(crate) fn fold(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.sort_by_key(Cell::key);
    cells.dedup_by(|later, kept| {
        let same = later.key() == kept.key();
        if same {
            kept.merge(later);
        }
        same
    });
    cells
}
