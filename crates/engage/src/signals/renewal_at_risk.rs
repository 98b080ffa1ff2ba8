//! The renewal is near while health is low.

use perennial_model::{Day, Severity, SignalRule};
use serde_json::json;

use super::{
    Episode,
    hysteresis::{Ending, Span, Verdict, spans},
    rules::RenewalAtRisk,
    series::Past,
    words,
};

pub fn episodes(past: &Past<'_>, rules: &RenewalAtRisk, today: Day) -> Vec<Episode> {
    spans(past.days(), rules.timing(), |day| verdict(past, rules, day))
        .into_iter()
        .map(|span| {
            let told = if span.closed.is_some() { span.worst } else { past.last };
            let evidence = json!({
                "as_of": told.to_string(),
                "since": span.since.to_string(),
                "days_to_renewal": past.days_to_renewal.at(told),
                "renewal_on": renewal_on(past, told).map(|day| day.to_string()),
                "score": past.score.at(told),
                "low_below_score": rules.open_below_score,
                "arr": past.arr.at(told),
            });
            let reason = reason(past, rules, &span, told, today);
            Episode::new(SignalRule::RenewalAtRisk, &span, reason, &evidence)
        })
        .collect()
}

fn verdict(past: &Past<'_>, rules: &RenewalAtRisk, day: Day) -> Verdict {
    let near = 0.0..=f64::from(rules.within_days);
    let Some(days) = past.days_to_renewal.at(day).filter(|days| near.contains(days)) else {
        return Verdict::Over;
    };
    let Some(score) = past.score.at(day) else { return Verdict::Between };
    if score >= rules.close_from_score {
        return Verdict::Recovered;
    }
    if score >= rules.open_below_score {
        return Verdict::Between;
    }
    let critical =
        score < rules.critical_below_score || days <= f64::from(rules.critical_within_days);
    let severity = if critical { Severity::Critical } else { Severity::Warning };
    Verdict::Holds { severity, depth: -score }
}

fn renewal_on(past: &Past<'_>, day: Day) -> Option<Day> {
    #[allow(clippy::cast_possible_truncation)]
    past.days_to_renewal.at(day).map(|days| day.plus(days as i32))
}

fn reason(past: &Past<'_>, rules: &RenewalAtRisk, span: &Span, told: Day, today: Day) -> String {
    let renewal = renewal_on(past, told).unwrap_or(told);
    let score = past.score.at(told);
    let health = score.map_or_else(|| "unknown".to_owned(), |score| format!("{score:.0} of 100"));
    let Some((closed, ending)) = span.closed else {
        let health = match score {
            Some(score) if score >= rules.open_below_score => {
                format!("health is on its way up, {score:.0} of 100")
            }
            Some(_) => format!("health is only {health}"),
            None => "health is unknown".to_owned(),
        };
        return format!(
            "Renews {}, on {}, and {health}",
            from_now(renewal, today),
            words::date(renewal)
        );
    };
    let on = words::date(closed);
    let end = match (ending, past.days_to_renewal.at(closed)) {
        (Ending::Recovered, _) => {
            format!("health was back at {:.0} by {on}", past.score.at(closed).unwrap_or(0.0))
        }
        (Ending::Over, Some(days)) if days > 0.0 => format!("the term was extended by {on}"),
        (Ending::Over, _) => format!("the term ended by {on}"),
    };
    format!("The renewal of {} was near while health was {health}; {end}", words::date(renewal))
}

/// `today`, `tomorrow`, `in 42 days`.
fn from_now(day: Day, today: Day) -> String {
    match i64::from(day.0) - i64::from(today.0) {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}
