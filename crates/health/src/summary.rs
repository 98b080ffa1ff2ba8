//! The whole answer in two or three sentences.

use crate::{Explanation, MeasurePart, Scorecard, phrases::number};

/// At most this many reasons; more is a list, not an answer.
const REASONS: usize = 3;
/// A reason that costs fewer points of the score is none.
const LEAST_LOSS: f64 = 2.0;
/// A measure with at least this many points is not weak.
const FINE_POINTS: f64 = 60.0;
/// A score that moved by less than this in 28 days is steady.
const STEADY: f64 = 5.0;

pub(crate) fn sentence(card: &Scorecard, told: &Explanation, blocked: bool) -> String {
    let Some(score) = told.score else { return no_score(card, told, blocked) };
    let band = told.band.as_ref().map_or("Scored", |band| band.name.as_str());
    let head = format!("{band} at {}", number(score.round()));
    let Some(change) = told.change_28d.filter(|change| change.abs() >= STEADY) else {
        let steady = if told.change_28d.is_some() { ", steady over 28 days" } else { "" };
        let weak = weak_points(told, &[]);
        return match weak.is_empty() {
            true => format!("{head}{steady}: nothing weighs on it."),
            false => format!("{head}{steady}: {}.", joined(&weak)),
        };
    };
    let way = if change < 0.0 { "down" } else { "up" };
    let points = number(change.abs().round());
    let moved = moves(told, change < 0.0);
    let head = format!("{head}, {way} {points} points in 28 days");
    let because =
        if moved.is_empty() { format!("{head}.") } else { format!("{head}: {}.", joined(&moved)) };
    let rest = weak_points(told, &moved);
    match (rest.is_empty(), change < 0.0) {
        (true, _) => because,
        (false, true) => format!("{because} Also weak: {}.", joined(&rest)),
        (false, false) => format!("{because} Still weak: {}.", joined(&rest)),
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
        let change = part.change_28d.filter(|_| !part.missing)?;
        let sign = if down { -1.0 } else { 1.0 };
        // A measure that says what it said before may still pull harder; that is no reason.
        let itself = part.points_change_28d.is_none_or(|points| points * sign > 0.0);
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
    match sentences.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => sentences.concat(),
    }
}
