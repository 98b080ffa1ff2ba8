//! Headings as words, and how close they come to a name of one of our columns.

use crate::{
    file::Kind,
    guess::names::{NAMES, NAMES_OF_KIND},
};

/// A column's heading in small words: `signupDate (UTC)` is `["signup", "date"]`.
pub(crate) fn words_of(heading: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for letter in heading.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if letter.is_alphanumeric() { letter } else { ' ' });
        before = letter;
    }
    let lower = spaced.to_lowercase().replace("e mail", "email").replace("sign up", "signup");
    lower.split_whitespace().filter(|word| !NOISE.contains(word)).map(str::to_owned).collect()
}

/// Words that tell nothing about what a column is.
const NOISE: [&str; 9] = ["utc", "gmt", "the", "of", "custom", "field", "usd", "eur", "gbp"];

/// How well a heading names one of our columns, 0 to 1.
pub(crate) fn closeness(kind: Kind, ours: &str, heading: &[String]) -> f64 {
    let joined = heading.join(" ");
    if joined.is_empty() {
        return 0.0;
    }
    if joined == ours.replace('_', " ") {
        return 1.0;
    }
    names(kind, ours)
        .map(|(name, rank)| likeness(name, &joined, heading) - rank)
        .fold(0.0, f64::max)
}

/// The names of one of our columns, each with what it loses for standing later in the list.
fn names(kind: Kind, ours: &str) -> impl Iterator<Item = (&'static str, f64)> {
    let of_kind = NAMES_OF_KIND.iter().filter(move |(k, o, _)| *k == kind && *o == ours);
    let of_any = NAMES.iter().filter(move |(o, _)| *o == ours);
    let lists = of_kind.map(|(_, _, names)| *names).chain(of_any.map(|(_, names)| *names));
    lists.flat_map(|list| list.split(", ").enumerate()).map(|(place, name)| {
        let place = u32::try_from(place).unwrap_or(20).min(20);
        (name, f64::from(place) * 0.006)
    })
}

/// Words that may stand alone at a heading's end and still mean the same.
const TELLING_ENDS: [&str; 2] = ["date", "email"];

fn likeness(name: &str, joined: &str, heading: &[String]) -> f64 {
    if name == joined {
        return 0.95;
    }
    let parts: Vec<&str> = name.split(' ').collect();
    let ends = heading.len() > parts.len()
        && parts.iter().rev().zip(heading.iter().rev()).all(|(a, b)| a == b);
    if ends {
        let single = if TELLING_ENDS.contains(&name) { 0.68 } else { 0.0 };
        return if parts.len() > 1 { 0.8 } else { single };
    }
    let begins = heading.len() > parts.len() && parts.iter().zip(heading).all(|(a, b)| a == b);
    if begins && parts.len() > 1 {
        return 0.72;
    }
    // A contact is no contract: short words have neighbours.
    let slip = strsim::normalized_damerau_levenshtein(name, joined) > 0.92;
    if slip { 0.7 } else { 0.0 }
}

/// The unit that a heading names: its word in a mapping and its seconds.
pub(crate) fn unit_of(heading: &[String]) -> Option<(&'static str, f64)> {
    heading.iter().rev().find_map(|word| match word.as_str() {
        "seconds" | "second" | "secs" | "sec" => Some(("seconds", 1.0)),
        "minutes" | "minute" | "mins" | "min" => Some(("minutes", 60.0)),
        "hours" | "hour" | "hrs" | "hr" => Some(("hours", 3600.0)),
        "days" | "day" => Some(("days", 86_400.0)),
        _ => None,
    })
}

/// The heading without its unit: `["first", "response", "time", "minutes"]` → first three.
pub(crate) fn without_unit(heading: &[String]) -> Vec<String> {
    heading.iter().filter(|word| unit_of(std::slice::from_ref(*word)).is_none()).cloned().collect()
}

/// One of many: `companies` → `company`, `tickets` → `ticket`.
pub(crate) fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_come_apart_into_words() {
        let words = |heading: &str| words_of(heading).join(" ");
        assert_eq!(words("Created (UTC)"), "created");
        assert_eq!(words("signupDate"), "signup date");
        assert_eq!(words("Sign-up date"), "signup date");
        assert_eq!(words("E-Mail"), "email");
        assert_eq!(words("Number of Employees"), "number employees");
        assert_eq!(
            without_unit(&words_of("first_response_time_minutes")).join(" "),
            "first response time"
        );
    }

    #[test]
    fn the_closest_name_wins() {
        let close = |kind, ours: &str, heading: &str| closeness(kind, ours, &words_of(heading));
        assert!(close(Kind::Accounts, "account_id", "Account ID") > 0.99);
        assert!(close(Kind::Accounts, "account_id", "Company ID") > 0.9);
        assert!(
            close(Kind::Accounts, "name", "organization")
                < close(Kind::Accounts, "account_id", "organization id")
        );
        assert!(close(Kind::Subscriptions, "mrr", "MRR") > 0.9);
        assert!(close(Kind::Subscriptions, "plan", "Plan name") > 0.9);
        assert!(close(Kind::Tickets, "opened_at", "Opened") > 0.9);
        assert!(close(Kind::Facts, "fact_id", "churn_event_id") > 0.7);
        assert!(close(Kind::Facts, "occurred_at", "churn_date") > 0.6);
        assert!(close(Kind::Facts, "occurred_at", "refund_amount_usd") < 0.1);
    }
}
