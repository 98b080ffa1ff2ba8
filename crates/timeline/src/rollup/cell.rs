//! One row of the rollup as it is kept: exact sums, texts as numbers.

use perennial_model::{DailyRow, Day, FactKind, Micros};

use super::{exact_sum::ExactSum, merging::Keyed};

/// What a cell counts: (day, contact as the source named it, kind, name, detail).
pub(crate) type CellKey = (Day, u32, FactKind, u32, u32);

/// The facts of one owner, day, contact, kind, name and detail.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) day: Day,
    pub(crate) contact: u32,
    pub(crate) kind: FactKind,
    pub(crate) name: u32,
    pub(crate) detail: u32,
    pub(crate) count: u64,
    pub(crate) sum: ExactSum,
    pub(crate) minutes: ExactSum,
    pub(crate) first: Micros,
    pub(crate) last: Micros,
    /// Every value, sorted, where they are kept. Boxed: most cells have none.
    #[allow(clippy::box_collection)]
    pub(crate) values: Option<Box<Vec<f64>>>,
}

impl Cell {
    /// A cell of a single fact.
    pub(crate) fn of(key: CellKey, at: Micros, value: Option<f64>, minutes: Option<f64>) -> Self {
        let (day, contact, kind, name, detail) = key;
        let mut cell = Self {
            day,
            contact,
            kind,
            name,
            detail,
            count: 1,
            sum: ExactSum::default(),
            minutes: ExactSum::default(),
            first: at,
            last: at,
            values: None,
        };
        cell.sum.add(value.unwrap_or(0.0));
        cell.minutes.add(minutes.unwrap_or(0.0));
        cell
    }

    /// Keeps the value of a cell's single fact.
    pub(crate) fn keeping(mut self, value: Option<f64>) -> Self {
        self.values = value.filter(|value| value.is_finite()).map(|value| Box::new(vec![value]));
        self
    }

    /// How many single values it keeps.
    pub(crate) fn values(&self) -> usize {
        self.values.as_ref().map_or(0, |values| values.len())
    }

    pub(crate) fn row(&self) -> DailyRow {
        DailyRow {
            day: self.day,
            contact: self.contact,
            kind: self.kind,
            name: self.name,
            detail: self.detail,
            count: self.count,
            sum: self.sum.value(),
            first: self.first,
            last: self.last,
            minutes: self.minutes.value(),
        }
    }
}

impl Keyed for Cell {
    type Key = CellKey;

    fn key(&self) -> CellKey {
        (self.day, self.contact, self.kind, self.name, self.detail)
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum.merge(&other.sum);
        self.minutes.merge(&other.minutes);
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        if let Some(more) = &other.values {
            let values = self.values.get_or_insert_default();
            values.extend_from_slice(more);
            values.sort_by(f64::total_cmp);
        }
    }
}
