//! What headings mean: the names that others give to our columns.

use crate::file::Kind;

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
const NOISE: [&str; 7] = ["utc", "gmt", "the", "of", "custom", "field", "usd"];

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

/// Names that mean the same in every kind of file, the surest first.
const NAMES: &[(&str, &str)] = &[
    (
        "account_id",
        "account id, company id, customer id, organization id, organisation id, org id, client id, tenant id, workspace id, group id, team id, account number, customer number, account, company, customer, organization, organisation, client, tenant, workspace, associated company, account key",
    ),
    (
        "contact_id",
        "contact id, user id, person id, member id, uid, requester id, respondent id, lead id, contact, user, person, requester, respondent",
    ),
    ("email", "email, email address, work email, contact email, user email, mail"),
    (
        "created_at",
        "created at, signup date, created, create date, created date, date created, creation date, signed up at, signup, customer since, joined at, joined, first seen, added at, start date",
    ),
    ("status", "status, state"),
    ("subject", "subject, title, summary, headline"),
    ("body", "body, description, message, details, notes, text, content"),
    ("attributes", "attributes"),
    ("properties", "properties"),
    ("session_id", "session id, session"),
    (
        "minutes",
        "minutes, duration minutes, time spent, duration, length, usage duration, call duration",
    ),
    ("currency", "currency, currency code, iso currency"),
    (
        "comment",
        "comment, feedback, verbatim, feedback text, open text, comments, remark, answer text, reason",
    ),
    ("scale", "scale, max score, best score"),
];

/// Names that depend on what the rows are.
const NAMES_OF_KIND: &[(Kind, &str, &str)] = &[
    (Kind::Accounts, "account_id", "id, record id, key, account code, external id"),
    (
        Kind::Accounts,
        "name",
        "account name, company name, customer name, company, organization name, organisation name, client name, name, legal name, display name, customer, account",
    ),
    (
        Kind::Accounts,
        "parent_account_id",
        "parent account id, parent account, parent company, parent company id, parent id, parent",
    ),
    (
        Kind::Accounts,
        "domain",
        "domain, company domain, company domain name, domain name, website, website url, web site, homepage, url",
    ),
    (Kind::Accounts, "industry", "industry, sector, vertical, branch"),
    (Kind::Accounts, "country", "country, country code, billing country, country region"),
    (
        Kind::Accounts,
        "employees",
        "employees, number employees, employee count, headcount, company size, staff, size",
    ),
    (
        Kind::Accounts,
        "tier",
        "tier, plan tier, customer tier, account tier, service level, segment, plan, plan name",
    ),
    (
        Kind::Accounts,
        "stage",
        "stage, lifecycle stage, lifecycle, customer stage, account status, phase, status",
    ),
    (
        Kind::Accounts,
        "owner_email",
        "owner email, account owner email, csm email, account owner, customer success manager, csm, company owner, account manager, owner, assigned to",
    ),
    (Kind::Contacts, "contact_id", "id, record id, external id, key"),
    (Kind::Contacts, "name", "full name, contact name, name, display name, user name"),
    (Kind::Contacts, "title", "job title, title, position, function"),
    (Kind::Contacts, "role", "role, contact role, buying role, persona, user role"),
    (
        Kind::Subscriptions,
        "subscription_id",
        "subscription id, sub id, contract id, contract number, subscription, contract, id, order id, agreement id",
    ),
    (
        Kind::Subscriptions,
        "started_at",
        "start date, started at, subscription start, contract start date, contract start, begin date, activated at, start, period start, current period start, from, valid from, created",
    ),
    (
        Kind::Subscriptions,
        "ended_at",
        "end date, ended at, cancelled at, canceled at, cancellation date, churn date, churned at, end, valid to, to, terminated at",
    ),
    (
        Kind::Subscriptions,
        "plan",
        "plan, plan name, plan tier, tier, package, edition, price name, product, sku",
    ),
    (
        Kind::Subscriptions,
        "mrr",
        "mrr, mrr amount, monthly recurring revenue, monthly amount, monthly price, monthly revenue, monthly value",
    ),
    (
        Kind::Subscriptions,
        "seats",
        "seats, number seats, licenses, licences, quantity, users, units",
    ),
    (
        Kind::Subscriptions,
        "term_end",
        "term end, renewal date, renews at, renews on, next renewal, renewal, contract end date, contract end, current period end, period end, expiry date, expires at, expiration date, term end date",
    ),
    (Kind::Subscriptions, "status", "subscription status"),
    (
        Kind::Facts,
        "fact_id",
        "event id, fact id, message id, usage id, activity id, uuid, record id, id",
    ),
    (
        Kind::Facts,
        "name",
        "event name, event, feature name, feature, action, action name, activity, activity name, event type, page, name, type",
    ),
    (
        Kind::Facts,
        "occurred_at",
        "occurred at, timestamp, event time, event date, usage date, occurred, happened at, activity date, date, time, day, created at, when, at",
    ),
    (Kind::Facts, "kind", "fact kind, kind"),
    (Kind::Facts, "value", "value, count, usage count, amount, quantity, times, hits"),
    (
        Kind::Tickets,
        "ticket_id",
        "ticket id, case id, case number, issue key, issue id, ticket number, conversation id, request id, ticket, case, id, key",
    ),
    (
        Kind::Tickets,
        "opened_at",
        "opened at, submitted at, created at, opened, date opened, opened date, created, submitted, created date, create date, reported at, date created, requested at, start date",
    ),
    (
        Kind::Tickets,
        "solved_at",
        "solved at, closed at, resolved at, solved, resolved, closed, close date, closed date, date closed, resolution date, date time closed, completed at, end date",
    ),
    (
        Kind::Tickets,
        "first_response_at",
        "first response at, first reply at, first responded at, first replied at, first response, first reply",
    ),
    (Kind::Tickets, "priority", "priority, severity, urgency, importance"),
    (Kind::Tickets, "product", "product, component, module, product area, feature"),
    (Kind::Tickets, "cause", "cause, root cause, category, issue type, topic, reason, type"),
    (Kind::Tickets, "reopens", "reopens, reopen count, times reopened, reopened"),
    (
        Kind::Tickets,
        "csat",
        "csat, satisfaction score, satisfaction rating, csat score, satisfaction, customer rating, rating",
    ),
    (Kind::Tickets, "status", "ticket status, case status"),
    (Kind::Surveys, "response_id", "response id, survey response id, submission id, answer id, id"),
    (Kind::Surveys, "kind", "survey kind, survey type, kind, type, survey, survey name"),
    (
        Kind::Surveys,
        "score",
        "score, nps score, nps, csat score, csat, ces score, ces, rating, answer, value",
    ),
    (
        Kind::Surveys,
        "answered_at",
        "answered at, responded at, submitted at, response date, answer date, survey date, completed at, date, timestamp, created at",
    ),
    (
        Kind::Interactions,
        "interaction_id",
        "interaction id, activity id, meeting id, call id, engagement id, event id, task id, id",
    ),
    (
        Kind::Interactions,
        "channel",
        "channel, interaction type, activity type, engagement type, medium, type",
    ),
    (Kind::Interactions, "direction", "direction, inbound outbound"),
    (
        Kind::Interactions,
        "occurred_at",
        "occurred at, meeting date, activity date, call date, start time, started at, sent at, date, time, timestamp, created at, due date",
    ),
    (
        Kind::Interactions,
        "teammate_email",
        "teammate email, owner email, csm email, rep email, organizer email, host email, csm, rep, owner, organizer, host, sender, assigned to",
    ),
    (Kind::Interactions, "attended", "attended, attendance, showed up, showed"),
];

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

/// Words in a file's name or headings that tell which kind its rows are.
pub(crate) fn names_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Accounts => &["account", "company", "customer", "organization", "client", "tenant"],
        Kind::Contacts => &["contact", "user", "person", "people", "member"],
        Kind::Subscriptions => &["subscription", "contract"],
        Kind::Facts => &["fact", "event", "usage", "activity", "log", "track"],
        Kind::Tickets => &["ticket", "case", "issue", "support"],
        Kind::Surveys => &["survey", "nps", "csat", "ces", "feedback", "response"],
        Kind::Interactions => &["interaction", "meeting", "call", "engagement", "email"],
        #[allow(unreachable_patterns)] // a kind that is added later has no other names yet
        _ => &[],
    }
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
