//! What a measure saw, as a person would say it. No capital, no full stop: the caller joins them.

use crate::{
    Measure, Missing, Transform,
    reading::{Reader, Reading},
};

/// A measure's reading of a day, and of 28 days before.
pub(crate) struct Told {
    pub now: Reading,
    pub before: Option<Reading>,
    /// The day's place in the matrix.
    pub index: usize,
}

pub(crate) fn measure(reader: &Reader<'_>, told: &Told) -> String {
    let measure = reader.measure;
    let now = told.now;
    if now.is_missing() {
        return missing(measure, reader.gate_at(told.index));
    }
    if let Some(says) = &measure.says {
        return filled(says, now.value, now.baseline);
    }
    match &measure.transform {
        Transform::Value => value(measure, told),
        Transform::Average { days, .. } => {
            format!("{} average {} over the last {days} days", noun(measure), number(now.value))
        }
        Transform::OwnHabit(_) => habit(&noun(measure), told),
        Transform::Rhythm => rhythm(told),
        Transform::Change { days } => change(measure, now, *days),
        Transform::Share { .. } => share(measure, now),
    }
}

fn missing(measure: &Measure, gate: f64) -> String {
    let name = &measure.name;
    let aged = measure.only_when.as_ref().and_then(|when| when.at_most).filter(|most| gate > *most);
    let what = match aged {
        Some(_) => format!("what is known for \"{name}\" is {} old", days(gate)),
        None => format!("nothing is known yet for \"{name}\""),
    };
    match measure.missing {
        Missing::LeaveOut => format!("{what}; it is left out"),
        Missing::Score(points) => format!("{what}; it counts as {}", number(points)),
        Missing::Block => format!("{what}; without it there is no score"),
    }
}

fn habit(noun: &str, told: &Told) -> String {
    let Reading { value, baseline, .. } = told.now;
    let (now, usual) = (number(value), number(baseline));
    if now == "0" && usual != "0" {
        return format!("{noun} are down to none from a usual {usual}");
    }
    let before = told.before.map_or(f64::NAN, |before| before.value);
    let was = number(before);
    if (value - before).abs() > 0.15 * before.max(value) && was != now {
        let way = if value < before { "fell" } else { "rose" };
        return format!("{noun} {way} from {was} to {now} against their usual {usual}");
    }
    match value {
        value if value < 0.85 * baseline => {
            format!("{noun} are at {now}, below their usual {usual}")
        }
        value if value > 1.15 * baseline => {
            format!("{noun} are at {now}, above their usual {usual}")
        }
        _ => format!("{noun} are at {now}, about their usual {usual}"),
    }
}

fn rhythm(told: &Told) -> String {
    let habit = match told.now.baseline {
        gap if !gap.is_finite() || gap > 300.0 => {
            "where someone came a few times a year".to_owned()
        }
        gap if gap < 1.5 => "where someone used to come nearly every day".to_owned(),
        gap => format!("where someone used to come every {}", days(gap.round())),
    };
    let seen = last_seen(told);
    let silent = seen.starts_with("nobody");
    if silent { format!("{seen}, {habit}") } else { seen }
}

/// A silence shorter than this is not told as one.
const SOON: f64 = 8.0;

fn last_seen(told: &Told) -> String {
    let silence = told.now.value;
    let before = told.before.map_or(f64::NAN, |before| before.value);
    let back = if before >= 28.0 && silence < 28.0 { ", after a long silence" } else { "" };
    match silence {
        silence if silence < 1.0 => format!("someone was here today{back}"),
        silence if silence < SOON || !back.is_empty() => {
            format!("someone was last here {} ago{back}", days(silence))
        }
        silence => format!("nobody has been seen for {}", days(silence)),
    }
}

fn value(measure: &Measure, told: &Told) -> String {
    let value = told.now.value;
    let count = number(value);
    let is_back = told.before.is_some_and(|before| before.value == 0.0);
    match measure.metric.as_str() {
        "days_since_last_seen" => last_seen(told),
        "active_contacts_7d" | "active_contacts_28d" | "active_contacts_90d" => {
            let window =
                measure.metric.trim_start_matches("active_contacts_").trim_end_matches('d');
            match count.as_str() {
                "0" => format!("nobody was active in {window} days"),
                "1" if is_back => "one person is active again".to_owned(),
                "1" => format!("only one person was active in {window} days"),
                _ => format!("{count} people were active in {window} days"),
            }
        }
        "distinct_names_28d" | "distinct_names_90d" => {
            let window = measure.metric.trim_start_matches("distinct_names_").trim_end_matches('d');
            match count.as_str() {
                "0" => format!("no feature was used in {window} days"),
                "1" if is_back => "one feature is in use again".to_owned(),
                "1" => format!("only one feature was used in {window} days"),
                _ => format!("{count} features were used in {window} days"),
            }
        }
        "open_tickets" => match count.as_str() {
            "0" => "no ticket is open".to_owned(),
            "1" => "one ticket is open".to_owned(),
            _ => format!("{count} tickets are open"),
        },
        "oldest_open_ticket_days" => format!("the oldest open ticket has waited {}", days(value)),
        "last_nps" => format!("the last NPS answer was {count}"),
        "days_to_renewal" => match value {
            value if value < 0.0 => {
                format!("the term ended {} ago and no renewal is on record", days(-value))
            }
            0.0 => "the term ends today".to_owned(),
            value => format!("the renewal is {} away", days(value)),
        },
        _ => format!("{} is {count}", noun(measure)),
    }
}

fn change(measure: &Measure, now: Reading, over: u32) -> String {
    let name = noun(measure);
    let (is, was) = (number(now.value), number(now.baseline));
    let percent = number((now.input * 100.0).abs());
    match now.input {
        _ if is == "0" => format!("{name} is gone: it was {was} {over} days ago"),
        change if change < -0.005 => {
            format!("{name} fell by {percent} % in {over} days, from {was} to {is}")
        }
        change if change > 0.005 => {
            format!("{name} grew by {percent} % in {over} days, from {was} to {is}")
        }
        _ => format!("{name} is what it was {over} days ago"),
    }
}

fn share(measure: &Measure, now: Reading) -> String {
    let (part, all) = (number(now.value), number(now.baseline));
    if measure.metric == "silent_contacts_28d" {
        return match part.as_str() {
            "0" => "nobody has gone silent".to_owned(),
            _ if part == all && part == "1" => "the only person has gone silent".to_owned(),
            _ if part == all => format!("all {all} people have gone silent"),
            _ => format!("{part} of {all} people have gone silent"),
        };
    }
    format!("{} are {part} of {all}", noun(measure))
}

fn noun(measure: &Measure) -> String {
    measure.noun.clone().unwrap_or_else(|| {
        let name = measure.name.as_str();
        // An abbreviation keeps its capitals.
        let shouts = name.chars().nth(1).is_some_and(char::is_uppercase);
        if shouts { name.to_owned() } else { name.to_lowercase() }
    })
}

fn days(count: f64) -> String {
    let count = number(count);
    if count == "1" { "1 day".to_owned() } else { format!("{count} days") }
}

/// A scorecard's own sentence with the numbers in it.
pub(crate) fn filled(says: &str, value: f64, baseline: f64) -> String {
    let percent = |value: f64| format!("{} %", number((value * 100.0).round()));
    says.replace("{value}", &number(value))
        .replace("{value%}", &percent(value))
        .replace("{baseline}", &number(baseline))
        .replace("{baseline%}", &percent(baseline))
}

/// Several things in one sentence: "a, b, and c".
pub(crate) fn list(things: &[&str]) -> String {
    match things.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => things.concat(),
    }
}

/// A number as it is read aloud: whole from 10 up, else with at most one decimal.
pub(crate) fn number(value: f64) -> String {
    let rounded = if value.abs() < 9.95 { (value * 10.0).round() / 10.0 } else { value.round() };
    let text = format!("{}", rounded + 0.0);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(w, p)| (w, Some(p)));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or_else(|| format!("{sign}{grouped}"), |part| format!("{sign}{grouped}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_read_aloud() {
        let read = [0.0, -0.0, 0.04, 0.66, 9.96, 1234.4, -1_234_567.0].map(number);
        assert_eq!(read, ["0", "0", "0", "0.7", "10", "1,234", "-1,234,567"]);
    }
}
