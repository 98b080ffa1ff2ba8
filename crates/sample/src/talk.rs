//! E-mails, calls and meetings between our people and theirs.

use perennial_model::{Day, Fact, FactKind, Interaction, Telling};

use crate::{
    cast::{Customer, OWNERS, Person},
    fate::Span,
    plot::Plot,
    rng::Rng,
    story::Story,
    usage::{SOURCE, office_hour},
    words::{REPLIES, SMALL_TALK, letter, said_reason},
};

/// Everything that was said, by day.
pub(crate) fn talk(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Vec<Interaction> {
    let mut book = Book { customer, plot, last: plot.fate.last_day(span), rng, talks: Vec::new() };
    book.onboarding();
    book.everyday();
    book.letters();
    book.talks.sort_by_key(|talk| talk.occurred_at);
    for (number, talk) in (1_u32..).zip(book.talks.iter_mut()) {
        talk.interaction_id = format!("{}-{number:03}", customer.id);
    }
    book.talks
}

struct Book<'a> {
    customer: &'a Customer,
    plot: &'a Plot,
    last: Day,
    rng: &'a mut Rng,
    talks: Vec<Interaction>,
}

/// One talk before it has its place in the book.
struct Said {
    channel: &'static str,
    direction: &'static str,
    subject: String,
    body: Option<String>,
    minutes: Option<f64>,
    attended: Option<bool>,
}

impl Book<'_> {
    fn onboarding(&mut self) {
        let created = self.plot.fate.created;
        let stalled = self.plot.fate.story == Story::StalledOnboarding;
        for (subject, after) in [
            ("Kick-off", 3),
            ("Training: scheduling", 12),
            ("Training: mobile app", 21),
            ("Training: invoices", 34),
        ] {
            let came =
                if stalled && after > 12 { self.rng.chance(0.2) } else { self.rng.chance(0.95) };
            let day = created.plus(after + self.rng.between(0, 3));
            self.with_champion(day, meeting(subject, 60.0, came));
        }
    }

    /// The bigger the customer, the more often.
    fn everyday(&mut self) {
        let every = match self.customer.tier {
            0 => 75,
            1 => 38,
            _ => 21,
        };
        let mut day = self.plot.fate.created.plus(45 + self.rng.between(0, every));
        let mut turn = 0;
        while day <= self.last {
            if turn % 3 == 2 {
                self.review(day);
            } else {
                self.mail(day);
            }
            turn += 1;
            day = day.plus(every + self.rng.between(-6, 6));
        }
    }

    /// A meeting with the payer: whether they come says a lot.
    fn review(&mut self, day: Day) {
        let attention = self.plot.weather(day).payer;
        let came = self.rng.chance((attention * 1.15).min(0.97));
        let customer = self.customer;
        let Some(payer) = customer.payer().filter(|person| person.is_there(day)) else { return };
        self.add(day, payer, meeting("Business review", 45.0, came));
        if !came && self.rng.chance(0.6) {
            self.with_champion(day, meeting("Business review", 45.0, true));
        }
    }

    /// We write; they answer, or not.
    fn mail(&mut self, day: Day) {
        let customer = self.customer;
        let person = if self.rng.chance(0.5) { customer.payer() } else { customer.champion() };
        let Some(person) = person.filter(|person| person.is_there(day)) else { return };
        let (subject, body) =
            SMALL_TALK.get(self.rng.index(SMALL_TALK.len())).copied().unwrap_or_default();
        self.add(day, person, mail("outbound", subject, body));
        let pays = customer.payer().is_some_and(|payer| payer.id == person.id);
        let answers = if pays { self.plot.weather(day).payer } else { 0.65 };
        if self.rng.chance(answers) {
            let reply = self.rng.pick(&REPLIES);
            let later = day.plus(self.rng.between(1, 3));
            self.add(later, person, mail("inbound", &format!("Re: {subject}"), reply));
        }
    }

    /// What they write when something is wrong, and what they say when they go.
    fn letters(&mut self) {
        let fate = &self.plot.fate;
        let (Some(began), Some(leaves)) = (fate.began, fate.leaves) else { return };
        let (story, notice) = (fate.story, fate.notice);
        let customer = self.customer;
        if story != Story::Shutdown {
            let letters = letter(story);
            let step =
                (leaves.0 - began.0).max(40) / (i32::try_from(letters.len()).unwrap_or(1) + 1);
            for (at, (subject, body)) in (0_i32..).zip(letters) {
                let day = match (story, at) {
                    (Story::ChampionLeaves, 0) => began.plus(-4),
                    _ => began.plus(20 + at * step),
                };
                let from_champion = matches!(story, Story::ChampionLeaves) && at == 0;
                let author = if from_champion { customer.champion() } else { customer.payer() };
                if let Some(author) = author.filter(|person| person.is_there(day)) {
                    self.add(day, author, mail("inbound", subject, body));
                }
            }
        }
        if let (Some(notice), Some(payer)) = (notice, customer.payer()) {
            let reason = self.rng.pick(said_reason(story));
            let body = format!(
                "We will not renew our contract, which ends on {leaves}. Reason: {reason}."
            );
            self.add(notice, payer, mail("inbound", "Cancellation", &body));
        }
    }

    fn with_champion(&mut self, day: Day, said: Said) {
        let customer = self.customer;
        if let Some(champion) = customer.champion().filter(|person| person.is_there(day)) {
            self.add(day, champion, said);
        }
    }

    fn add(&mut self, day: Day, person: &Person, said: Said) {
        // Nobody writes at the weekend.
        let day = match crate::calendar::weekday(day) {
            5 => day.plus(2),
            6 => day.plus(1),
            _ => day,
        };
        if day > self.last {
            return;
        }
        let teammate = OWNERS.get(self.customer.owner).map(|(_, email)| (*email).to_owned());
        self.talks.push(Interaction {
            interaction_id: String::new(),
            account_id: self.customer.id.clone(),
            channel: said.channel.to_owned(),
            direction: said.direction.to_owned(),
            occurred_at: office_hour(day, self.customer.country, self.rng),
            contact_id: Some(person.id.clone()),
            teammate_email: teammate,
            subject: Some(said.subject),
            body: said.body,
            minutes: said.minutes,
            attended: said.attended,
            attributes: Default::default(),
        });
    }
}

fn meeting(subject: &str, minutes: f64, came: bool) -> Said {
    Said {
        channel: "meeting",
        direction: "outbound",
        subject: subject.to_owned(),
        body: None,
        minutes: came.then_some(minutes),
        attended: Some(came),
    }
}

fn mail(direction: &'static str, subject: &str, body: &str) -> Said {
    Said {
        channel: "email",
        direction,
        subject: subject.to_owned(),
        body: Some(body.to_owned()),
        minutes: None,
        attended: None,
    }
}

/// What the sales side notes of the end, and of the beginning.
pub(crate) fn notes(customer: &Customer, plot: &Plot, span: Span, rng: &mut Rng) -> Vec<Fact> {
    let fate = &plot.fate;
    let last = fate.last_day(span);
    let mut notes = Vec::new();
    let mut note =
        |kind: FactKind, name: &str, day: Day, properties: Option<String>, rng: &mut Rng| {
            if day <= last {
                let at = office_hour(day, customer.country, rng);
                notes.push(Fact {
                    fact_id: format!("{}-{}", customer.id, name.replace(' ', "-")),
                    account_id: Some(customer.id.clone()),
                    contact_id: None,
                    kind,
                    name: name.to_owned(),
                    occurred_at: at,
                    received_at: at,
                    value: None,
                    session_id: None,
                    source: SOURCE.to_owned(),
                    properties,
                });
            }
        };
    note(FactKind::Crm, "contract signed", fate.created, None, rng);
    if fate.story != Story::StalledOnboarding {
        note(
            FactKind::Milestone,
            "onboarding completed",
            fate.created.plus(rng.between(30, 55)),
            None,
            rng,
        );
    }
    if let Some(notice) = fate.notice {
        let reason = format!(r#"{{"reason":"{}"}}"#, rng.pick(said_reason(fate.story)));
        note(FactKind::Crm, "cancellation received", notice, Some(reason), rng);
    }
    notes
}

/// The interactions as facts, each received when it happened.
pub(crate) fn as_facts(talks: &[Interaction]) -> Vec<Fact> {
    talks.iter().map(|talk| talk.fact(&Telling { now: talk.occurred_at, source: SOURCE })).collect()
}
