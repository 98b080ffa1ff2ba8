//! The facts that records tell: a ticket was opened, a survey was answered, a subscription grew.
//!
//! What always holds: the same record gives the same fact ids, so that importing it again
//! repeats facts and never adds any; and only what has happened by `now` is a fact.

use serde_json::{Map, Value};

use crate::{
    AccountId, Fact, FactKind, Micros, Subscription, SurveyResponse, Ticket, records::Interaction,
};

/// What the facts of one import have in common.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Becomes `received_at`; what lies after it has not happened yet.
    pub now: Micros,
    /// `import:<file name>`, `sample` …
    pub source: &'a str,
}

impl Telling<'_> {
    pub(crate) fn fact(
        &self,
        id: String,
        kind: FactKind,
        name: &str,
        at: Micros,
        account: &AccountId,
    ) -> Fact {
        Fact {
            fact_id: id,
            account_id: Some(account.clone()),
            contact_id: None,
            kind,
            name: name.to_owned(),
            occurred_at: at,
            received_at: self.now,
            value: None,
            session_id: None,
            source: self.source.to_owned(),
            properties: None,
        }
    }
}

impl Ticket {
    /// `ticket:<id>:opened` and, once it is solved, `ticket:<id>:solved`.
    pub fn facts(&self, telling: &Telling<'_>) -> Vec<Fact> {
        let step = |word: &str, at: Micros| Fact {
            contact_id: self.contact_id.clone(),
            properties: json_object([
                ("ticket_id", text(Some(&self.ticket_id))),
                ("subject", text(self.subject.as_ref())),
                ("priority", text(self.priority.as_ref())),
                ("product", text(self.product.as_ref())),
                ("cause", text(self.cause.as_ref())),
            ]),
            ..telling.fact(
                format!("ticket:{}:{word}", self.ticket_id),
                FactKind::Ticket,
                &format!("ticket {word}"),
                at,
                &self.account_id,
            )
        };
        let steps = [("opened", Some(self.opened_at)), ("solved", self.solved_at)];
        let happened = |(word, at): (&str, Option<Micros>)| {
            at.filter(|at| *at <= telling.now).map(|at| step(word, at))
        };
        steps.into_iter().filter_map(happened).collect()
    }
}

impl SurveyResponse {
    /// `survey:<kind>:<id>`, named after the kind of survey; its value is the score.
    pub fn fact(&self, telling: &Telling<'_>) -> Option<Fact> {
        let fact = Fact {
            contact_id: self.contact_id.clone(),
            value: Some(self.score),
            properties: json_object([
                ("response_id", text(Some(&self.response_id))),
                ("comment", text(self.comment.as_ref())),
                ("scale", number(self.scale)),
            ]),
            ..telling.fact(
                format!("survey:{}:{}", self.kind.as_str(), self.response_id),
                FactKind::Survey,
                self.kind.as_str(),
                self.answered_at,
                &self.account_id,
            )
        };
        (fact.occurred_at <= telling.now).then_some(fact)
    }
}

impl Interaction {
    /// `interaction:<id>`, named after the channel; everything else stands in the properties.
    pub fn fact(&self, telling: &Telling<'_>) -> Fact {
        let mut properties: Map<String, Value> = self
            .attributes
            .iter()
            .map(|(key, json)| (key.clone(), serde_json::from_str(json).unwrap_or(Value::Null)))
            .collect();
        let named = [
            ("interaction_id", text(Some(&self.interaction_id))),
            ("channel", text(Some(&self.channel))),
            ("direction", text(Some(&self.direction))),
            ("teammate_email", text(self.teammate_email.as_ref())),
            ("subject", text(self.subject.as_ref())),
            ("body", text(self.body.as_ref())),
            ("minutes", number(self.minutes)),
            ("attended", self.attended.map(Value::Bool)),
        ];
        properties.extend(named.into_iter().filter_map(|(k, v)| v.map(|v| (k.to_owned(), v))));
        Fact {
            contact_id: self.contact_id.clone(),
            properties: Some(Value::Object(properties).to_string()),
            ..telling.fact(
                format!("interaction:{}", self.interaction_id),
                FactKind::Interaction,
                &self.channel,
                self.occurred_at,
                &self.account_id,
            )
        }
    }

    /// Reads back what [`Interaction::fact`] wrote; `None` for facts of other kinds or without an account.
    pub fn from_fact(fact: &Fact) -> Option<Self> {
        if fact.kind != FactKind::Interaction {
            return None;
        }
        let mut properties: Map<String, Value> = fact
            .properties
            .as_deref()
            .and_then(|p| serde_json::from_str(p).ok())
            .unwrap_or_default();
        let mut take = |key: &str| properties.remove(key);
        let words = |value: Option<Value>| match value {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        Some(Self {
            interaction_id: words(take("interaction_id")).unwrap_or_else(|| fact.fact_id.clone()),
            account_id: fact.account_id.clone()?,
            channel: words(take("channel")).unwrap_or_else(|| fact.name.clone()),
            direction: words(take("direction")).unwrap_or_default(),
            occurred_at: fact.occurred_at,
            contact_id: fact.contact_id.clone(),
            teammate_email: words(take("teammate_email")),
            subject: words(take("subject")),
            body: words(take("body")),
            minutes: take("minutes").and_then(|v| v.as_f64()),
            attended: take("attended").and_then(|v| v.as_bool()),
            attributes: properties.into_iter().map(|(k, v)| (k, v.to_string())).collect(),
        })
    }
}

/// The movements that a subscription's periods tell, as facts of kind billing whose value is the
/// change of monthly revenue in major units (empty where the currency changed or no price is known).
///
/// `periods` are all known periods of one or many subscriptions, in any order. Periods of one
/// subscription that touch are continuous: the second is a change, no end and new start.
pub fn subscription_facts(periods: &[Subscription], telling: &Telling<'_>) -> Vec<Fact> {
    let mut sorted: Vec<&Subscription> = periods.iter().collect();
    sorted.sort_by_key(|p| (&p.subscription_id, p.started_at));
    let mut facts = Vec::new();
    for (at, period) in sorted.iter().enumerate() {
        let same = |p: &&&Subscription| p.subscription_id == period.subscription_id;
        let before = at.checked_sub(1).and_then(|i| sorted.get(i)).filter(same);
        let after = sorted.get(at + 1).filter(same);
        let continues =
            |a: &Subscription, b: &Subscription| a.ended_at.is_none_or(|end| end >= b.started_at);
        let previous = before.filter(|b| continues(b, period));
        let (word, change) = begin(previous.copied(), period);
        facts.push(movement(period, "start", word, period.started_at, change, telling));
        if let Some(end) = period.ended_at
            && after.is_none_or(|next| !continues(period, next))
        {
            let lost = period.mrr.map(|mrr| -mrr.to_major());
            facts.push(movement(period, "end", "subscription ended", end, lost, telling));
        }
    }
    facts.retain(|fact| fact.occurred_at <= telling.now);
    facts
}

fn begin(previous: Option<&Subscription>, period: &Subscription) -> (&'static str, Option<f64>) {
    let Some(previous) = previous else {
        return ("subscription started", period.mrr.map(crate::Money::to_major));
    };
    let change = match (previous.mrr, period.mrr) {
        (Some(old), Some(new)) if old.currency == new.currency => {
            Some(crate::Money { minor: new.minor - old.minor, currency: new.currency }.to_major())
        }
        _ => None,
    };
    match change {
        Some(by) if by > 0.0 => ("subscription upgraded", change),
        Some(by) if by < 0.0 => ("subscription downgraded", change),
        _ if previous.term_end != period.term_end => ("subscription renewed", change),
        _ => ("subscription changed", change),
    }
}

fn movement(
    period: &Subscription,
    edge: &str,
    name: &str,
    at: Micros,
    value: Option<f64>,
    telling: &Telling<'_>,
) -> Fact {
    let id = format!("subscription:{}:{}:{edge}", period.subscription_id, period.started_at);
    Fact {
        value,
        properties: json_object([
            ("subscription_id", text(Some(&period.subscription_id))),
            ("plan", text(period.plan.as_ref())),
            ("mrr", period.mrr.map(|mrr| Value::String(mrr.to_string()))),
            ("currency", period.mrr.map(|mrr| Value::String(mrr.currency.to_string()))),
            ("seats", period.seats.map(Value::from)),
        ]),
        ..telling.fact(id, FactKind::Billing, name, at, &period.account_id)
    }
}

pub(crate) fn text(value: Option<&String>) -> Option<Value> {
    value.map(|text| Value::String(text.clone()))
}

fn number(value: Option<f64>) -> Option<Value> {
    value.and_then(serde_json::Number::from_f64).map(Value::Number)
}

pub(crate) fn json_object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Option<String> {
    let map: Map<String, Value> =
        fields.into_iter().filter_map(|(key, value)| value.map(|v| (key.to_owned(), v))).collect();
    (!map.is_empty()).then(|| Value::Object(map).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, Money};

    fn at(day: i64) -> Micros {
        Micros(0).plus_days(day)
    }

    fn period(id: &str, from: i64, to: Option<i64>, mrr: i64) -> Subscription {
        Subscription {
            subscription_id: id.to_owned(),
            account_id: "acme".into(),
            started_at: at(from),
            ended_at: to.map(at),
            plan: None,
            mrr: Some(Money { minor: mrr * 100, currency: Currency::USD }),
            seats: None,
            term_end: None,
            cancelled_at: None,
            status: None,
            attributes: Default::default(),
        }
    }

    fn told(periods: &[Subscription]) -> Vec<(String, Option<f64>)> {
        let telling = Telling { now: at(100), source: "test" };
        subscription_facts(periods, &telling).into_iter().map(|f| (f.name, f.value)).collect()
    }

    #[test]
    fn touching_periods_are_changes_and_the_movements_add_up() {
        let facts = told(&[
            period("s", 20, Some(30), 150),
            period("s", 0, Some(20), 100),
            period("s", 40, Some(90), 80),
            period("s", 90, Some(200), 60),
        ]);
        let named: Vec<&str> = facts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            named,
            [
                "subscription started",
                "subscription upgraded",
                "subscription ended",
                "subscription started",
                "subscription downgraded"
            ]
        );
        let sum: f64 = facts.iter().filter_map(|(_, value)| *value).sum();
        assert!((sum - 60.0).abs() < 1e-9, "what runs now is worth 60");
    }

    #[test]
    fn an_interaction_reads_back_from_its_fact() {
        let interaction = Interaction {
            interaction_id: "7".into(),
            account_id: "acme".into(),
            channel: "meeting".into(),
            direction: "outbound".into(),
            occurred_at: at(3),
            contact_id: Some("ann".into()),
            teammate_email: Some("kim@us.example".into()),
            subject: Some("Quarterly \"review\"".into()),
            body: None,
            minutes: Some(45.0),
            attended: Some(false),
            attributes: [("room".to_owned(), "\"blue\"".to_owned())].into(),
        };
        let fact = interaction.fact(&Telling { now: at(9), source: "test" });
        assert_eq!(fact.fact_id, "interaction:7");
        assert_eq!(Interaction::from_fact(&fact), Some(interaction));
    }
}
