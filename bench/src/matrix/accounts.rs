//! From Arrow batches to one account's rollup after the other.

use anyhow::{Context, Result, bail};
use arrow::{
    array::{Array, AsArray, DictionaryArray, RecordBatch, StringArray},
    datatypes::{Date32Type, Int32Type, Int64Type},
};
use perennial_model::{
    AccountDaily, AccountId, ContactId, DailyRow, Day, FactKind, Micros, NO_CONTACT, NO_DETAIL,
};
use rustc_hash::FxHashMap;

use super::source::Source;

/// Calls `then` with every account of a file, in the file's order. The rollup that it is given is used
/// again for the next account.
pub(super) fn each_account(
    source: &Source,
    mut then: impl FnMut(&AccountId, &AccountDaily) -> Result<()>,
) -> Result<()> {
    let mut gathering = Gathering::default();
    for group in 0..source.groups() {
        for batch in source.batches(group)? {
            gathering.take(&batch?, &mut then)?;
        }
    }
    gathering.finish(&mut then)
}

#[derive(Default)]
struct Gathering {
    account: Option<AccountId>,
    /// The current account's rows so far. Its names are those of the whole file.
    daily: AccountDaily,
    names: FxHashMap<String, u32>,
    /// Contacts that the account had in earlier batches.
    earlier: FxHashMap<ContactId, u32>,
    /// For each word of the batch's contacts: in which account it last got a number, and which.
    numbers: Vec<(u32, u32)>,
    turn: u32,
}

impl Gathering {
    fn take(
        &mut self,
        batch: &RecordBatch,
        then: &mut impl FnMut(&AccountId, &AccountDaily) -> Result<()>,
    ) -> Result<()> {
        let rows = Rows::of(batch)?;
        let kinds = rows.kinds()?;
        let names: Vec<u32> = rows.names.words().map(|name| self.name(name)).collect();
        self.turn += 1;
        self.numbers.clear();
        self.numbers.resize(rows.contacts.values.len(), (0, 0));
        self.earlier = self.daily.contacts.iter().cloned().zip(0..).collect();

        let mut start = 0;
        for run in rows.accounts.keys.chunk_by(|one, next| one == next) {
            let end = start + run.len();
            let account = rows.accounts.values.value(index(run[0]));
            if self.account.as_ref().is_none_or(|current| current.as_str() != account) {
                self.finish(then)?;
                self.account = Some(AccountId::from(account));
            }
            self.daily.rows.reserve(run.len());
            let contacts = (start..end).zip(&rows.contacts.keys[start..end]);
            let sorts = rows.kinds.keys[start..end].iter().zip(&rows.names.keys[start..end]);
            let counted = rows.days[start..end].iter().zip(&rows.counts[start..end]);
            for ((contact, (kind, name)), (day, count)) in contacts.zip(sorts).zip(counted) {
                let contact = self.contact(&rows.contacts, contact);
                self.daily.rows.push(DailyRow {
                    day: Day(*day),
                    contact,
                    kind: kinds[index(*kind)],
                    name: names[index(*name)],
                    detail: NO_DETAIL,
                    count: count.unsigned_abs(),
                    sum: 0.0,
                    first: Micros(0),
                    last: Micros(0),
                    minutes: 0.0,
                });
            }
            start = end;
        }
        Ok(())
    }

    fn finish(
        &mut self,
        then: &mut impl FnMut(&AccountId, &AccountDaily) -> Result<()>,
    ) -> Result<()> {
        if let Some(account) = self.account.take() {
            then(&account, &self.daily)?;
        }
        self.daily.rows.clear();
        self.daily.contacts.clear();
        self.earlier.clear();
        self.turn += 1;
        Ok(())
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.insert(name.to_owned(), number);
        self.daily.names.push(name.to_owned());
        number
    }

    #[inline]
    fn contact(&mut self, contacts: &Words<'_>, (row, key): (usize, &i32)) -> u32 {
        if contacts.is_null(row) {
            return NO_CONTACT;
        }
        let word = index(*key);
        let (turn, number) = self.numbers[word];
        if turn == self.turn { number } else { self.new_contact(contacts, word) }
    }

    #[cold]
    fn new_contact(&mut self, contacts: &Words<'_>, word: usize) -> u32 {
        let id = contacts.values.value(word);
        let number = self.earlier.get(id).copied().unwrap_or_else(|| {
            self.daily.contacts.push(ContactId::from(id));
            self.daily.contacts.len() as u32 - 1
        });
        self.numbers[word] = (self.turn, number);
        number
    }
}

/// The columns of a batch.
struct Rows<'a> {
    accounts: Words<'a>,
    contacts: Words<'a>,
    kinds: Words<'a>,
    names: Words<'a>,
    days: &'a [i32],
    counts: &'a [i64],
}

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch) -> Result<Self> {
        let column =
            |name: &str| batch.column_by_name(name).with_context(|| format!("no column {name}"));
        Ok(Self {
            accounts: Words::of(column("account_id")?)?,
            contacts: Words::of(column("contact_id")?)?,
            kinds: Words::of(column("kind")?)?,
            names: Words::of(column("name")?)?,
            days: column("day")?.as_primitive::<Date32Type>().values(),
            counts: column("count")?.as_primitive::<Int64Type>().values(),
        })
    }

    fn kinds(&self) -> Result<Vec<FactKind>> {
        let kind = |word: &str| {
            let known = FactKind::ALL.into_iter().find(|kind| kind.as_str() == word);
            known.with_context(|| format!("there is no kind \"{word}\""))
        };
        self.kinds.words().map(kind).collect()
    }
}

/// A column of texts as numbers of a dictionary.
struct Words<'a> {
    array: &'a DictionaryArray<Int32Type>,
    keys: &'a [i32],
    values: &'a StringArray,
}

impl<'a> Words<'a> {
    fn of(column: &'a dyn Array) -> Result<Self> {
        let Some(array) = column.as_dictionary_opt::<Int32Type>() else {
            bail!("a column of texts came without its dictionary: {}", column.data_type());
        };
        Ok(Self { array, keys: array.keys().values(), values: array.values().as_string() })
    }

    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.values.iter().map(Option::unwrap_or_default)
    }

    fn is_null(&self, row: usize) -> bool {
        self.array.is_null(row)
    }
}

#[inline]
fn index(key: i32) -> usize {
    key as usize
}
