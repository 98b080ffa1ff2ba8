//! Which parts of a file may hold an account's facts, told by statistics alone.

use std::ops::Range;

use parquet::{
    arrow::arrow_reader::RowSelection,
    file::{
        metadata::{ParquetMetaData, RowGroupMetaData},
        page_index::column_index::{
            ByteArrayColumnIndex, ColumnIndexMetaData, PrimitiveColumnIndex,
        },
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
    let Some(index) = PageIndex::find(metadata, number) else {
        let times = group.column(Column::OccurredAt.index()).statistics().and_then(of_statistics);
        let last = match times {
            Some(Bounds::Time(_, last)) => last,
            _ => i64::MAX,
        };
        return vec![Slice { row_group: number, rows: 0..rows, last }];
    };
    let starts = &index.account_starts;
    let page = |page: usize| starts[page]..starts.get(page + 1).copied().unwrap_or(rows);
    (0..starts.len())
        .filter(|number| index.may_match(*number, interest))
        .map(page)
        .filter_map(|rows| {
            let (first, last) = index.times(&rows);
            let too_late = interest.until.is_some_and(|until| first > until.0);
            (!too_late).then_some(Slice { row_group: number, rows, last })
        })
        .collect()
}

/// What the page index says of accounts and times in a row group.
struct PageIndex<'a> {
    accounts: &'a ByteArrayColumnIndex,
    /// The first row of each page of the account column.
    account_starts: Vec<usize>,
    times: &'a PrimitiveColumnIndex<i64>,
    /// The same of the time column: its pages begin at other rows.
    time_starts: Vec<usize>,
}

impl<'a> PageIndex<'a> {
    fn find(metadata: &'a ParquetMetaData, row_group: usize) -> Option<Self> {
        let columns = metadata.column_index()?.get(row_group)?;
        let pages = metadata.offset_index()?.get(row_group)?;
        let starts = |column: Column| -> Option<Vec<usize>> {
            let locations = pages.get(column.index())?.page_locations();
            locations.iter().map(|page| usize::try_from(page.first_row_index).ok()).collect()
        };
        let accounts = match columns.get(Column::AccountId.index())? {
            ColumnIndexMetaData::BYTE_ARRAY(index) => index,
            _ => return None,
        };
        let times = match columns.get(Column::OccurredAt.index())? {
            ColumnIndexMetaData::INT64(index) => index,
            _ => return None,
        };
        let (account_starts, time_starts) =
            (starts(Column::AccountId)?, starts(Column::OccurredAt)?);
        Some(Self { accounts, account_starts, times, time_starts })
    }

    /// Whether a page of the account column may hold something of interest.
    fn may_match(&self, page: usize, interest: &Interest) -> bool {
        let bounds = match (self.accounts.min_value(page), self.accounts.max_value(page)) {
            (Some(min), Some(max)) => Some((min, max)),
            _ if self.accounts.is_null_page(page) => {
                Some((NOTHING.0.as_bytes(), NOTHING.1.as_bytes()))
            }
            _ => None,
        };
        let unnamed = self.accounts.null_count(page) != Some(0) && !interest.contacts.is_empty();
        unnamed || bounds.is_none_or(|bounds| any_within_bytes(&interest.accounts, bounds))
    }

    /// The first and the last time that may stand in these rows.
    fn times(&self, rows: &Range<usize>) -> (i64, i64) {
        let from = self.time_starts.partition_point(|start| *start <= rows.start).saturating_sub(1);
        let until = self.time_starts.partition_point(|start| *start < rows.end);
        let first = (from..until).map(|page| self.times.min_value(page)).min().flatten();
        let last = (from..until).filter_map(|page| self.times.max_value(page)).max();
        (first.copied().unwrap_or(i64::MIN), last.copied().unwrap_or(i64::MAX))
    }
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
    use std::sync::Arc;

    use perennial_model::{Fact, FactKind, RandomIds};

    use super::*;
    use crate::{
        columns::{FactView, facts_batch},
        lake::{FILE_BATCH, Folder, LakeFile, write_files},
    };

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

    fn fact(n: usize) -> Fact {
        Fact {
            fact_id: format!("m-{n}"),
            account_id: (!n.is_multiple_of(100)).then(|| format!("account-{:02}", n % 100).into()),
            contact_id: Some(format!("contact-{n}").into()),
            kind: FactKind::Usage,
            name: "login".into(),
            occurred_at: Micros(n as i64),
            received_at: Micros(0),
            value: None,
            session_id: None,
            source: "test".into(),
            properties: None,
        }
    }

    /// All rows that are read, and those of them that are of interest.
    fn read(file: &LakeFile, interest: &Interest) -> (usize, usize) {
        let (mut rows, mut found) = (0, 0);
        for slice in slices(file.metadata(), interest) {
            for batch in file.rows(slice.row_group, slice.selection(file.metadata())).unwrap() {
                let batch = batch.unwrap();
                let view = FactView::new(&batch, file.path()).unwrap();
                rows += view.rows();
                for row in 0..view.rows() {
                    let account = view.text(Column::AccountId, row);
                    let contact = view.text(Column::ContactId, row).unwrap_or_default();
                    let named = account.is_some_and(|id| interest.accounts.iter().any(|a| a == id));
                    let unnamed =
                        account.is_none() && interest.contacts.iter().any(|c| c == contact);
                    let at = view.occurred_at.value(row);
                    assert!(at <= slice.last);
                    let early = interest.until.is_none_or(|until| at <= until.0);
                    found += usize::from(early && (named || unnamed));
                }
            }
        }
        (rows, found)
    }

    #[test]
    fn few_pages_are_read_and_nothing_is_missed() {
        const FACTS: usize = 220_000;
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path(), Arc::new(RandomIds)).unwrap();
        let facts: Vec<Fact> = (0..FACTS).map(fact).collect();
        let batches: Vec<_> =
            facts.chunks(FILE_BATCH).map(|facts| facts_batch(facts).unwrap()).collect();
        let written = write_files(&folder, &batches, 1_000_000).unwrap();
        assert_eq!(written.len(), 1);
        let file = LakeFile::open(&folder, &written[0].name).unwrap();
        assert_eq!(file.metadata().num_row_groups(), 3);

        let mut interest = Interest { accounts: vec!["account-42".into()], ..Interest::default() };
        let (rows, found) = read(&file, &interest);
        assert_eq!(found, FACTS / 100);
        assert!(rows < FACTS / 10, "{rows} rows were read");
        interest.until = Some(Micros(1000));
        assert_eq!(read(&file, &interest).1, 10);
        interest.contacts = vec!["contact-300".into()];
        assert_eq!(read(&file, &interest).1, 11);
        interest.accounts = vec!["account-00".into()];
        interest.contacts.clear();
        assert_eq!(read(&file, &interest), (0, 0));
    }
}
