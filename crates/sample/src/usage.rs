//! What people do in the product, day by day.

use perennial_model::{Day, Fact, FactKind, Micros};

use crate::{
    calendar::{pace, season},
    cast::{Customer, Person},
    fate::Span,
    plot::{Plot, Weather},
    product::{EXPORT, FEATURES},
    rng::Rng,
    story::Story,
};

pub(crate) const SOURCE: &str = "sample";

/// All usage of an account.
pub(crate) fn usage(customer: &Customer, plot: &Plot, span: Span, rng: &mut Rng) -> Vec<Fact> {
    let mut facts = Vec::new();
    let last = plot.fate.last_day(span);
    for number in plot.fate.created.0..=last.0 {
        let day = Day(number);
        let weather = plot.weather(day);
        let mut pace = pace(day, customer.country) * weather.activity;
        if plot.fate.story == Story::Seasonal {
            pace *= season(day, customer.season_turn);
        }
        for (at, person) in customer.people.iter().enumerate().filter(|(_, p)| p.is_there(day)) {
            let bearing = plot.bearing(at, day);
            let settled = (0.45 + f64::from(day.0 - person.joins.0) / 40.0).min(1.0);
            let presence = (person.presence * bearing.presence).min(0.96) * pace * settled;
            if !rng.chance(presence) {
                continue;
            }
            let volume = person.volume * bearing.volume * settled;
            let events = 1 + rng.count(volume);
            let mut visit = Visit { customer, person, day, weather, plot, rng };
            visit.session(events, &mut facts);
        }
    }
    facts
}

/// One person's day in the product.
struct Visit<'a> {
    customer: &'a Customer,
    person: &'a Person,
    day: Day,
    weather: Weather,
    plot: &'a Plot,
    rng: &'a mut Rng,
}

impl Visit<'_> {
    fn session(&mut self, events: u32, facts: &mut Vec<Fact>) {
        let start = self.person.habit + self.rng.between(-25, 70);
        let mut second = (start.max(0) * 60 + self.rng.between(0, 59)).min(82_000);
        let session = format!("{}-{}", self.person.id, self.day);
        for event in 0..events {
            let (name, properties, value) = self.event();
            facts.push(Fact {
                fact_id: format!("{session}-{event}"),
                account_id: Some(self.customer.id.clone()),
                contact_id: Some(self.person.id.clone()),
                kind: FactKind::Usage,
                name: name.to_owned(),
                occurred_at: at(self.day, second),
                received_at: at(self.day, second + 2),
                value,
                session_id: Some(session.clone()),
                source: SOURCE.to_owned(),
                properties,
            });
            second = (second + self.rng.between(20, 1500)).min(86_300);
        }
    }

    fn event(&mut self) -> (&'static str, Option<String>, Option<f64>) {
        let curious = self.person.job.volume() > 0.7;
        if curious && self.plot.moves_out(self.day) && self.rng.chance(0.12) {
            return (EXPORT, Some(r#"{"format":"csv"}"#.to_owned()), None);
        }
        let mut weights = [0.0; FEATURES.len()];
        for ((weight, feature), taste) in weights.iter_mut().zip(&FEATURES).zip(&self.person.tastes)
        {
            if feature.depth <= self.weather.breadth {
                *weight = self.person.job.weight(feature) * taste;
            }
        }
        let name = FEATURES.get(self.rng.weighted(&weights)).map_or("calendar_viewed", |f| f.event);
        let (properties, value) = self.details(name);
        (name, properties, value)
    }

    fn details(&mut self, name: &str) -> (Option<String>, Option<f64>) {
        let trades = ["repair", "inspection", "installation", "emergency", "maintenance"];
        match name {
            "job_scheduled" | "job_rescheduled" => {
                (Some(format!(r#"{{"job_type":"{}"}}"#, self.rng.pick(&trades))), None)
            }
            "job_completed" => {
                let minutes = self.rng.between(20, 190);
                (
                    Some(format!(
                        r#"{{"job_type":"{}","minutes":{minutes}}}"#,
                        self.rng.pick(&trades)
                    )),
                    None,
                )
            }
            "invoice_sent" | "quote_sent" => (None, Some(f64::from(self.rng.between(80, 4200)))),
            "route_optimized" => {
                let stops = self.rng.between(3, 14);
                (Some(format!(r#"{{"stops":{stops}}}"#)), Some(f64::from(stops)))
            }
            _ => (None, None),
        }
    }
}

/// A second of a day, in UTC.
pub(crate) fn at(day: Day, second: i32) -> Micros {
    Micros(0).plus_days(i64::from(day.0)).plus_seconds(i64::from(second))
}

/// A moment within the working day of that country.
pub(crate) fn office_hour(day: Day, country: &str, rng: &mut Rng) -> Micros {
    let first = crate::calendar::first_hour(country) * 3600;
    at(day, first + rng.between(0, 8 * 3600))
}
