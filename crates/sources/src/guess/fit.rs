//! What each of our columns needs its values to be, and whether a file's column has that.

use perennial_model::{FactKind, SurveyKind};

use crate::{
    file::Kind,
    guess::{dates::Dates, profile::Profile},
};

/// What the values of one of our columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// An id of the row itself: no two rows have the same.
    Key,
    /// An id of something else.
    Id,
    Time,
    Email,
    Number,
    Boolean,
    /// One of a few words.
    Word,
    Text,
    /// A JSON object.
    Object,
}

/// What the values of one of our columns are.
pub fn need(kind: Kind, ours: &str) -> Need {
    let keys = [
        "contact_id",
        "subscription_id",
        "ticket_id",
        "response_id",
        "interaction_id",
        "invoice_id",
    ];
    match ours {
        "account_id" if kind == Kind::Accounts => Need::Key,
        "fact_id" => Need::Key,
        "subscription_id" => Need::Id,
        _ if keys.contains(&ours) && kind.required().first() == Some(&ours) => Need::Key,
        "attributes" | "properties" => Need::Object,
        "attended" | "was_expected" => Need::Boolean,
        "term_end" => Need::Time,
        "mrr" | "amount" | "value" | "score" | "scale" | "csat" | "minutes" | "employees"
        | "seats" | "reopens" => Need::Number,
        "email" | "owner_email" | "teammate_email" => Need::Email,
        "name" | "subject" | "body" | "comment" | "title" | "domain" => Need::Text,
        _ if ours.ends_with("_at") => Need::Time,
        _ if ours.ends_with("_id") => Need::Id,
        _ => Need::Word,
    }
}

/// What is left of a heading's closeness once the values are seen: 1 when they fit, and why not
/// where they do not.
pub(crate) fn fit(kind: Kind, ours: &str, column: &Profile, rows: usize) -> (f64, Option<String>) {
    if column.filled == 0 {
        return (0.9, Some("it is empty".to_owned()));
    }
    let no = |factor: f64, why: &str| (factor, Some(why.to_owned()));
    let is_time = matches!(column.dates, Some(Dates::Iso | Dates::Written(_)));
    let numbers = column.part(column.numbers.count);
    let is_boolean = column.part(column.booleans) > 0.9;
    if let Some(words) = words_of(kind, ours)
        && !column.samples.iter().all(|text| words.contains(&text.to_lowercase().as_str()))
    {
        return no(0.2, "it has other words than these");
    }
    match need(kind, ours) {
        Need::Key if !column.is_unique(rows) => no(0.3, "its values repeat"),
        Need::Key | Need::Id if is_time || is_boolean || column.has_decimals() => {
            no(0.2, "its values are no ids")
        }
        Need::Time if column.dates.is_none() => no(0.2, "its values are no times"),
        Need::Time if !is_time => (0.9, None),
        Need::Number if numbers < 0.9 => no(0.2, "its values are no numbers"),
        Need::Email if column.part(column.emails) < 0.6 => {
            no(0.3, "its values are no e-mail addresses")
        }
        Need::Boolean if !is_boolean && numbers < 0.9 => {
            no(0.3, "its values are not true or false")
        }
        Need::Object if column.part(column.objects) < 0.9 => {
            no(0.1, "its values are no JSON objects")
        }
        Need::Text | Need::Word if is_time || is_boolean => no(0.3, "its values are no words"),
        Need::Text if numbers > 0.95 => no(0.4, "its values are numbers"),
        Need::Word if column.has_decimals() => no(0.5, "its values are numbers"),
        _ => (1.0, None),
    }
}

/// The words that a column takes, where it takes no others.
fn words_of(kind: Kind, ours: &str) -> Option<Vec<&'static str>> {
    match (kind, ours) {
        (Kind::Facts, "kind") => Some(FactKind::ALL.map(FactKind::as_str).to_vec()),
        (Kind::Surveys, "kind") => Some(SurveyKind::ALL.map(SurveyKind::as_str).to_vec()),
        (Kind::Interactions, "direction") => Some(vec![
            "inbound", "in", "incoming", "received", "outbound", "out", "outgoing", "sent",
        ]),
        _ => None,
    }
}
