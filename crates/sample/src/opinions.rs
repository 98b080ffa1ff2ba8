//! What our people think of a customer, and what customers answer to "what are we to you?".
//!
//! Whoever looks after an account sees how busy it is and hears half of how it feels, so that their
//! pulse is right on the whole and wrong often enough.

use perennial_model::{Day, Judgement, JudgementKind, SurveyKind, SurveyResponse};

use crate::{
    cast::{Customer, OWNERS},
    fate::Span,
    plot::Plot,
    rng::Rng,
    usage::{at, office_hour},
};

/// What was said of an account, by time. Of half of them nobody says anything.
pub(crate) fn judgements(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Vec<Judgement> {
    let owner = OWNERS.get(customer.owner).filter(|_| rng.chance(0.55));
    let Some((_, email)) = owner else { return Vec::new() };
    let last = plot.fate.last_day(span);
    let mut said = Said { customer, by: email, judgements: Vec::new() };
    let mut day = plot.fate.created.plus(rng.between(35, 70));
    while day <= last {
        let felt = felt(plot, day, rng);
        let pulse = (3.4 + 1.1 * felt).round().clamp(1.0, 5.0);
        said.say(JudgementKind::Pulse, pulse, day, rng, pulse_reason(pulse));
        day = day.plus(rng.between(45, 95));
    }
    for (kind, from, until) in [
        (JudgementKind::Relationship, 70, 160),
        (JudgementKind::Value, 110, 220),
        (JudgementKind::Fit, 80, 200),
    ] {
        let day = plot.fate.created.plus(rng.between(from, until));
        let felt = felt(plot, day, rng);
        let (value, reason) = match kind {
            JudgementKind::Relationship => ((2.6 + 1.2 * felt).round().clamp(1.0, 5.0), ""),
            JudgementKind::Value => ((1.2 + 0.8 * felt).round().clamp(0.0, 2.0), ""),
            _ => fit(felt),
        };
        if day <= last && rng.chance(0.6) {
            said.say(kind, value, day, rng, reason);
        }
    }
    said.judgements.sort_by_key(|one| one.made_at);
    for (number, one) in (1_u32..).zip(said.judgements.iter_mut()) {
        one.judgement_id = format!("{}-j{number:02}", customer.id);
    }
    said.judgements
}

/// −1 bad … 1 good, as somebody of us feels it.
fn felt(plot: &Plot, day: Day, rng: &mut Rng) -> f64 {
    let weather = plot.weather(day);
    let busy = (weather.activity - 1.0).clamp(-1.0, 0.5);
    0.5 * weather.mood + 0.6 * busy + 0.35 * rng.spread()
}

fn fit(felt: f64) -> (f64, &'static str) {
    match felt {
        low if low < -0.55 => (0.0, "They use it as a calendar and nothing else."),
        low if low < -0.15 => (1.0, "I do not see how their dispatchers work with it."),
        _ => (2.0, "The whole day runs through it, as it should."),
    }
}

fn pulse_reason(pulse: f64) -> &'static str {
    match pulse {
        low if low < 1.5 => "They told me they are looking at others.",
        low if low < 2.5 => "Short answers, and the last two calls were moved.",
        low if low < 3.5 => "Nothing wrong, nothing great; I should talk to the owner.",
        low if low < 4.5 => "Good call; they are happy with the new planning board.",
        _ => "They recommend us to their neighbours.",
    }
}

struct Said<'a> {
    customer: &'a Customer,
    by: &'static str,
    judgements: Vec<Judgement>,
}

impl Said<'_> {
    fn say(&mut self, kind: JudgementKind, value: f64, day: Day, rng: &mut Rng, reason: &str) {
        let holds = kind.holds_days().unwrap_or(90);
        self.judgements.push(Judgement {
            judgement_id: String::new(),
            account_id: self.customer.id.clone(),
            kind,
            value,
            reason: reason.to_owned(),
            made_by: self.by.to_owned(),
            made_at: office_hour(day, self.customer.country, rng),
            until: at(day.plus(holds + 1), 0),
            ended_at: None,
            ended_by: None,
        });
    }
}

/// Answers to "what are we to you?", asked once a year; four in ten answer.
pub(crate) fn values(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Vec<SurveyResponse> {
    let last = plot.fate.last_day(span);
    let mut answers = Vec::new();
    let mut day = plot.fate.created.plus(rng.between(150, 240));
    while day <= last {
        let mood = plot.weather(day).mood + 0.4 * rng.spread();
        if rng.chance(0.4) {
            answers.push(SurveyResponse {
                response_id: format!("{}-value-{}", customer.id, answers.len() + 1),
                account_id: customer.id.clone(),
                kind: SurveyKind::Value,
                score: (1.1 + 0.9 * mood).round().clamp(0.0, 2.0),
                answered_at: office_hour(day, customer.country, rng),
                contact_id: customer.people.first().map(|person| person.id.clone()),
                scale: None,
                comment: None,
                attributes: Default::default(),
            });
        }
        day = day.plus(365);
    }
    answers
}
