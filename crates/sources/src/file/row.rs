//! One row, read through the layout: typed values or the reason why not.

use std::borrow::Cow;

use csv::StringRecord;
use perennial_model::{AccountId, Currency, Micros, Money};

use crate::{
    file::{
        Kind,
        layout::{Field, Layout, Part, Source},
        refusal::Refusal,
        values::Values,
    },
    lookup::Lookup,
};

/// What every row of a file is read with.
pub(crate) struct Reading<'a> {
    pub kind: Kind,
    pub layout: Layout,
    pub values: Values,
    pub currency: Currency,
    pub now: Micros,
    pub known: &'a dyn Lookup,
    /// `import:<file name>`.
    pub source: String,
}

pub(crate) struct Row<'a> {
    pub reading: &'a Reading<'a>,
    pub cells: &'a StringRecord,
}

type Read<T> = Result<T, Refusal>;

/// Longest id, in bytes, that every store takes as a key.
const LONGEST_ID: usize = 500;

impl<'a> Row<'a> {
    /// The text of one of our columns; `None` where the file has no such column or the cell is empty.
    pub fn text(&self, ours: &str) -> Read<Option<String>> {
        let Some(field) = self.reading.layout.field(ours) else { return Ok(None) };
        Ok(self.value(field)?.map(Cow::into_owned))
    }

    pub fn required(&self, ours: &str) -> Read<String> {
        self.text(ours)?.ok_or_else(|| self.empty(ours))
    }

    /// An id: not empty, not longer than a key may be.
    pub fn id(&self, ours: &str) -> Read<Option<String>> {
        match self.text(ours)? {
            Some(id) if id.len() > LONGEST_ID => Err(self.refuse(
                ours,
                format!("is {} bytes long; an id has at most {LONGEST_ID}", id.len()),
            )),
            id => Ok(id),
        }
    }

    pub fn required_id(&self, ours: &str) -> Read<String> {
        self.id(ours)?.ok_or_else(|| self.empty(ours))
    }

    pub fn account(&self) -> Read<AccountId> {
        self.required_id("account_id").map(AccountId::new)
    }

    pub fn time(&self, ours: &str) -> Read<Option<Micros>> {
        let Some(field) = self.reading.layout.field(ours) else { return Ok(None) };
        let read = |text: &str| {
            self.reading.values.time(text).map_err(|reason| Refusal::at(&field.label, reason))
        };
        if let Source::Plus { at, plus, seconds_each } = &field.source {
            let (Some(from), Some(more)) = (self.cell(*at), self.cell(*plus)) else {
                return Ok(None);
            };
            let amount = self.number_in(field, more)?;
            #[allow(clippy::cast_possible_truncation)] // a saturating cast; times are checked below
            let micros = (amount * seconds_each * 1e6) as i64;
            return Ok(Some(Micros(read(from)?.0.saturating_add(micros))));
        }
        self.value(field)?.map(|text| read(&text)).transpose()
    }

    pub fn required_time(&self, ours: &str) -> Read<Micros> {
        self.time(ours)?.ok_or_else(|| self.empty(ours))
    }

    pub fn number(&self, ours: &str) -> Read<Option<f64>> {
        let Some(field) = self.reading.layout.field(ours) else { return Ok(None) };
        let Some(text) = self.value(field)? else { return Ok(None) };
        let scale = scale(field).unwrap_or(1.0);
        self.number_in(field, &text).map(|number| Some(number * scale))
    }

    pub fn integer(&self, ours: &str) -> Read<Option<i64>> {
        let Some(number) = self.number(ours)? else { return Ok(None) };
        if number.fract() != 0.0 || number.abs() > 9.0e15 {
            return Err(self.refuse(ours, format!("\"{number}\" is not a whole number")));
        }
        #[allow(clippy::cast_possible_truncation)] // whole and within 2^53
        Ok(Some(number as i64))
    }

    pub fn boolean(&self, ours: &str) -> Read<Option<bool>> {
        let Some(text) = self.text(ours)? else { return Ok(None) };
        let truth = self.reading.values.boolean(&text);
        truth.map(Some).ok_or_else(|| {
            self.refuse(
                ours,
                format!(
                    "\"{text}\" is neither true nor false; name it under [booleans] in a mapping"
                ),
            )
        })
    }

    /// An amount in major units, exact; where the mapping scales it, rounded to the minor unit.
    pub fn money(&self, ours: &str, currency: Currency) -> Read<Option<Money>> {
        let Some(field) = self.reading.layout.field(ours) else { return Ok(None) };
        let Some(text) = self.value(field)? else { return Ok(None) };
        let amount = match scale(field) {
            None => self.reading.values.plain_decimal(&text).into_owned(),
            Some(factor) => {
                let decimals = usize::try_from(currency.decimals()).unwrap_or(2);
                format!("{:.decimals$}", self.number_in(field, &text)? * factor)
            }
        };
        let money = Money::parse(&amount, currency);
        money.map(Some).map_err(|error| Refusal::at(&field.label, error.to_string()))
    }

    /// The value of a field as text, trimmed; `None` when it is empty.
    pub fn value(&self, field: &'a Field) -> Read<Option<Cow<'a, str>>> {
        match &field.source {
            Source::Constant(text) => Ok(Some(Cow::Borrowed(text))),
            Source::Cell { at, values, otherwise, .. } => {
                let cell = self.cell(*at);
                if values.is_empty() && otherwise.is_none() {
                    return Ok(cell.map(Cow::Borrowed));
                }
                let ours = values.get(cell.unwrap_or_default()).map(String::as_str);
                Ok(ours.or(cell.and(otherwise.as_deref())).or(cell).map(Cow::Borrowed))
            }
            Source::Template(parts) => Ok(self.compose(parts).map(Cow::Owned)),
            Source::AccountOfSubscription(at) => self.account_of(field, *at),
            Source::Plus { .. } => match self.time_of(field)? {
                Some(at) => Ok(Some(Cow::Owned(at.to_rfc3339()))),
                None => Ok(None),
            },
        }
    }

    /// What a number's text would be once it is scaled, for attributes.
    pub fn scaled(&self, field: &'a Field) -> Read<Option<f64>> {
        match (scale(field), self.value(field)?) {
            (Some(factor), Some(text)) => self.number_in(field, &text).map(|n| Some(n * factor)),
            _ => Ok(None),
        }
    }

    /// A refusal that names the file's own column.
    pub fn refuse(&self, ours: &str, reason: impl Into<String>) -> Refusal {
        let label = self.reading.layout.field(ours).map_or(ours, |field| field.label.as_str());
        Refusal::at(label, reason)
    }

    fn time_of(&self, field: &'a Field) -> Read<Option<Micros>> {
        self.time(&field.ours)
    }

    fn cell(&self, at: usize) -> Option<&'a str> {
        self.cells.get(at).map(str::trim).filter(|text| !text.is_empty())
    }

    fn number_in(&self, field: &Field, text: &str) -> Read<f64> {
        self.reading.values.number(text).map_err(|reason| Refusal::at(&field.label, reason))
    }

    fn compose(&self, parts: &[Part]) -> Option<String> {
        let mut text = String::new();
        let mut filled = false;
        for part in parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Cell(at) => {
                    let cell = self.cell(*at);
                    filled |= cell.is_some();
                    text.push_str(cell.unwrap_or_default());
                }
            }
        }
        let has_cells = parts.iter().any(|part| matches!(part, Part::Cell(_)));
        let text = text.trim();
        ((filled || !has_cells) && !text.is_empty()).then(|| text.to_owned())
    }

    fn account_of(&self, field: &Field, at: usize) -> Read<Option<Cow<'a, str>>> {
        let Some(id) = self.cell(at) else { return Ok(None) };
        match self.reading.known.subscription(id).first() {
            Some(period) => Ok(Some(Cow::Borrowed(period.account_id.as_str()))),
            None => Err(Refusal::at(
                &field.label,
                format!(
                    "no subscription \"{id}\" is known, so the account is not either; import the subscriptions first"
                ),
            )),
        }
    }

    fn empty(&self, ours: &str) -> Refusal {
        self.refuse(ours, format!("is empty; {} needs its {ours}", self.reading.kind.one()))
    }
}

fn scale(field: &Field) -> Option<f64> {
    match &field.source {
        #[allow(clippy::float_cmp)] // 1.0 is what stands there when nobody said anything
        Source::Cell { scale, .. } if *scale != 1.0 => Some(*scale),
        _ => None,
    }
}
