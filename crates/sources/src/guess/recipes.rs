//! What no single column says as it is: composed, scaled, looked up, or the same in every row.

use std::collections::BTreeMap;

use crate::{
    file::{Kind, Recipe, mapping::Piece},
    guess::{
        draft::Draft,
        profile::Profile,
        words::{closeness, unit_of, without_unit},
    },
};

/// Adds to a draft whatever can be put together for its kind.
pub(crate) fn add(draft: &mut Draft<'_>) {
    match draft.kind {
        Kind::Accounts => stand_in_id(draft),
        Kind::Contacts => person(draft),
        Kind::Subscriptions => money(draft),
        Kind::Invoices => currency_of(draft, "amount"),
        Kind::ChurnReviews => {}
        Kind::Facts => fact(draft),
        Kind::Tickets => times_after_opening(draft),
        Kind::Surveys => survey(draft),
        Kind::Interactions => channel(draft),
    }
    if draft.kind.columns().any(|ours| ours == "minutes") {
        minutes(draft);
    }
    if draft.kind != Kind::Accounts && draft.kind != Kind::Subscriptions {
        account_of_subscription(draft);
    }
    only_time(draft);
}

/// An account without an id is known by its domain, or by its name.
fn stand_in_id(draft: &mut Draft<'_>) {
    if draft.has("account_id") {
        return;
    }
    for ours in ["domain", "name"] {
        if let Some(column) = draft.column_of(ours).filter(|column| column.is_unique(draft.rows)) {
            let reason = format!(
                "no column holds ids; every row has its own {}, which can stand for one",
                column.heading
            );
            return draft.set("account_id", Recipe::column(column.heading.clone()), 0.6, reason);
        }
    }
}

/// A person without an id is known by the e-mail address; a name may be in two parts.
fn person(draft: &mut Draft<'_>) {
    if !draft.has("contact_id")
        && let Some(email) = draft.column_of("email").filter(|email| email.is_unique(draft.rows))
    {
        let reason = "no column holds ids; every row has its own e-mail address".to_owned();
        draft.set("contact_id", Recipe::column(email.heading.clone()), 0.75, reason);
    }
    let part = |names: &[&str]| {
        let free = draft.free().into_iter();
        free.clone().find(|column| names.contains(&column.words.join(" ").as_str()))
    };
    let (first, last) = (
        part(&["first name", "firstname", "given name"]),
        part(&["last name", "lastname", "surname", "family name"]),
    );
    if let (Some(first), Some(last)) = (first, last) {
        let pieces = vec![
            Piece::Column(first.heading.clone()),
            Piece::Text(" ".to_owned()),
            Piece::Column(last.heading.clone()),
        ];
        let reason = "first and last name stand in two columns".to_owned();
        draft.suggest("name", Recipe::Template(pieces), 0.9, reason);
    }
}

/// Yearly amounts, currencies in headings and signs, and a trial that says the status.
fn money(draft: &mut Draft<'_>) {
    let yearly = [
        "arr",
        "arr amount",
        "annual recurring revenue",
        "acv",
        "annual contract value",
        "annual value",
        "annual amount",
    ];
    let find = |names: &[&str]| {
        draft.free().into_iter().find(|column| names.contains(&column.words.join(" ").as_str()))
    };
    if let Some(column) = find(&yearly) {
        let reason = "the heading says a yearly amount; a twelfth of it is monthly".to_owned();
        draft.suggest("mrr", scaled(column, 1.0 / 12.0), 0.7, reason);
    }
    currency_of(draft, "mrr");
    let trial = draft.free().into_iter().find(|column| {
        column.words.iter().any(|word| word == "trial") && column.part(column.booleans) > 0.99
    });
    if let Some(column) = trial {
        let values: BTreeMap<String, String> = column
            .samples
            .iter()
            .map(|word| {
                let is_true = matches!(word.to_lowercase().as_str(), "true" | "yes");
                (word.clone(), if is_true { "trial" } else { "paid" }.to_owned())
            })
            .collect();
        let recipe =
            Recipe::Column { column: column.heading.clone(), values, otherwise: None, scale: 1.0 };
        draft.suggest("status", recipe, 0.7, "the column says which are trials".to_owned());
    }
}

/// The currency that an amount's heading or signs tell.
fn currency_of(draft: &mut Draft<'_>, amount: &str) {
    if let Some((currency, reason)) = draft.column_of(amount).and_then(currency) {
        draft.suggest("currency", Recipe::Constant(currency.to_owned()), 0.8, reason);
    }
}

/// The currency of an amount, from its heading or its signs. `$` may be one of many.
fn currency(column: &Profile) -> Option<(&'static str, String)> {
    let heading = column.heading.to_lowercase();
    let of_heading =
        ["USD", "EUR", "GBP", "CHF", "JPY", "INR", "AUD", "CAD"].into_iter().find(|code| {
            heading.split(|c: char| !c.is_alphanumeric()).any(|word| word == code.to_lowercase())
        });
    if let Some(code) = of_heading {
        return Some((code, format!("the heading {} says so", column.heading)));
    }
    let signs = [("€", "EUR"), ("EUR", "EUR"), ("USD", "USD"), ("£", "GBP"), ("₹", "INR")];
    let sign = signs.into_iter().find(|(sign, _)| column.numbers.signs.contains(*sign))?;
    Some((sign.1, format!("the amounts have the sign {}", sign.0)))
}

/// What kind the facts are and, where no column names them, a name from the headings.
fn fact(draft: &mut Draft<'_>) {
    let key = draft.column_of("fact_id");
    let mut said: Vec<&str> = key.iter().flat_map(|key| &key.words).map(String::as_str).collect();
    said.extend(draft.file_words.iter().map(String::as_str));
    said.extend(draft.columns.iter().flat_map(|column| &column.words).map(String::as_str));
    let kinds: [(&str, &[&str]); 6] = [
        ("usage", &["usage", "feature", "click", "pageview", "login", "session", "track"]),
        ("crm", &["churn", "deal", "opportunity", "renewal", "crm"]),
        ("billing", &["invoice", "payment", "charge", "refund"]),
        ("training", &["training", "course", "lesson", "webinar", "certification"]),
        ("milestone", &["milestone", "onboarding"]),
        ("mention", &["mention", "review"]),
    ];
    let found = said.iter().find_map(|word| {
        kinds.iter().find(|(_, words)| words.contains(word)).map(|(kind, _)| (*kind, *word))
    });
    let (kind, confidence, reason) = match found {
        Some((kind, word)) => (kind, 0.7, format!("the headings speak of {word}")),
        None => ("usage", 0.5, "facts are usage unless something else is said".to_owned()),
    };
    draft.suggest("kind", Recipe::Constant(kind.to_owned()), confidence, reason);
    if draft.has("name") {
        return;
    }
    let stem: Vec<&str> = key
        .map(|key| key.words.iter().map(String::as_str).filter(|word| *word != "id").collect())
        .unwrap_or_default();
    if !stem.is_empty() && key.is_some_and(|key| key.words.len() > 1) {
        let reason = format!(
            "no column names what happened; the rows are one sort of event after the heading {}",
            key.map_or("", |key| &key.heading)
        );
        draft.set("name", Recipe::Constant(stem.join(" ")), 0.55, reason);
    }
}

/// `first_response_time_minutes` is a time after the ticket was opened.
fn times_after_opening(draft: &mut Draft<'_>) {
    let Some(opened) = draft.column_of("opened_at") else { return };
    let meant: [(&'static str, &[&str]); 2] = [
        (
            "first_response_at",
            &[
                "first response time",
                "first reply time",
                "time to first response",
                "time first response",
                "first response",
                "first reply",
            ],
        ),
        (
            "solved_at",
            &[
                "resolution time",
                "time to resolution",
                "time resolution",
                "time to resolve",
                "time to close",
                "handling time",
            ],
        ),
    ];
    for (ours, names) in meant {
        let fits = |column: &&Profile| {
            names.contains(&without_unit(&column.words).join(" ").as_str())
                && column.part(column.numbers.count) > 0.9
        };
        let Some(column) = draft.free().into_iter().find(fits) else { continue };
        let Some((unit, seconds_each)) = unit_of(&column.words) else { continue };
        let recipe = Recipe::Plus {
            column: opened.heading.clone(),
            plus: column.heading.clone(),
            seconds_each,
        };
        let reason = format!("the heading says {unit}, counted from {}", opened.heading);
        draft.suggest(ours, recipe, 0.85, reason);
    }
    let is_solved = |column: &Profile| column.filled == draft.rows && draft.rows > 0;
    if draft.column_of("solved_at").is_some_and(is_solved) {
        let reason = "every row has the time when it was solved".to_owned();
        draft.suggest("status", Recipe::Constant("solved".to_owned()), 0.7, reason);
    }
}

/// Which survey it is, when no column says it.
fn survey(draft: &mut Draft<'_>) {
    let score = draft.column_of("score");
    let mut said: Vec<&str> = score.iter().flat_map(|c| &c.words).map(String::as_str).collect();
    said.extend(draft.file_words.iter().map(String::as_str));
    let named = ["nps", "csat", "ces"].into_iter().find(|kind| said.contains(kind));
    let to_ten =
        score.is_some_and(|score| score.numbers.greatest > 7.0 && score.numbers.greatest <= 10.0);
    let (kind, confidence, reason) = match named {
        Some(kind) => (kind, 0.85, "the heading or the file's name says so"),
        None if to_ten => ("nps", 0.6, "the scores go up to 10"),
        None => return,
    };
    draft.suggest("kind", Recipe::Constant(kind.to_owned()), confidence, reason.to_owned());
}

/// Which channel a file of talks is about, when no column says it.
fn channel(draft: &mut Draft<'_>) {
    let key = draft.column_of("interaction_id");
    let mut said: Vec<&str> = key.iter().flat_map(|c| &c.words).map(String::as_str).collect();
    said.extend(draft.file_words.iter().map(String::as_str));
    let found = ["meeting", "call", "email", "chat"]
        .into_iter()
        .find(|channel| said.iter().any(|word| word.trim_end_matches('s') == *channel));
    if let Some(channel) = found {
        let reason = "the headings or the file's name say so".to_owned();
        draft.suggest("channel", Recipe::Constant(channel.to_owned()), 0.7, reason);
    }
}

/// A duration in another unit becomes minutes.
fn minutes(draft: &mut Draft<'_>) {
    let current = draft.column_of("minutes");
    let close = |column: &&Profile| {
        let words = without_unit(&column.words);
        let named = closeness(draft.kind, "minutes", &words) > 0.6;
        named && column.part(column.numbers.count) > 0.9
    };
    let Some(column) = current.or_else(|| draft.free().into_iter().find(close)) else { return };
    match unit_of(&column.words) {
        Some((unit, seconds)) if unit != "minutes" => {
            let reason = format!("the heading says {unit}");
            draft.set("minutes", scaled(column, seconds / 60.0), 0.85, reason);
        }
        Some(_) => {
            let reason = "the heading says minutes".to_owned();
            draft.suggest("minutes", Recipe::column(column.heading.clone()), 0.85, reason);
        }
        None if current.is_some() && column.words.join(" ") != "minutes" => {
            let reason = "the heading names a duration without a unit; it is taken for minutes";
            draft.set("minutes", Recipe::column(column.heading.clone()), 0.55, reason.to_owned());
        }
        None => {}
    }
}

/// Rows that name a subscription and no account belong to the account that has it.
fn account_of_subscription(draft: &mut Draft<'_>) {
    if draft.has("account_id") {
        return;
    }
    let names = |column: &&Profile| {
        closeness(Kind::Subscriptions, "subscription_id", &column.words) > 0.9
            && column.words.iter().any(|word| word == "subscription")
    };
    let known = |column: &&Profile| column.part(column.known_subscriptions) > 0.7;
    let free = draft.free();
    let Some(column) =
        free.iter().find(|column| known(column)).or_else(|| free.iter().find(|c| names(c)))
    else {
        return;
    };
    let (confidence, reason) = if known(column) {
        (0.9, "no column names the account; its values are known subscriptions".to_owned())
    } else {
        let reason = "no column names the account; the subscription does, once the subscriptions are in (import them first)";
        (0.75, reason.to_owned())
    };
    let recipe = Recipe::AccountOfSubscription { column: column.heading.clone() };
    draft.set("account_id", recipe, confidence, reason);
}

/// The only column with times is the time that the kind needs.
fn only_time(draft: &mut Draft<'_>) {
    let needs = draft.kind.required().iter().find(|ours| ours.ends_with("_at") && !draft.has(ours));
    let free = draft.free();
    let mut times = free.into_iter().filter(|column| column.dates.is_some());
    if let (Some(ours), Some(column), None) = (needs, times.next(), times.next()) {
        let reason = format!("it is the only column left that has {}", column.looks());
        draft.set(ours, Recipe::column(column.heading.clone()), 0.6, reason);
    }
}

fn scaled(column: &Profile, scale: f64) -> Recipe {
    Recipe::Column {
        column: column.heading.clone(),
        values: BTreeMap::new(),
        otherwise: None,
        scale,
    }
}
