//! Facts counted per account, contact, day, kind and name.

use arrow::array::RecordBatch;
use perennial_model::{AccountDaily, AccountId, DailyRow};

use crate::{
    Column, Kind, ROWS_PER_BATCH, Relation, TableError,
    arrays::{batch as lay_out, days, numbers, texts, times, wholes, words},
};

pub(crate) const COLUMNS: &[Column] = &[
    Column::required("account_id", Kind::Text, "The account"),
    Column::optional("contact_id", Kind::Text, "The contact; empty where none is known"),
    Column::required("day", Kind::Day, "The day, in the company's time zone"),
    Column::required("kind", Kind::Text, "What sort of facts"),
    Column::required("name", Kind::Text, "Their name"),
    Column::required("count", Kind::Whole, "How many facts"),
    Column::optional("sum", Kind::Number, "The sum of their values"),
    Column::required("first", Kind::Time, "When the first of them happened"),
    Column::required("last", Kind::Time, "When the last of them happened"),
    Column::optional("minutes", Kind::Number, "The sum of their property minutes"),
];

/// One account's rollup, in batches of bounded size.
pub fn batches<'a>(
    account_id: &'a AccountId,
    daily: &'a AccountDaily,
) -> impl Iterator<Item = Result<RecordBatch, TableError>> + 'a {
    let rows = daily.plain_rows();
    let starts = (0..rows.len()).step_by(ROWS_PER_BATCH);
    starts.map(move |start| {
        let end = (start + ROWS_PER_BATCH).min(rows.len());
        batch(account_id, daily, &rows[start..end])
    })
}

fn batch(
    account_id: &AccountId,
    daily: &AccountDaily,
    rows: &[DailyRow],
) -> Result<RecordBatch, TableError> {
    // A number without a contact (NO_CONTACT) or name is none of the dictionary's.
    let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let name = |row: &DailyRow| daily.names.get(place(row.name)).map_or("", String::as_str);
    let columns = vec![
        words(rows.iter().map(|_| account_id)),
        texts(rows.iter().map(|row| daily.contacts.get(place(row.contact)))),
        days(rows.iter().map(|row| Some(row.day))),
        words(rows.iter().map(|row| row.kind.as_str())),
        words(rows.iter().map(name)),
        wholes(rows.iter().map(|row| Some(i64::try_from(row.count).unwrap_or(i64::MAX)))),
        numbers(rows.iter().map(|row| Some(row.sum))),
        times(rows.iter().map(|row| Some(row.first))),
        times(rows.iter().map(|row| Some(row.last))),
        numbers(rows.iter().map(|row| Some(row.minutes))),
    ];
    lay_out(Relation::Daily, columns)
}
