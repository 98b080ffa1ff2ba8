//! Contacts stop coming one by one: 6 → 4 → 2 → 1.
//!
//! Counts of active contacts are read every 28 days, so that no two of them share a day. The
//! rule looks for a staircase: from the highest reading down to at most half of it, in two steps
//! or more, with no way up in between, people silent who used to come, and a count lower than on
//! any day of the months before (a few people who come now and then swing up and down; their low
//! is nothing new).

use perennial_model::{Day, Severity, SignalRule};
use serde_json::json;

use super::{
    Episode,
    hysteresis::{Ending, Span, Verdict, spans},
    rules::ContactsLeaving,
    series::Past,
    words,
};

/// Days between two readings.
const STRIDE: i32 = 28;

/// The readings from the top of the stairs to the day itself.
struct Fall {
    stairs: Vec<(Day, f64)>,
}

pub fn episodes(past: &Past<'_>, rules: &ContactsLeaving, today: Day) -> Vec<Episode> {
    let left = past.days_after_leaving();
    let highest = highest(past, rules);
    let judge = |day: Day| {
        if left.get(past.index(day)).copied().unwrap_or(false) {
            return Verdict::Over;
        }
        verdict(past, rules, day, highest.get(past.index(day)).copied().unwrap_or(0.0))
    };
    spans(past.days(), rules.timing(), judge)
        .into_iter()
        .map(|span| {
            let told = if span.closed.is_some() { span.worst } else { past.last };
            let fall = told_fall(past, rules, told, span.opened);
            let silent = past.silent_contacts_28d.at(told);
            let stairs: Vec<_> = fall
                .stairs
                .iter()
                .map(|(day, active)| json!({ "day": day.to_string(), "active_contacts_28d": active }))
                .collect();
            let evidence = json!({
                "as_of": told.to_string(),
                "since": span.since.to_string(),
                "active_contacts_28d": past.active_contacts_28d.at(told),
                "silent_contacts_28d": silent,
                "steps": stairs,
                "days_since_last_seen": past.days_since_last_seen.at(told),
            });
            let reason = reason(past, &span, told, today, &fall);
            Episode::new(SignalRule::ContactsLeaving, &span, reason, &evidence)
        })
        .collect()
}

fn verdict(past: &Past<'_>, rules: &ContactsLeaving, day: Day, highest: f64) -> Verdict {
    let Some(active) = past.active_contacts_28d.at(day) else { return Verdict::Between };
    if active >= rules.close_share * highest {
        return Verdict::Recovered;
    }
    let silent = past.silent_contacts_28d.or_zero(day) >= rules.min_silent_contacts;
    let falls = silent
        && fall(past, rules, day).is_some_and(|fall| is_a_staircase(&fall, rules))
        && is_a_new_low(past, rules, day, active);
    if !falls {
        return Verdict::Between;
    }
    let critical = active <= rules.critical_contacts;
    let severity = if critical { Severity::Critical } else { Severity::Warning };
    Verdict::Holds { severity, depth: -active }
}

/// The readings from the latest of the highest ones to `day`.
fn fall(past: &Past<'_>, rules: &ContactsLeaving, day: Day) -> Option<Fall> {
    let strides = i32::try_from(rules.look_back_days).unwrap_or(i32::MAX) / STRIDE;
    let mut readings: Vec<(Day, f64)> = Vec::new();
    for stride in (0..=strides).rev() {
        let at = day.plus(stride.saturating_mul(-STRIDE));
        if let Some(active) = past.active_contacts_28d.at(at) {
            readings.push((at, active));
        }
    }
    let top = readings.iter().map(|(_, active)| *active).fold(f64::NEG_INFINITY, f64::max);
    let start = readings.iter().rposition(|(_, active)| *active >= top)?;
    Some(Fall { stairs: readings.split_off(start) })
}

fn is_a_staircase(fall: &Fall, rules: &ContactsLeaving) -> bool {
    let (Some((_, start)), Some((_, end))) = (fall.stairs.first(), fall.stairs.last()) else {
        return false;
    };
    let tolerance = (rules.rise_tolerance * start).floor();
    let mut lowest = *start;
    let mut steps = 0;
    for (_, active) in &fall.stairs {
        if *active > lowest + tolerance {
            return false;
        }
        if *active < lowest {
            lowest = *active;
            steps += 1;
        }
    }
    *start >= rules.min_start_contacts
        && *end <= rules.open_share * start
        && steps >= rules.min_steps
}

/// Lower than on any day between the look-back and one stride ago.
fn is_a_new_low(past: &Past<'_>, rules: &ContactsLeaving, day: Day, active: f64) -> bool {
    let look_back = i32::try_from(rules.look_back_days).unwrap_or(i32::MAX);
    let from = day.plus(1 - look_back).max(past.first);
    (from.0..=day.0 - STRIDE)
        .filter_map(|earlier| past.active_contacts_28d.at(Day(earlier)))
        .all(|earlier| active < earlier)
}

/// The highest count of the look-back days that end on each day.
fn highest(past: &Past<'_>, rules: &ContactsLeaving) -> Vec<f64> {
    let width = usize::try_from(rules.look_back_days).unwrap_or(usize::MAX);
    // Indices whose values fall: the front is always the highest in the window.
    let mut candidates: std::collections::VecDeque<(usize, f64)> =
        std::collections::VecDeque::new();
    past.days()
        .enumerate()
        .map(|(index, day)| {
            let active = past.active_contacts_28d.or_zero(day);
            while candidates.back().is_some_and(|(_, value)| *value <= active) {
                candidates.pop_back();
            }
            candidates.push_back((index, active));
            while candidates.front().is_some_and(|(at, _)| at.saturating_add(width) <= index) {
                candidates.pop_front();
            }
            candidates.front().map_or(0.0, |(_, value)| *value)
        })
        .collect()
}

/// The stairs to show: those of the told day, and those of the opening once the top of the stairs
/// has slid out of sight.
fn told_fall(past: &Past<'_>, rules: &ContactsLeaving, told: Day, opened: Day) -> Fall {
    let now = fall(past, rules, told).filter(|fall| is_a_staircase(fall, rules));
    let Some(mut then) = fall(past, rules, opened) else { return Fall { stairs: Vec::new() } };
    if let Some(now) = now
        && now.stairs.first().map(|(_, top)| *top) >= then.stairs.first().map(|(_, top)| *top)
    {
        return now;
    }
    if told > opened
        && let Some(active) = past.active_contacts_28d.at(told)
    {
        then.stairs.push((told, active));
    }
    then
}

fn reason(past: &Past<'_>, span: &Span, told: Day, today: Day, fall: &Fall) -> String {
    let from = fall.stairs.first().map_or(span.since, |(day, _)| *day);
    let weeks = words::counted(f64::from((told.0 - from.0) / 7), "week", "weeks");
    let mut steps: Vec<String> = fall.stairs.iter().map(|(_, n)| words::count(*n)).collect();
    steps.dedup();
    let steps = steps.join(" → ");
    let silent = past.silent_contacts_28d.or_zero(told);
    let Some((closed, ending)) = span.closed else {
        let people = words::counted(silent, "person has", "people have");
        let gone = if silent > 0.0 { format!("; {people} gone silent") } else { String::new() };
        let seen = last_seen(past, told, today);
        return format!("Active contacts fell {steps} in {weeks}{gone}{seen}");
    };
    let on = words::date(closed);
    let after = past.active_contacts_28d.or_zero(closed);
    let before = fall.stairs.first().map_or(0.0, |(_, active)| *active);
    let end = match ending {
        Ending::Over => format!("the account left by {on}"),
        Ending::Recovered if after >= 0.7 * before => {
            format!("{} active again by {on}", words::count(after))
        }
        Ending::Recovered => format!("settled at {} by {on}", words::count(after)),
    };
    format!("Active contacts had fallen {steps} in {weeks}, by {}; {end}", words::date(told))
}

/// `; the last one seen 9 days ago`, when nobody came for a while.
fn last_seen(past: &Past<'_>, told: Day, today: Day) -> String {
    const WORTH_SAYING: f64 = 7.0;
    let Some(since) = past.days_since_last_seen.at(told).filter(|days| *days >= WORTH_SAYING)
    else {
        return String::new();
    };
    #[allow(clippy::cast_possible_truncation)]
    let seen = told.plus(-(since as i32));
    format!("; anybody last seen {}", words::ago(seen, today))
}
