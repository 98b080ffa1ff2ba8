//! Tickets, with words.

use perennial_model::{Day, Micros, SurveyKind, SurveyResponse, Ticket};

use crate::{
    calendar::{is_workday, pace},
    cast::{Customer, Person},
    fate::Span,
    plot::{Plot, Weather},
    rng::Rng,
    story::Story,
    usage::{at, office_hour},
    words::{TOPICS, Topic},
};

const PRIORITIES: [&str; 4] = ["low", "normal", "high", "urgent"];
/// The fault that comes again and again where support hurts.
const RECURRING: [usize; 4] = [1, 3, 4, 9];

pub(crate) fn tickets(customer: &Customer, plot: &Plot, span: Span, rng: &mut Rng) -> Vec<Ticket> {
    let people = f64::from(u32::try_from(customer.people.len()).unwrap_or(3));
    let a_day = (0.18 + 0.055 * people) / 21.0;
    let recurring = RECURRING.get(rng.index(RECURRING.len())).copied().unwrap_or(1);
    let mut tickets = Vec::new();
    for number in plot.fate.created.0..=plot.fate.last_day(span).0 {
        let day = Day(number);
        if !is_workday(day) {
            continue;
        }
        let weather = plot.weather(day);
        let expected = a_day * weather.tickets * pace(day, customer.country);
        for _ in 0..rng.count(expected) {
            let Some(person) = writer(customer, plot, day, rng) else { continue };
            let pain =
                plot.fate.story == Story::SupportPain && plot.fate.began.is_some_and(|b| b <= day);
            let topic = if pain && rng.chance(0.7) { recurring } else { rng.index(TOPICS.len()) };
            let Some(topic) = TOPICS.get(topic) else { continue };
            let id = format!(
                "T{}-{:03}",
                customer.id.as_str().rsplit('-').next().unwrap_or("0"),
                tickets.len() + 1
            );
            let desk = Desk { customer, plot, span, weather, pain };
            tickets.push(desk.ticket(id, person, topic, day, rng));
        }
    }
    tickets
}

/// Somebody who is there and still uses it.
fn writer<'a>(customer: &'a Customer, plot: &Plot, day: Day, rng: &mut Rng) -> Option<&'a Person> {
    let weights: Vec<f64> = customer
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| {
            if person.is_there(day) {
                person.presence * plot.bearing(at, day).presence
            } else {
                0.0
            }
        })
        .collect();
    (weights.iter().sum::<f64>() > 0.0)
        .then(|| customer.people.get(rng.weighted(&weights)))
        .flatten()
}

struct Desk<'a> {
    customer: &'a Customer,
    plot: &'a Plot,
    span: Span,
    weather: Weather,
    pain: bool,
}

impl Desk<'_> {
    fn ticket(
        &self,
        id: String,
        person: &Person,
        topic: &Topic,
        day: Day,
        rng: &mut Rng,
    ) -> Ticket {
        let angry = rng.chance((0.25 - self.weather.mood * 0.75).clamp(0.0, 0.92));
        let priority = (topic.priority + usize::from(angry)).min(3);
        let opened = office_hour(day, self.customer.country, rng);
        let slow = if self.pain { rng.within(6.0, 30.0) } else { 1.0 };
        let first_hours = rng.within(0.3, 6.0) * slow;
        let hours = first_hours + rng.within(2.0, 60.0) * slow;
        let solved = later(opened, hours);
        let now = at(self.span.today, 0);
        let ended = self.plot.fate.leaves.map_or(now, |leaves| at(leaves, 0));
        let is_solved = solved < now.min(ended);
        let left_open = !is_solved && ended < now;
        let closed = if is_solved { Some(solved) } else { left_open.then_some(ended.max(opened)) };
        let responded = Some(later(opened, first_hours)).filter(|at| *at < now.min(ended));
        let rated = is_solved && rng.chance(0.42);
        Ticket {
            ticket_id: id,
            account_id: self.customer.id.clone(),
            opened_at: opened,
            contact_id: Some(person.id.clone()),
            subject: Some(topic.subject.to_owned()),
            body: Some(if angry { topic.angry } else { topic.calm }.to_owned()),
            priority: PRIORITIES.get(priority).map(|word| (*word).to_owned()),
            status: Some(if closed.is_some() { "solved" } else { "open" }.to_owned()),
            product: Some(topic.product.to_owned()),
            cause: Some(topic.cause.to_owned()),
            first_response_at: responded,
            solved_at: closed,
            reopens: Some(i64::from(rng.count(if self.pain { 1.1 } else { 0.12 }))),
            csat: rated.then(|| self.stars(hours, angry, rng)),
            attributes: Default::default(),
        }
    }

    fn stars(&self, hours: f64, angry: bool, rng: &mut Rng) -> f64 {
        let felt = 4.5 + 0.5 * self.weather.mood - hours / 90.0 - if angry { 1.1 } else { 0.0 };
        (felt + 0.6 * rng.spread()).round().clamp(1.0, 5.0)
    }
}

fn later(from: Micros, hours: f64) -> Micros {
    #[allow(clippy::cast_possible_truncation)] // some hundred hours at most
    let seconds = (hours * 3600.0) as i64;
    from.plus_seconds(seconds)
}

/// The stars on a ticket are an answer to a survey, too.
pub(crate) fn stars(tickets: &[Ticket]) -> Vec<SurveyResponse> {
    let answer = |ticket: &Ticket| {
        Some(SurveyResponse {
            response_id: format!("csat-{}", ticket.ticket_id),
            account_id: ticket.account_id.clone(),
            kind: SurveyKind::Csat,
            score: ticket.csat?,
            answered_at: ticket.solved_at?.plus_seconds(1800),
            contact_id: ticket.contact_id.clone(),
            scale: None,
            comment: None,
            attributes: Default::default(),
        })
    };
    tickets.iter().filter_map(answer).collect()
}
