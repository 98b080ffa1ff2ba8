//! The whole answer in two or three sentences.

use crate::{
    Explanation, MeasurePart, Scorecard,
    phrases::{list, number},
};

/// At most this many reasons; more is a list, not an answer.
const REASONS: usize = 3;
/// A reason that costs fewer points of the score is none.
const LEAST_LOSS: f64 = 2.0;
/// A measure with at least this many points is not weak.
const FINE_POINTS: f64 = 60.0;
/// A score that moved by less than this is steady.
const STEADY: f64 = 5.0;

pub(crate) fn sentence(card: &Scorecard, told: &Explanation, blocked: bool) -> String {
    let Some(score) = told.score else { return no_score(card, told, blocked) };
    let band = told.band.as_ref().map_or("Scored", |band| band.name.as_str());
    let head = format!("{band} at {}{}", number(score.round()), held(told));
    let span = span(told);
    let Some(change) = told.change.filter(|change| change.abs() >= STEADY) else {
        let steady = told.change.map_or_else(String::new, |_| format!(", steady {}", span.steady));
        let weak = weak_points(told, &[]);
        return match weak.is_empty() {
            true => format!("{head}{steady}: nothing weighs on it."),
            false => format!("{head}{steady}: {}.", joined(&weak)),
        };
    };
    let way = if change < 0.0 { "down" } else { "up" };
    let points = number(change.abs().round());
    let moved = moves(told, change < 0.0);
    let head = format!("{head}, {way} {points} points {}", span.moved);
    let because =
        if moved.is_empty() { format!("{head}.") } else { format!("{head}: {}.", joined(&moved)) };
    let rest = weak_points(told, &moved);
    match (rest.is_empty(), change < 0.0) {
        (true, _) => because,
        (false, true) => format!("{because} Also weak: {}.", joined(&rest)),
        (false, false) => format!("{because} Still weak: {}.", joined(&rest)),
    }
}

/// What holds the score down, where something does.
fn held(told: &Explanation) -> String {
    let exception = told.exceptions.iter().find(|one| one.contribution < 0.0);
    exception.zip(told.unheld).map_or_else(String::new, |(exception, unheld)| {
        format!(" ({} without \"{}\")", number(unheld.round()), exception.name)
    })
}

/// How a sentence calls the days that it looks back over.
struct Span {
    moved: String,
    steady: String,
}

fn span(told: &Explanation) -> Span {
    if told.change_days == crate::explain::MOVE_DAYS {
        let days = told.change_days;
        return Span { moved: format!("in {days} days"), steady: format!("over {days} days") };
    }
    let since = told.day.plus(-i32::try_from(told.change_days).unwrap_or(i32::MAX));
    Span { moved: format!("since {}", spoken(since)), steady: format!("since {}", spoken(since)) }
}

/// "3 May 2026".
fn spoken(day: perennial_model::Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = day.to_string();
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            format!("{} {month} {year}", day.trim_start_matches('0'))
        }
        _ => text,
    }
}

fn no_score(card: &Scorecard, told: &Explanation, blocked: bool) -> String {
    if blocked {
        let parts = card
            .groups
            .iter()
            .zip(&told.groups)
            .flat_map(|(group, part)| group.measures.iter().zip(&part.measures));
        let missing = parts
            .filter(|(measure, part)| part.missing && measure.missing == crate::Missing::Block)
            .map(|(measure, _)| measure.name.as_str());
        let names = missing.collect::<Vec<_>>().join(", ");
        return format!(
            "There is no score: the scorecard asks for what is not known yet ({names})."
        );
    }
    if told.coverage > 0.0 && told.coverage < card.least_coverage {
        return format!(
            "There is no score yet: data stands behind {} % of the scorecard, and {} % is needed.",
            number((told.coverage * 100.0).floor()),
            number((card.least_coverage * 100.0).ceil()),
        );
    }
    "There is no score: nothing that the scorecard asks for is known yet.".to_owned()
}

/// What costs most of the score, the worst first, one measure of each group of which none was
/// `said` already.
fn weak_points<'a>(told: &'a Explanation, said: &[&MeasurePart]) -> Vec<&'a MeasurePart> {
    strongest(told, said, |part| {
        let points = part.points.filter(|points| *points < FINE_POINTS)?;
        let loss = part.share * (100.0 - points);
        (loss >= LEAST_LOSS).then_some(loss)
    })
}

/// What moved the score most in the direction it went, one measure of each group.
fn moves(told: &Explanation, down: bool) -> Vec<&MeasurePart> {
    strongest(told, &[], |part| {
        let change = part.change.filter(|_| !part.missing)?;
        let sign = if down { -1.0 } else { 1.0 };
        // A measure that says what it said before may still pull harder; that is no reason.
        let itself = part.points_change.is_none_or(|points| points * sign > 0.0);
        let towards = change * sign;
        (itself && towards >= 1.0).then_some(towards)
    })
}

fn strongest<'a>(
    told: &'a Explanation,
    said: &[&MeasurePart],
    weight: impl Fn(&MeasurePart) -> Option<f64>,
) -> Vec<&'a MeasurePart> {
    let is_said = |part: &MeasurePart| said.iter().any(|other| std::ptr::eq(*other, part));
    let fresh = told.groups.iter().filter(|group| !group.measures.iter().any(is_said));
    let best_of_group = fresh.filter_map(|group| {
        let weighed = group.measures.iter().filter_map(|part| Some((weight(part)?, part)));
        weighed.max_by(|a, b| a.0.total_cmp(&b.0))
    });
    let mut reasons: Vec<(f64, &MeasurePart)> = best_of_group.collect();
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    reasons.into_iter().take(REASONS).map(|(_, part)| part).collect()
}

fn joined(parts: &[&MeasurePart]) -> String {
    let sentences: Vec<&str> = parts.iter().map(|part| part.sentence.as_str()).collect();
    list(&sentences)
}
