//! Records: tickets, survey answers, subscriptions, invoices and contacts, as rows in the order of the time
//! at which they count.
//!
//! Of a row only what was known when it counted is shown: a time later than that is null, and so
//! is what is only known from then on. Fields without a history (a ticket's priority, a contact's
//! role) are shown as they are now.

use std::collections::HashMap;

use arrow::{
    array::{Array, ArrayRef, AsArray, Float64Array},
    datatypes::TimestampMicrosecondType,
    error::ArrowError,
    record_batch::RecordBatch,
};
use perennial_expr::{Condition, EvalError, Formula};
use perennial_model::{ContactId, Micros, NO_CONTACT, records::Attributes};

use super::{
    Asks, Stream,
    contacts::People,
    invoices::invoices,
    rows::{batch, bools, numbers, texts, times},
};
use crate::{
    AccountFacts, Axis, Source,
    kernel::{Event, Span},
    sources::{ATTRIBUTES, NUMBERS},
    words::is_upset,
};

/// A source's rows of one account.
pub(crate) struct Records {
    batch: RecordBatch,
    /// Day on which each counts; before 0 what was there before the history began.
    days: Vec<i32>,
    contacts: Vec<Option<ContactId>>,
}

/// What a fold reads of records.
pub(crate) struct Reading<'a> {
    pub condition: Option<&'a Condition>,
    pub value: Option<&'a Formula>,
    /// The column that tells names apart.
    pub by: &'a str,
    /// The column of the time at which one ends.
    pub until: Option<&'a str>,
    /// The column of the date for `days_to_next`.
    pub date: Option<&'a str>,
    pub asks: Asks,
}

impl Records {
    /// `free` are the attributes that somebody names, with their prefixes.
    pub fn new(
        source: Source,
        at: &str,
        free: &[String],
        facts: &AccountFacts<'_>,
        people: &People<'_>,
        axis: Axis,
    ) -> Result<Self, ArrowError> {
        match source {
            Source::Tickets => tickets(at, free, facts, people, axis),
            Source::Surveys => surveys(free, facts, people, axis),
            Source::Subscriptions => subscriptions(at, free, facts, axis),
            Source::Invoices => invoices(at, free, facts, axis),
            Source::Judgements => judgements(free, facts, axis),
            Source::Contacts => contacts(free, facts, axis),
            Source::Facts | Source::Sessions => Ok(Self {
                batch: batch::<&str>(Vec::new())?,
                days: Vec::new(),
                contacts: Vec::new(),
            }),
        }
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.days.len()
    }

    pub fn stream(
        &self,
        reading: &Reading<'_>,
        facts: &AccountFacts<'_>,
        axis: Axis,
    ) -> Result<Stream, EvalError> {
        let held = reading.condition.map(|condition| condition.eval(&self.batch)).transpose()?;
        let values: Option<Float64Array> =
            reading.value.map(|value| value.eval(&self.batch)).transpose()?;
        let ends = reading.until.and_then(|column| self.times(column));
        let dates = reading.date.and_then(|column| self.times(column));
        let words = self.batch.column_by_name(reading.by).and_then(|c| c.as_string_opt::<i32>());
        let (mut contacts, mut names) = (HashMap::new(), HashMap::new());
        let day_of = |at: i64| axis.number(facts.zone.day_of(Micros(at)));
        let mut stream = Stream::default();
        for (row, day) in self.days.iter().copied().enumerate() {
            if held.as_ref().is_some_and(|held| !held.value(row)) {
                continue;
            }
            let value =
                values.as_ref().map(|v| if v.is_valid(row) { v.value(row) } else { f64::NAN });
            if value.is_some_and(f64::is_nan) {
                continue; // It says nothing of what is asked.
            }
            let word = words.filter(|words| words.is_valid(row)).map(|words| words.value(row));
            let event = Event {
                day,
                contact: self.contacts[row]
                    .as_ref()
                    .map_or(NO_CONTACT, |id| number(&mut contacts, id)),
                name: number(&mut names, &word),
                count: 1,
            };
            stream.events.push(event);
            if let Some(value) = value {
                stream.sums.push((day, value));
                stream.values.push((day, value));
            }
            if reading.asks.spans || reading.asks.dates {
                let end =
                    ends.filter(|ends| ends.is_valid(row)).map(|ends| day_of(ends.value(row)));
                let span = Span { start: day, end: end.unwrap_or(i32::MAX) };
                stream.spans.push((span, value.unwrap_or(1.0)));
                if let Some(dates) = dates.filter(|dates| dates.is_valid(row)) {
                    stream.dates.push((day_of(dates.value(row)), span));
                }
            }
        }
        (stream.contacts, stream.names) = (contacts.len(), names.len());
        Ok(stream)
    }

    fn times(
        &self,
        column: &str,
    ) -> Option<&arrow::array::PrimitiveArray<TimestampMicrosecondType>> {
        self.batch.column_by_name(column)?.as_primitive_opt()
    }
}

/// A number for a key, the same one each time.
fn number<K: std::hash::Hash + Eq + Clone>(numbers: &mut HashMap<K, u32>, key: &K) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(NO_CONTACT - 1);
    *numbers.entry(key.clone()).or_insert(next)
}

/// Rows in the order of the time at which they count, then of their ids.
pub(super) fn in_order<T>(
    rows: &[T],
    at: impl Fn(&T) -> Option<Micros>,
    id: impl Fn(&T) -> &str,
) -> Vec<(Micros, &T)> {
    let mut sorted: Vec<(Micros, &T)> =
        rows.iter().filter_map(|row| Some((at(row)?, row))).collect();
    sorted.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| id(x).cmp(id(y))));
    sorted
}

fn tickets(
    at: &str,
    free: &[String],
    facts: &AccountFacts<'_>,
    people: &People<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let counted = |ticket: &perennial_model::Ticket| match at {
        // Nothing of a ticket counts before it was opened, whatever its other times say.
        "first_response_at" => ticket.first_response_at.map(|at| at.max(ticket.opened_at)),
        "solved_at" => ticket.solved_at.map(|at| at.max(ticket.opened_at)),
        _ => Some(ticket.opened_at),
    };
    let rows = in_order(facts.tickets, counted, |ticket| &ticket.ticket_id);
    let all = || rows.iter().map(|(at, row)| (*at, *row));
    // A time later than the row's own was not known then. The end is told by `until`.
    let hours = |from: Micros, to: Option<Micros>| {
        to.map(|to| (to.0 - from.0) as f64 / (3_600.0 * Micros::SECOND as f64))
    };
    let known = |at: Micros, time: Option<Micros>| time.filter(|time| *time <= at);
    let solved = |at: Micros, time: Option<Micros>| known(at, time).is_some();
    let mut columns: Vec<(String, ArrayRef)> = named(vec![
        ("ticket_id", texts(all().map(|(_, t)| Some(t.ticket_id.as_str())))),
        ("subject", texts(all().map(|(_, t)| t.subject.as_deref()))),
        ("body", texts(all().map(|(_, t)| t.body.as_deref()))),
        ("priority", texts(all().map(|(_, t)| t.priority.as_deref()))),
        ("status", texts(all().map(|(_, t)| t.status.as_deref()))),
        ("product", texts(all().map(|(_, t)| t.product.as_deref()))),
        ("cause", texts(all().map(|(_, t)| t.cause.as_deref()))),
        (
            "upset",
            bools(all().map(|(_, t)| Some(is_upset(t.subject.as_deref(), t.body.as_deref())))),
        ),
        ("opened_at", times(all().map(|(_, t)| Some(t.opened_at)))),
        ("first_response_at", times(all().map(|(at, t)| known(at, t.first_response_at)))),
        ("_first_response_at", times(all().map(|(_, t)| t.first_response_at))),
        // Shown whole for `until`; conditions get it as it was known.
        ("_solved_at", times(all().map(|(_, t)| t.solved_at))),
        ("solved_at", times(all().map(|(at, t)| known(at, t.solved_at)))),
        ("reopens", numbers(all().map(|(_, t)| t.reopens.map(|n| n as f64)))),
        ("csat", numbers(all().map(|(at, t)| t.csat.filter(|_| solved(at, t.solved_at))))),
        (
            "first_response_hours",
            numbers(all().map(|(at, t)| hours(t.opened_at, known(at, t.first_response_at)))),
        ),
        (
            "resolution_hours",
            numbers(all().map(|(at, t)| hours(t.opened_at, known(at, t.solved_at)))),
        ),
    ]);
    let topic = |t: &perennial_model::Ticket| match (&t.product, &t.cause) {
        (None, None) => None,
        (product, cause) => Some(format!(
            "{}: {}",
            product.as_deref().unwrap_or_default(),
            cause.as_deref().unwrap_or_default()
        )),
    };
    let topics: Vec<Option<String>> = all().map(|(_, t)| topic(t)).collect();
    columns.push(("topic".to_owned(), texts(topics.iter().map(Option::as_deref))));
    columns.extend(attributes(free, all().map(|(_, t)| &t.attributes)));
    let contacts: Vec<_> = all().map(|(_, t)| t.contact_id.clone()).collect();
    columns.extend(named(people.columns(contacts.iter().map(Option::as_ref))));
    finish(columns, all().map(|(at, _)| at), contacts, facts, axis)
}

fn surveys(
    free: &[String],
    facts: &AccountFacts<'_>,
    people: &People<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let rows = in_order(facts.surveys, |s| Some(s.answered_at), |s| &s.response_id);
    let all = || rows.iter().map(|(_, row)| *row);
    let mut columns = named(vec![
        ("response_id", texts(all().map(|s| Some(s.response_id.as_str())))),
        ("kind", texts(all().map(|s| Some(s.kind.as_str())))),
        ("comment", texts(all().map(|s| s.comment.as_deref()))),
        ("score", numbers(all().map(|s| Some(s.score)))),
        ("scale", numbers(all().map(|s| s.scale))),
        ("percent", numbers(all().map(|s| Some(percent(s))))),
        ("answered_at", times(all().map(|s| Some(s.answered_at)))),
    ]);
    columns.extend(attributes(free, all().map(|s| &s.attributes)));
    let contacts: Vec<_> = all().map(|s| s.contact_id.clone()).collect();
    columns.extend(named(people.columns(contacts.iter().map(Option::as_ref))));
    finish(columns, rows.iter().map(|(at, _)| *at), contacts, facts, axis)
}

/// Points as a share of the best possible, in percent.
fn percent(answer: &perennial_model::SurveyResponse) -> f64 {
    use perennial_model::SurveyKind;
    let usual = match answer.kind {
        SurveyKind::Nps => 10.0,
        SurveyKind::Csat | SurveyKind::Sentiment => 5.0,
        SurveyKind::Ces => 7.0,
        SurveyKind::Value => 2.0,
    };
    100.0 * answer.score / answer.scale.filter(|best| *best > 0.0).unwrap_or(usual)
}

fn subscriptions(
    at: &str,
    free: &[String],
    facts: &AccountFacts<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let counted = |period: &perennial_model::Subscription| match at {
        "ended_at" => period.ended_at,
        "term_end" => period.term_end,
        _ => Some(period.started_at),
    };
    let rows = in_order(facts.subscriptions, counted, |s| &s.subscription_id);
    let all = || rows.iter().map(|(at, row)| (*at, *row));
    // A period without a price is free; money in another currency says nothing here.
    let mrr = |s: &perennial_model::Subscription| match s.mrr {
        None => Some(0.0),
        Some(mrr) => (mrr.currency == facts.currency).then(|| mrr.to_major()),
    };
    let known = |at: Micros, time: Option<Micros>| time.filter(|time| *time <= at);
    let mut columns = named(vec![
        ("subscription_id", texts(all().map(|(_, s)| Some(s.subscription_id.as_str())))),
        ("plan", texts(all().map(|(_, s)| s.plan.as_deref()))),
        ("status", texts(all().map(|(_, s)| s.status.as_deref()))),
        ("mrr", numbers(all().map(|(_, s)| mrr(s)))),
        ("seats", numbers(all().map(|(_, s)| s.seats.map(|n| n as f64)))),
        ("started_at", times(all().map(|(_, s)| Some(s.started_at)))),
        ("_ended_at", times(all().map(|(_, s)| s.ended_at))),
        ("ended_at", times(all().map(|(at, s)| known(at, s.ended_at)))),
        // A term is agreed when it begins, so its end is known from then on.
        ("term_end", times(all().map(|(_, s)| s.term_end))),
        ("cancelled_at", times(all().map(|(at, s)| known(at, s.cancelled_at)))),
        ("notice_at", times(all().map(|(_, s)| s.notice_by(facts.zone)))),
    ]);
    let currencies: Vec<Option<String>> =
        all().map(|(_, s)| s.mrr.map(|mrr| mrr.currency.to_string())).collect();
    columns.push(("currency".to_owned(), texts(currencies.iter().map(Option::as_deref))));
    columns.extend(attributes(free, all().map(|(_, s)| &s.attributes)));
    let contacts = vec![None; rows.len()];
    finish(columns, all().map(|(at, _)| at), contacts, facts, axis)
}

/// What our own people said, each until it is old, withdrawn or replaced.
fn judgements(
    free: &[String],
    facts: &AccountFacts<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let rows = in_order(facts.judgements, |one| Some(one.made_at), |one| &one.judgement_id);
    let all = || rows.iter().map(|(_, row)| *row);
    let none = Attributes::new();
    let mut columns = named(vec![
        ("judgement_id", texts(all().map(|one| Some(one.judgement_id.as_str())))),
        ("kind", texts(all().map(|one| Some(one.kind.as_str())))),
        ("value", numbers(all().map(|one| Some(one.value)))),
        ("reason", texts(all().map(|one| Some(one.reason.as_str())))),
        ("made_by", texts(all().map(|one| Some(one.made_by.as_str())))),
        ("made_at", times(all().map(|one| Some(one.made_at)))),
        ("_ends_at", times(all().map(|one| Some(one.ends_at())))),
    ]);
    columns.extend(attributes(free, all().map(|_| &none)));
    let contacts = vec![None; rows.len()];
    finish(columns, rows.iter().map(|(at, _)| *at), contacts, facts, axis)
}

fn contacts(free: &[String], facts: &AccountFacts<'_>, axis: Axis) -> Result<Records, ArrowError> {
    // Who has no date has been there from the beginning.
    let beginning = facts.zone.start_of(axis.first);
    let rows = in_order(
        facts.contacts,
        |c| Some(c.created_at.unwrap_or(beginning)),
        |c| c.contact_id.as_str(),
    );
    let all = || rows.iter().map(|(_, row)| *row);
    let mut columns = named(vec![
        ("contact_id", texts(all().map(|c| Some(c.contact_id.as_str())))),
        ("name", texts(all().map(|c| c.name.as_deref()))),
        ("email", texts(all().map(|c| c.email.as_deref()))),
        ("role", texts(all().map(|c| c.role.as_deref()))),
        ("title", texts(all().map(|c| c.title.as_deref()))),
        ("created_at", times(all().map(|c| c.created_at))),
    ]);
    columns.extend(attributes(free, all().map(|c| &c.attributes)));
    let contacts = all().map(|c| Some(c.contact_id.clone())).collect();
    finish(columns, rows.iter().map(|(at, _)| *at), contacts, facts, axis)
}

pub(super) fn named(columns: Vec<(&'static str, ArrayRef)>) -> Vec<(String, ArrayRef)> {
    columns.into_iter().map(|(name, array)| (name.to_owned(), array)).collect()
}

/// The columns of the attributes that somebody names.
pub(super) fn attributes<'a>(
    free: &[String],
    rows: impl Iterator<Item = &'a Attributes> + Clone,
) -> Vec<(String, ArrayRef)> {
    let column = |name: &String| {
        if let Some(key) = name.strip_prefix(NUMBERS) {
            let values = rows.clone().map(|row| number_of(row.get(key)?));
            return Some((name.clone(), numbers(values)));
        }
        let key = name.strip_prefix(ATTRIBUTES)?;
        let values: Vec<Option<String>> = rows.clone().map(|row| text_of(row.get(key)?)).collect();
        Some((name.clone(), texts(values.iter().map(Option::as_deref))))
    };
    free.iter().filter_map(column).collect()
}

/// A JSON text as it is, anything else as JSON; nothing for null.
pub(crate) fn text_of(json: &str) -> Option<String> {
    match serde_json::from_str(json) {
        Ok(serde_json::Value::String(text)) => Some(text),
        Ok(serde_json::Value::Null) => None,
        _ => Some(json.to_owned()),
    }
}

/// A JSON number, or a JSON text that is one.
pub(crate) fn number_of(json: &str) -> Option<f64> {
    text_of(json)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

pub(super) fn finish(
    columns: Vec<(String, ArrayRef)>,
    at: impl Iterator<Item = Micros>,
    contacts: Vec<Option<ContactId>>,
    facts: &AccountFacts<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let days = at.map(|at| axis.number(facts.zone.day_of(at))).collect();
    Ok(Records { batch: batch(columns)?, days, contacts })
}
