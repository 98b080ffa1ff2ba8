//! The metrics of records: tickets, survey answers and subscriptions, as of each day's end.

use perennial_model::{Money, Subscription, SurveyKind};

use crate::{
    AccountFacts, Axis,
    folds::{Span, days_since, first_covering, last_as_of, open_count, sum_over},
    usage::numbers,
};

type Columns = Vec<(&'static str, Vec<f64>)>;

pub(crate) fn ticket_columns(facts: &AccountFacts<'_>, axis: Axis) -> Columns {
    let number = |at| axis.number(facts.zone.day_of(at));
    let mut spans: Vec<Span> = facts
        .tickets
        .iter()
        .map(|ticket| Span {
            start: number(ticket.opened_at),
            end: ticket.solved_at.map_or(i32::MAX, number),
        })
        .collect();
    spans.sort_by_key(|span| span.start);
    let opened: Vec<i32> = spans.iter().map(|span| span.start).collect();
    let age = |(day, oldest): (usize, &Option<usize>)| {
        oldest.map_or(f64::NAN, |ticket| day as f64 - f64::from(spans[ticket].start))
    };
    let oldest = first_covering(axis.days, &spans).iter().enumerate().map(age).collect();
    vec![
        ("open_tickets", numbers(&open_count(axis.days, &spans))),
        ("oldest_open_ticket_days", oldest),
        ("days_since_last_ticket", days_since(axis.days, &opened)),
    ]
}

pub(crate) fn survey_columns(facts: &AccountFacts<'_>, axis: Axis) -> Columns {
    let mut answers: Vec<_> =
        facts.surveys.iter().filter(|response| response.kind == SurveyKind::Nps).collect();
    answers.sort_by_key(|answer| (answer.answered_at, &answer.response_id));
    let scores: Vec<(i32, f64)> = answers
        .iter()
        .map(|answer| (axis.number(facts.zone.day_of(answer.answered_at)), answer.score))
        .collect();
    let days: Vec<i32> = scores.iter().map(|(day, _)| *day).collect();
    vec![
        ("last_nps", last_as_of(axis.days, &scores)),
        ("days_since_last_nps", days_since(axis.days, &days)),
    ]
}

pub(crate) fn subscription_columns(facts: &AccountFacts<'_>, axis: Axis) -> Columns {
    vec![("arr", arr(facts, axis)), ("days_to_renewal", days_to_renewal(facts, axis))]
}

/// The days on which a period runs.
fn running(facts: &AccountFacts<'_>, axis: Axis, period: &Subscription) -> Span {
    let number = |at| axis.number(facts.zone.day_of(at));
    Span { start: number(period.started_at), end: period.ended_at.map_or(i32::MAX, number) }
}

/// 12 × mrr of what runs, in major units. A period without a price counts as free; a period in
/// another currency does not count at all.
fn arr(facts: &AccountFacts<'_>, axis: Axis) -> Vec<f64> {
    let priced: Vec<(Span, i64)> = facts
        .subscriptions
        .iter()
        .filter(|period| period.mrr.is_none_or(|mrr| mrr.currency == facts.currency))
        .map(|period| (running(facts, axis, period), period.mrr.map_or(0, |mrr| mrr.minor)))
        .collect();
    let Some(first) = priced.iter().map(|(span, _)| span.start).min() else {
        return vec![f64::NAN; axis.days];
    };
    let yearly = |(day, mrr): (i32, i128)| {
        if day < first {
            return f64::NAN;
        }
        let minor = i64::try_from(mrr * 12).unwrap_or(if mrr < 0 { i64::MIN } else { i64::MAX });
        Money { minor, currency: facts.currency }.to_major()
    };
    (0..).zip(sum_over(axis.days, priced)).map(yearly).collect()
}

/// The nearest term end that is not past among what runs; else the latest past one, negative.
fn days_to_renewal(facts: &AccountFacts<'_>, axis: Axis) -> Vec<f64> {
    let number = |at| axis.number(facts.zone.day_of(at));
    let terms: Vec<(i32, Span)> = facts
        .subscriptions
        .iter()
        .filter_map(|period| Some((number(period.term_end?), running(facts, axis, period))))
        .collect();

    let mut coming = terms.clone();
    coming.sort_by_key(|(term_end, _)| *term_end);
    let until_term: Vec<Span> = coming
        .iter()
        .map(|(term_end, span)| Span { end: span.end.min(term_end.saturating_add(1)), ..*span })
        .collect();
    let mut past = terms;
    past.sort_by_key(|(term_end, _)| std::cmp::Reverse(*term_end));
    let after_term: Vec<Span> = past
        .iter()
        .map(|(term_end, span)| Span { start: span.start.max(term_end.saturating_add(1)), ..*span })
        .collect();

    let nearest = first_covering(axis.days, &until_term);
    let latest = first_covering(axis.days, &after_term);
    let distance = |day: usize| {
        let term = nearest[day].map(|term| coming[term].0).or(latest[day].map(|term| past[term].0));
        term.map_or(f64::NAN, |term_end| f64::from(term_end) - day as f64)
    };
    (0..axis.days).map(distance).collect()
}
