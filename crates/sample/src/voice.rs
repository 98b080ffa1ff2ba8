//! Answers to surveys: would you recommend us?

use perennial_model::{Day, SurveyKind, SurveyResponse};

use crate::{
    cast::{Customer, Person},
    fate::Span,
    plot::Plot,
    rng::Rng,
    usage::office_hour,
    words::{comment, complaint},
};

/// Days between two waves.
const WAVE: i32 = 120;

pub(crate) fn surveys(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Vec<SurveyResponse> {
    let mut answers = Vec::new();
    let last = plot.fate.last_day(span);
    let mut wave = plot.fate.created.plus(rng.between(50, 90));
    while wave <= last {
        for (at, person) in asked(customer, rng) {
            let day = wave.plus(rng.between(0, 12));
            if day > last || !person.is_there(day) {
                continue;
            }
            let listens =
                if person.role == "economic_buyer" { plot.weather(day).payer } else { 0.55 };
            if rng.chance(listens * plot.bearing(at, day).presence.clamp(0.2, 1.0)) {
                let id = format!("nps-{}-{}", person.id, day);
                answers.push(answer(customer, plot, (at, person), day, id, rng));
            }
        }
        wave = wave.plus(WAVE);
    }
    answers
}

/// The champion, whoever pays, and two more.
fn asked<'a>(customer: &'a Customer, rng: &mut Rng) -> Vec<(usize, &'a Person)> {
    let chosen = [rng.index(customer.people.len()), rng.index(customer.people.len())];
    let people = customer.people.iter().enumerate();
    let wanted = |at: usize, person: &Person| person.role != "user" || chosen.contains(&at);
    people.filter(|(at, person)| wanted(*at, person)).collect()
}

fn answer(
    customer: &Customer,
    plot: &Plot,
    (at, person): (usize, &Person),
    day: Day,
    response_id: String,
    rng: &mut Rng,
) -> SurveyResponse {
    let weather = plot.weather(day);
    // Who carries a watermelon is proud of it: that is what makes it green outside.
    let proud = plot.carries.get(at).copied().unwrap_or(false);
    let mood = if proud { 0.85 } else { weather.mood };
    let felt = 7.3 + 2.9 * mood + 0.9 * rng.spread();
    let score = felt.round().clamp(0.0, 10.0);
    #[allow(clippy::cast_possible_truncation)] // 0 to 10
    let whole = score as i32;
    let unhappy = whole <= 6 && plot.fate.began.is_some_and(|began| began <= day);
    let says = if unhappy { complaint(plot.fate.story) } else { comment(whole) };
    SurveyResponse {
        response_id,
        account_id: customer.id.clone(),
        kind: SurveyKind::Nps,
        score,
        answered_at: office_hour(day, customer.country, rng),
        contact_id: Some(person.id.clone()),
        scale: None,
        comment: rng.chance(0.6).then(|| rng.pick(says).to_owned()),
        attributes: Default::default(),
    }
}
