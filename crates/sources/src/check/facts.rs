//! Facts, and the subscription that they name in their property `subscription_id`.

use perennial_model::{Fact, Micros, Subscription};

use crate::check::{Checker, FACT_BEFORE_SIGNUP, UNKNOWN_SUBSCRIPTION, USAGE_OUTSIDE_SUBSCRIPTION};

pub(super) fn check(checker: &mut Checker<'_>, rows: &[(u64, Fact)]) {
    for (line, fact) in rows {
        let (line, at) = (*line, fact.occurred_at);
        checker.contact(line, fact.contact_id.as_ref(), fact.account_id.as_ref());
        if let Some(account) = &fact.account_id {
            checker.account(line, account);
            checker.after_signup(&FACT_BEFORE_SIGNUP, line, "occurred_at", account, at);
        }
        checker.past(line, "occurred_at", Some(at));
        if let Some(id) = subscription_id(fact) {
            within_subscription(checker, line, &id, at);
        }
    }
}

fn within_subscription(checker: &mut Checker<'_>, line: u64, id: &str, at: Micros) {
    let periods = checker.options.known.subscription(id);
    if periods.is_empty() {
        let reason = || format!("subscription \"{id}\" is not known");
        return checker.findings.add(&UNKNOWN_SUBSCRIPTION, line, Some("subscription_id"), reason);
    }
    if !periods.iter().any(|period| runs_at(period, at)) {
        let reason = || format!("{at} lies outside subscription \"{id}\" ({})", span(periods));
        checker.findings.add(&USAGE_OUTSIDE_SUBSCRIPTION, line, Some("occurred_at"), reason);
    }
}

/// Whether the period runs: from its start on, and before its end.
fn runs_at(period: &Subscription, at: Micros) -> bool {
    period.started_at <= at && period.ended_at.is_none_or(|end| at < end)
}

fn span(periods: &[Subscription]) -> String {
    let first = periods.iter().map(|p| p.started_at).min().unwrap_or_default();
    let open = periods.iter().any(|p| p.ended_at.is_none());
    let last = periods.iter().filter_map(|p| p.ended_at).max().filter(|_| !open);
    last.map_or_else(|| format!("since {first}"), |end| format!("from {first} until {end}"))
}

/// The property, without reading the whole object where it is not there.
fn subscription_id(fact: &Fact) -> Option<String> {
    let properties =
        fact.properties.as_deref().filter(|text| text.contains("\"subscription_id\""))?;
    let object: serde_json::Value = serde_json::from_str(properties).ok()?;
    object.get("subscription_id")?.as_str().map(str::to_owned)
}
