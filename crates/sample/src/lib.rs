//! A sample company, simulated: **Fieldwise**, which sells scheduling software to trades that visit
//! their customers (heating, lifts, pest control …), over two years.
//!
//! What always holds: the same [`Config`] gives the same company, to the last byte, on every
//! machine; nothing happens on or after `today`; every account has a known story, and
//! [`Company::truth`] tells it. This crate must not know metrics, scores or signals: it makes
//! lives, and what the product sees in them is the product's affair.

mod bills;
mod calendar;
mod cast;
mod contract;
mod fate;
mod files;
mod names;
mod opinions;
mod plot;
mod product;
mod reviews;
mod rng;
mod story;
mod support;
mod talk;
mod truth;
mod usage;
mod voice;
mod words;

pub use files::{FilesError, write_csv};
pub use story::Story;
pub use truth::{AccountTruth, ContactTruth, Outcome, Truth};

use perennial_model::{
    Account, ChurnReview, Contact, Day, Fact, Interaction, Invoice, Judgement, Micros,
    Subscription, SurveyResponse, Telling, Ticket, subscription_facts,
};

use crate::{
    cast::{Customer, OWNERS, TIERS},
    fate::{Fate, Span, Term},
    names::INDUSTRIES,
    plot::Plot,
    rng::Rng,
    story::{Part, deal},
    usage::{SOURCE, at},
};

/// Which company to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub seed: u64,
    pub accounts: usize,
    /// How many days before `today` the company began.
    pub days: i32,
    /// The first day on which nothing has happened yet.
    pub today: Day,
}

impl Default for Config {
    /// 200 accounts over two years; `today` has to be set.
    fn default() -> Self {
        Self { seed: 7, accounts: 200, days: 730, today: Day(20_500) }
    }
}

/// The company: records, facts and the truth behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Company {
    pub accounts: Vec<Account>,
    pub contacts: Vec<Contact>,
    pub subscriptions: Vec<Subscription>,
    pub tickets: Vec<Ticket>,
    pub surveys: Vec<SurveyResponse>,
    pub interactions: Vec<Interaction>,
    pub invoices: Vec<Invoice>,
    pub churn_reviews: Vec<ChurnReview>,
    pub judgements: Vec<Judgement>,
    /// The whole timeline, by time: usage, and what tickets, surveys, interactions, subscriptions,
    /// invoices and churn reviews tell. Importing those records again repeats these facts and adds none.
    pub facts: Vec<Fact>,
    pub truth: Truth,
}

impl Default for Truth {
    fn default() -> Self {
        Self { seed: 0, first_day: Day(0), today: Day(0), accounts: Vec::new() }
    }
}

/// Makes the company.
pub fn simulate(config: &Config) -> Company {
    let span = Span { first: config.today.plus(-config.days.max(60)), today: config.today };
    let root = Rng::new(config.seed);
    let mut parts = deal(config.accounts);
    root.fork(1).shuffle(&mut parts);
    let mut company = Company {
        truth: Truth {
            seed: config.seed,
            first_day: span.first,
            today: span.today,
            accounts: Vec::new(),
        },
        ..Company::default()
    };
    for (number, part) in parts.into_iter().enumerate() {
        let lane = u64::try_from(number).unwrap_or(0) + 1000;
        live(&mut company, number, part, span, &root.fork(lane));
    }
    company.facts.sort_by(|a, b| (a.occurred_at, &a.fact_id).cmp(&(b.occurred_at, &b.fact_id)));
    company
}

/// One account's life.
fn live(company: &mut Company, number: usize, part: Part, span: Span, root: &Rng) {
    let mut rng = root.fork(1);
    let tier = tier(part.story, &mut rng);
    let fate = Fate::of(part, Term::any(tier, &mut rng), span, &mut rng);
    let customer = cast::customer(number, &fate, tier, span, &mut root.fork(2));
    let plot = Plot::new(fate, &customer, &mut root.fork(3));
    let usage = usage::usage(&customer, &plot, span, &mut root.fork(4));
    let subscriptions = contract::subscription(&customer, &plot, span, &mut root.fork(5));
    let tickets = support::tickets(&customer, &plot, span, &mut root.fork(6));
    let mut surveys = voice::surveys(&customer, &plot, span, &mut root.fork(7));
    let talks = talk::talk(&customer, &plot, span, &mut root.fork(8));
    let notes = talk::notes(&customer, &plot, span, &mut root.fork(9));
    let invoices = bills::invoices(&customer, &plot, &subscriptions, span, &mut root.fork(10));
    let review = reviews::review(&customer, &plot, span, &mut root.fork(11));
    surveys.extend(opinions::values(&customer, &plot, span, &mut root.fork(12)));
    let judgements = opinions::judgements(&customer, &plot, span, &mut root.fork(13));
    let now = at(span.today, 0);
    surveys.extend(support::stars(&tickets).into_iter().filter(|answer| answer.answered_at < now));

    let telling = Telling { now, source: SOURCE };
    company.facts.extend(usage);
    company.facts.extend(notes);
    company.facts.extend(talk::as_facts(&talks));
    company.facts.extend(tickets.iter().flat_map(|ticket| ticket.facts(&telling)).map(on_time));
    company.facts.extend(surveys.iter().filter_map(|answer| answer.fact(&telling)).map(on_time));
    company.facts.extend(subscription_facts(&subscriptions, &telling).into_iter().map(on_time));
    company.facts.extend(invoices.iter().flat_map(|one| one.facts(&telling)).map(on_time));
    company.facts.extend(review.iter().filter_map(|one| one.fact(&telling)).map(on_time));
    company.truth.accounts.push(truth::account(&customer, &plot, span));
    company.accounts.push(account(&customer, &plot, span));
    company.contacts.extend(contacts(&customer, span));
    company.subscriptions.extend(subscriptions);
    company.tickets.extend(tickets);
    company.surveys.extend(surveys);
    company.interactions.extend(talks);
    company.invoices.extend(invoices);
    company.churn_reviews.extend(review);
    company.judgements.extend(judgements);
}

/// A fact that was known when it happened.
fn on_time(fact: Fact) -> Fact {
    Fact { received_at: fact.occurred_at, ..fact }
}

/// Small customers are many.
fn tier(story: Story, rng: &mut Rng) -> usize {
    match story {
        Story::SmallButHappy => 0,
        Story::UsersLeaveOneByOne | Story::Watermelon => rng.weighted(&[0.5, 0.4, 0.1]),
        _ => rng.weighted(&[0.5, 0.37, 0.13]),
    }
}

fn account(customer: &Customer, plot: &Plot, span: Span) -> Account {
    let fate = &plot.fate;
    let stage = match fate.leaves {
        Some(leaves) if leaves <= span.today => "churned",
        _ if span.today.0 - fate.created.0 < 90 => "onboarding",
        _ => "customer",
    };
    let number = customer.id.as_str().rsplit('-').next().unwrap_or_default();
    Account {
        account_id: customer.id.clone(),
        name: customer.name.clone(),
        parent_account_id: None,
        domain: Some(customer.domain.clone()),
        industry: INDUSTRIES.get(customer.industry).map(|name| (*name).to_owned()),
        country: Some(customer.country.to_owned()),
        employees: Some(customer.employees),
        tier: TIERS.get(customer.tier).map(|name| (*name).to_owned()),
        stage: Some(stage.to_owned()),
        owner_email: OWNERS.get(customer.owner).map(|(_, email)| (*email).to_owned()),
        created_at: Some(at(fate.created, 0)),
        attributes: [("crm_id".to_owned(), format!("\"CRM-{number}\""))].into(),
    }
}

fn contacts(customer: &Customer, span: Span) -> Vec<Contact> {
    let known = customer.people.iter().filter(|person| person.joins < span.today);
    let contact = |person: &cast::Person| Contact {
        contact_id: person.id.clone(),
        account_id: Some(customer.id.clone()),
        email: Some(person.email.clone()),
        name: Some(person.name.clone()),
        title: Some(person.job.title().to_owned()),
        role: Some(person.role.to_owned()),
        created_at: Some(Micros(at(person.joins, 0).0)),
        attributes: Default::default(),
    };
    known.map(contact).collect()
}
