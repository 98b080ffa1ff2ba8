//! Which parts of a file may hold an account's facts, told by statistics alone.

use std::ops::Range;

use parquet::{
    arrow::arrow_reader::RowSelection,
    file::{
        metadata::{ParquetMetaData, RowGroupMetaData},
        page_index::column_index::ColumnIndexMetaData,
    },
};
use perennial_model::Micros;

use super::bounds::{Bounds, of_statistics};
use crate::columns::Column;

/// What is looked for: facts of these accounts, and facts of these contacts without an account.
/// All sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interest {
    pub(crate) accounts: Vec<String>,
    pub(crate) contacts: Vec<String>,
    /// Only facts up to this moment.
    pub(crate) until: Option<Micros>,
}

impl Interest {
    /// Whether rows within these bounds may be of interest.
    pub(crate) fn may_be_in(
        &self,
        accounts: Option<(&str, &str)>,
        account_nulls: bool,
        contacts: Option<(&str, &str)>,
        first: Option<i64>,
    ) -> bool {
        let early_enough = match (self.until, first) {
            (Some(until), Some(first)) => first <= until.0,
            _ => true,
        };
        let named = accounts.is_none_or(|bounds| any_within(&self.accounts, bounds));
        let unnamed = account_nulls
            && !self.contacts.is_empty()
            && contacts.is_none_or(|bounds| any_within(&self.contacts, bounds));
        early_enough && (named || unnamed)
    }
}

/// Rows of a row group that may be of interest, and the last time that may stand there.
#[derive(Debug, Clone)]
pub(crate) struct Slice {
    pub(crate) row_group: usize,
    rows: Range<usize>,
    pub(crate) last: i64,
}

impl Slice {
    /// The rows as the reader wants them.
    pub(crate) fn selection(&self, metadata: &ParquetMetaData) -> RowSelection {
        let total = metadata.row_group(self.row_group).num_rows();
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        RowSelection::from_consecutive_ranges(std::iter::once(self.rows.clone()), total)
    }
}

/// The parts of a file that may hold something of interest.
pub(crate) fn slices(metadata: &ParquetMetaData, interest: &Interest) -> Vec<Slice> {
    let mut slices = Vec::new();
    for (number, group) in metadata.row_groups().iter().enumerate() {
        if group_may_match(group, interest) {
            slices.extend(pages(metadata, number, group, interest));
        }
    }
    slices
}

fn group_may_match(group: &RowGroupMetaData, interest: &Interest) -> bool {
    let statistics = |column: Column| group.column(column.index()).statistics();
    let bounds = |column: Column| statistics(column).and_then(of_statistics);
    let (accounts, contacts) = (bounds(Column::AccountId), bounds(Column::ContactId));
    let nulls = statistics(Column::AccountId).and_then(|known| known.null_count_opt());
    let only_nulls = nulls.is_some_and(|nulls| i64::try_from(nulls) == Ok(group.num_rows()));
    let first = match bounds(Column::OccurredAt) {
        Some(Bounds::Time(first, _)) => Some(first),
        _ => None,
    };
    let accounts = if only_nulls { Some(NOTHING) } else { texts(accounts.as_ref()) };
    interest.may_be_in(accounts, nulls != Some(0), texts(contacts.as_ref()), first)
}

/// Bounds that nothing is within.
const NOTHING: (&str, &str) = ("\u{1}", "");

fn texts(bounds: Option<&Bounds>) -> Option<(&str, &str)> {
    match bounds {
        Some(Bounds::Text(min, max)) => Some((min, max)),
        _ => None,
    }
}

/// Pages of the account column that may match, each as a slice; the whole group where the file
/// has no page index.
fn pages(
    metadata: &ParquetMetaData,
    number: usize,
    group: &RowGroupMetaData,
    interest: &Interest,
) -> Vec<Slice> {
    let rows = usize::try_from(group.num_rows()).unwrap_or_default();
    let last = match group.column(Column::OccurredAt.index()).statistics().and_then(of_statistics) {
        Some(Bounds::Time(_, last)) => last,
        _ => i64::MAX,
    };
    let whole = || vec![Slice { row_group: number, rows: 0..rows, last }];
    let (Some(column_index), Some(offset_index)) =
        (metadata.column_index(), metadata.offset_index())
    else {
        return whole();
    };
    let index = |column: Column| column_index.get(number)?.get(column.index());
    let starts = |column: Column| -> Option<Vec<usize>> {
        let locations = offset_index.get(number)?.get(column.index())?.page_locations();
        let start = |row: i64| usize::try_from(row).unwrap_or_default();
        Some(locations.iter().map(|page| start(page.first_row_index)).collect())
    };
    let (
        Some(ColumnIndexMetaData::BYTE_ARRAY(accounts)),
        Some(account_starts),
        Some(ColumnIndexMetaData::INT64(times)),
        Some(time_starts),
    ) = (
        index(Column::AccountId),
        starts(Column::AccountId),
        index(Column::OccurredAt),
        starts(Column::OccurredAt),
    )
    else {
        return whole();
    };
    let mut slices = Vec::new();
    for (page, start) in account_starts.iter().enumerate() {
        let end = account_starts.get(page + 1).copied().unwrap_or(rows);
        let bounds = match (accounts.min_value(page), accounts.max_value(page)) {
            (Some(min), Some(max)) => Some((min, max)),
            _ if accounts.is_null_page(page) => Some((NOTHING.0.as_bytes(), NOTHING.1.as_bytes())),
            _ => None,
        };
        let nulls = accounts.null_count(page) != Some(0);
        let named = bounds.is_none_or(|bounds| any_within_bytes(&interest.accounts, bounds));
        if !named && !(nulls && !interest.contacts.is_empty()) {
            continue;
        }
        // The pages of another column begin at other rows.
        let from = time_starts.partition_point(|row| row <= start).saturating_sub(1);
        let until = time_starts.partition_point(|row| *row < end);
        let first = (from..until).filter_map(|page| times.min_value(page)).min();
        let last = (from..until).filter_map(|page| times.max_value(page)).max();
        if let (Some(limit), Some(first)) = (interest.until, first)
            && *first > limit.0
        {
            continue;
        }
        let last = last.copied().unwrap_or(i64::MAX);
        slices.push(Slice { row_group: number, rows: *start..end, last });
    }
    slices
}

fn any_within(sorted: &[String], (min, max): (&str, &str)) -> bool {
    any_within_bytes(sorted, (min.as_bytes(), max.as_bytes()))
}

fn any_within_bytes(sorted: &[String], (min, max): (&[u8], &[u8])) -> bool {
    let from = sorted.partition_point(|text| text.as_bytes() < min);
    sorted.get(from).is_some_and(|text| text.as_bytes() <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_tell_what_cannot_be_there() {
        let interest = Interest {
            accounts: vec!["acme".into(), "globex".into()],
            contacts: vec!["ann".into()],
            until: Some(Micros(10)),
        };
        assert!(interest.may_be_in(Some(("a", "b")), false, None, Some(10)));
        assert!(!interest.may_be_in(Some(("a", "b")), false, None, Some(11)));
        assert!(!interest.may_be_in(Some(("b", "c")), false, None, None));
        assert!(interest.may_be_in(Some(("b", "c")), true, Some(("a", "b")), None));
        assert!(!interest.may_be_in(Some(("b", "c")), true, Some(("b", "c")), None));
        assert!(!interest.may_be_in(Some(NOTHING), false, None, None));
        assert!(interest.may_be_in(None, false, None, None));
    }
}
