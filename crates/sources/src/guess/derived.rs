//! Columns that say again what others say: they can be left out.

use perennial_model::{Micros, Zone};

use crate::{
    file::{Kind, Mapping, values::Values},
    guess::{draft::Draft, profile::Profile, sample::Sample, words::unit_of},
};

/// Rows that must agree before a column counts as derived.
const ENOUGH: usize = 10;

/// Finds them, once columns and formats are known.
pub(crate) fn find(draft: &mut Draft<'_>, sample: &Sample, mapping: &Mapping) {
    let reader = Reader { sample, values: Values::new(mapping, &Zone::utc()) };
    match draft.kind {
        Kind::Subscriptions => yearly(draft, &reader),
        Kind::Tickets => duration(draft, &reader),
        _ => {}
    }
}

struct Reader<'a> {
    sample: &'a Sample,
    values: Values,
}

impl Reader<'_> {
    fn cells(&self, column: &Profile) -> &[String] {
        let at = self.sample.header.iter().position(|heading| *heading == column.heading);
        at.and_then(|at| self.sample.columns.get(at)).map_or(&[], Vec::as_slice)
    }

    fn numbers(&self, column: &Profile) -> Vec<Option<f64>> {
        self.cells(column).iter().map(|text| self.values.number(text).ok()).collect()
    }

    fn times(&self, column: &Profile) -> Vec<Option<Micros>> {
        self.cells(column).iter().map(|text| self.values.time(text).ok()).collect()
    }
}

/// Whether `holds` for each row in which both have a value, and for enough of them.
fn throughout<A: Copy, B: Copy>(
    a: &[Option<A>],
    b: &[Option<B>],
    holds: impl Fn(A, B) -> bool,
) -> bool {
    let pairs: Vec<(A, B)> = a.iter().zip(b).filter_map(|(a, b)| Some(((*a)?, (*b)?))).collect();
    pairs.len() >= ENOUGH && pairs.into_iter().all(|(a, b)| holds(a, b))
}

/// Twelve times the monthly amount.
fn yearly(draft: &mut Draft<'_>, reader: &Reader<'_>) {
    let Some(monthly) = draft.column_of("mrr") else { return };
    let months = reader.numbers(monthly);
    let free = draft.free().into_iter().filter(|column| column.part(column.numbers.count) > 0.9);
    let found = free.filter(|column| column.distinct > 1).find(|column| {
        throughout(&months, &reader.numbers(column), |month, year| {
            (month * 12.0 - year).abs() < 0.01
        })
    });
    if let Some(column) = found {
        let reason = format!("twelve times {} in every row", monthly.heading);
        draft.ignored.insert(column.heading.clone(), reason);
    }
}

/// The time between two columns that are read already.
fn duration(draft: &mut Draft<'_>, reader: &Reader<'_>) {
    let (Some(opened), Some(solved)) = (draft.column_of("opened_at"), draft.column_of("solved_at"))
    else {
        return;
    };
    let (from, until) = (reader.times(opened), reader.times(solved));
    let spans: Vec<Option<f64>> = from
        .iter()
        .zip(&until)
        .map(|(from, until)| Some(((*until)?.0 - (*from)?.0) as f64 / 1e6))
        .collect();
    for column in draft.free() {
        let Some((_, seconds)) = unit_of(&column.words) else { continue };
        let same = throughout(&spans, &reader.numbers(column), |span, number| {
            (span / seconds - number).abs() <= 1.0
        });
        if same {
            let reason = format!("{} minus {} in every row", solved.heading, opened.heading);
            draft.ignored.insert(column.heading.clone(), reason);
        }
    }
}
