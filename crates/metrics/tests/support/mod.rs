//! A made-up account: facts and records as tests draw them, and how they become inputs.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};

use std::sync::LazyLock;

use perennial_metrics::{AccountFacts, Catalogue, Matrix};
use perennial_model::{
    Account, AccountDaily, AccountId, ContactId, Currency, DailyRow, Day, FactKind, Invoice,
    Micros, Money, NO_CONTACT, NO_DETAIL, Subscription, SurveyKind, SurveyResponse, Ticket, Zone,
    time::DAY_MICROS,
};
use proptest::{collection::vec, option, prelude::*};

/// The metrics that come with the program.
pub static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::built_in(&Zone::utc()).unwrap());

/// The last day of every made-up history; day 0 of it is 2020-01-01.
pub const TODAY: i32 = 260;
pub const START: i32 = 18_262;

#[derive(Debug, Clone)]
pub struct Event {
    pub day: i32,
    pub contact: Option<u8>,
    pub name: u8,
    pub usage: bool,
    pub count: u64,
}

#[derive(Debug, Clone)]
pub struct Period {
    pub start: i32,
    pub end: Option<i32>,
    pub mrr: Option<i64>,
    pub dollars: bool,
    pub term_end: Option<i32>,
}

#[derive(Debug, Clone)]
pub struct Bill {
    pub issued: i32,
    pub due: i32,
    pub paid: Option<i32>,
    pub cents: i64,
    pub void: bool,
}

#[derive(Debug, Clone)]
pub struct Story {
    pub events: Vec<Event>,
    /// Day opened, day solved.
    pub tickets: Vec<(i32, Option<i32>)>,
    /// Day, score, whether it is an NPS answer.
    pub surveys: Vec<(i32, u8, bool)>,
    pub periods: Vec<Period>,
    pub bills: Vec<Bill>,
    pub created: Option<i32>,
}

pub fn story() -> impl Strategy<Value = Story> {
    let day = 0..TODAY + 20;
    let event = (day.clone(), option::weighted(0.9, 0_u8..5), 0_u8..4, any::<bool>(), 1_u64..4)
        .prop_map(|(day, contact, name, coin, count)| Event {
            day,
            contact,
            name,
            usage: coin || name < 3,
            count,
        });
    let period = (
        day.clone(),
        option::of(-3_i32..150),
        option::weighted(0.8, 0_i64..100_000),
        prop::bool::weighted(0.8),
        option::of(-20_i32..200),
    )
        .prop_map(|(start, length, mrr, dollars, term)| Period {
            start,
            end: length.map(|days| start + days),
            mrr,
            dollars,
            term_end: term.map(|days| start + days),
        });
    let ticket = (day.clone(), option::of(-2_i32..60)).prop_map(|(o, l)| (o, l.map(|l| o + l)));
    let bill = (
        day.clone(),
        -2_i32..40,
        option::of(-5_i32..90),
        -5_000_i64..100_000,
        prop::bool::weighted(0.1),
    )
        .prop_map(|(issued, term, paid, cents, void)| Bill {
            issued,
            due: issued + term,
            paid: paid.map(|days| issued + days),
            cents,
            void,
        });
    (
        vec(event, 0..60),
        vec(ticket, 0..8),
        vec((day.clone(), 0_u8..=10, any::<bool>()), 0..6),
        vec(period, 0..5),
        vec(bill, 0..6),
        option::of(day),
    )
        .prop_map(|(events, tickets, surveys, periods, bills, created)| Story {
            events,
            tickets,
            surveys,
            periods,
            bills,
            created,
        })
}

impl Story {
    /// What was known at the end of a day.
    pub fn cut_after(&self, last: i32) -> Self {
        let known = |day: Option<i32>| day.filter(|day| *day <= last);
        let mut cut = self.clone();
        cut.events.retain(|event| event.day <= last);
        cut.surveys.retain(|(day, ..)| *day <= last);
        cut.tickets.retain(|(opened, _)| *opened <= last);
        cut.tickets.iter_mut().for_each(|(_, solved)| *solved = known(*solved));
        cut.periods.retain(|period| period.start <= last);
        cut.periods.iter_mut().for_each(|period| period.end = known(period.end));
        cut.bills.retain(|bill| bill.issued <= last);
        cut.bills.iter_mut().for_each(|bill| bill.paid = known(bill.paid));
        cut.created = known(cut.created);
        cut
    }

    pub fn matrix(&self, today: i32) -> Matrix {
        let (tickets, surveys, periods) =
            (self.ticket_rows(), self.survey_rows(), self.period_rows());
        let invoices = self.invoice_rows();
        let daily = rollup(&self.events);
        let account =
            Account { created_at: self.created.map(noon), ..Account::bare("acme".into()) };
        CATALOGUE.compute(&AccountFacts {
            account: &account,
            daily: &daily,
            contacts: &[],
            tickets: &tickets,
            surveys: &surveys,
            subscriptions: &periods,
            invoices: &invoices,
            judgements: &[],
            zone: &Zone::utc(),
            currency: Currency::USD,
            today: Day(START + today),
        })
    }

    pub fn ticket_rows(&self) -> Vec<Ticket> {
        let ticket = |(n, (opened, solved)): (usize, &(i32, Option<i32>))| Ticket {
            ticket_id: n.to_string(),
            account_id: account(),
            opened_at: noon(*opened),
            contact_id: None,
            subject: None,
            body: None,
            priority: None,
            status: None,
            product: None,
            cause: None,
            first_response_at: None,
            solved_at: solved.map(noon),
            reopens: None,
            csat: None,
            attributes: BTreeMap::new(),
        };
        self.tickets.iter().enumerate().map(ticket).collect()
    }

    pub fn survey_rows(&self) -> Vec<SurveyResponse> {
        let response = |(n, (day, score, nps)): (usize, &(i32, u8, bool))| SurveyResponse {
            response_id: n.to_string(),
            account_id: account(),
            kind: if *nps { SurveyKind::Nps } else { SurveyKind::Csat },
            score: f64::from(*score),
            // The second of two answers on a day is the later one.
            answered_at: Micros(noon(*day).0 + n as i64),
            contact_id: None,
            scale: None,
            comment: None,
            attributes: BTreeMap::new(),
        };
        self.surveys.iter().enumerate().map(response).collect()
    }

    pub fn invoice_rows(&self) -> Vec<Invoice> {
        let row = |(n, bill): (usize, &Bill)| Invoice {
            invoice_id: n.to_string(),
            account_id: account(),
            amount: Money { minor: bill.cents, currency: Currency::USD },
            issued_at: noon(bill.issued),
            due_at: noon(bill.due),
            paid_at: bill.paid.map(noon),
            status: bill.void.then(|| "void".to_owned()),
            attributes: BTreeMap::new(),
        };
        self.bills.iter().enumerate().map(row).collect()
    }

    pub fn period_rows(&self) -> Vec<Subscription> {
        let euro = Currency::parse("EUR").unwrap();
        let row = |(n, period): (usize, &Period)| Subscription {
            subscription_id: n.to_string(),
            account_id: account(),
            started_at: noon(period.start),
            ended_at: period.end.map(noon),
            plan: None,
            mrr: period.mrr.map(|minor| Money {
                minor,
                currency: if period.dollars { Currency::USD } else { euro },
            }),
            seats: None,
            term_end: period.term_end.map(noon),
            cancelled_at: None,
            status: None,
            attributes: BTreeMap::new(),
        };
        self.periods.iter().enumerate().map(row).collect()
    }
}

/// What invoices say on day d, counted again.
fn money_by_hand(story: &Story, d: i32) -> Vec<(&'static str, f64)> {
    let in_order = |bill: &Bill| Bill {
        due: bill.due.max(bill.issued),
        paid: bill.paid.map(|paid| paid.max(bill.issued)),
        ..bill.clone()
    };
    let bills: Vec<Bill> = story.bills.iter().map(in_order).collect();
    let issued = || bills.iter().filter(move |b| b.issued <= d && !b.void);
    let owed = || issued().filter(|b| b.cents > 0);
    let unpaid = |b: &&Bill| b.paid.is_none_or(|paid| paid > d);
    let sum = |bills: Vec<&Bill>| bills.iter().map(|b| b.cents).sum::<i64>() as f64 / 100.0;
    let late: Vec<&Bill> = owed().filter(|b| b.due < d).filter(unpaid).collect();
    let fell_due = owed().filter(|b| b.due < d).count();
    let paid: Vec<(i32, f64)> = owed()
        .filter_map(|b| Some((b.paid.filter(|paid| *paid <= d)?, b)))
        .map(|(paid, b)| (paid, f64::from((paid - b.due).max(0))))
        .collect();
    let since_paid = paid.iter().map(|(day, _)| d - day).min().map_or(f64::NAN, f64::from);
    let none_before = |has: bool, value: f64| if has { value } else { f64::NAN };
    let days: Vec<f64> = paid.iter().map(|(_, late)| *late).collect();
    let fell = owed()
        .filter(|b| b.due < d && b.due >= d - 90)
        .filter(|b| b.paid.is_none_or(|p| p > b.due));
    let oldest = owed().filter(|b| b.due <= d).filter(unpaid).map(|b| d - b.due).max();
    vec![
        ("invoices", issued().count() as f64),
        ("open_amount", none_before(owed().count() > 0, sum(owed().filter(unpaid).collect()))),
        ("overdue_invoices", none_before(fell_due > 0, late.len() as f64)),
        ("overdue_amount", none_before(fell_due > 0, sum(late))),
        ("late_invoices_90d", fell.count() as f64),
        ("days_since_last_payment", none_before(issued().count() > 0, since_paid)),
        ("mean_days_late_365d", days.iter().sum::<f64>() / days.len() as f64),
        ("overdue_days", oldest.filter(|days| *days > 0).map_or(f64::NAN, f64::from)),
    ]
}

/// The rollup of facts in the order of their arrival: dictionaries number what comes first.
pub fn rollup(events: &[Event]) -> AccountDaily {
    let (mut contacts, mut names): (Vec<ContactId>, Vec<String>) = (Vec::new(), Vec::new());
    let mut cells: BTreeMap<(i32, u32, bool, u32), u64> = BTreeMap::new();
    for event in events {
        let contact = event.contact.map_or(NO_CONTACT, |contact| {
            number_of(&mut contacts, ContactId::new(format!("c{contact}")))
        });
        let name = number_of(&mut names, format!("did {}", event.name));
        *cells.entry((event.day, contact, event.usage, name)).or_default() += event.count;
    }
    let row = |((day, contact, usage, name), count)| DailyRow {
        day: Day(START + day),
        contact,
        kind: if usage { FactKind::Usage } else { FactKind::Interaction },
        name,
        detail: NO_DETAIL,
        count,
        sum: 0.0,
        first: noon(day),
        last: noon(day),
        minutes: 0.0,
    };
    let rows = cells.into_iter().map(row).collect();
    AccountDaily { rows, contacts, names, ..AccountDaily::default() }
}

fn number_of<T: PartialEq>(known: &mut Vec<T>, item: T) -> u32 {
    let place = known.iter().position(|other| *other == item).unwrap_or_else(|| {
        known.push(item);
        known.len() - 1
    });
    u32::try_from(place).unwrap()
}

fn account() -> AccountId {
    AccountId::from("acme")
}

fn noon(day: i32) -> Micros {
    Micros(i64::from(START + day) * DAY_MICROS + DAY_MICROS / 2)
}

/// Metrics of one day, counted again from the story by brute force.
pub fn by_hand(story: &Story, d: i32) -> Vec<(&'static str, f64)> {
    let usage: Vec<&Event> = story.events.iter().filter(|e| e.usage).collect();
    let between = |from: i32, to: i32| usage.iter().filter(move |e| e.day >= from && e.day <= to);
    let contacts = |from, to| between(from, to).filter_map(|e| e.contact).collect::<BTreeSet<_>>();
    let names = |from| between(from, d).map(|e| e.name).collect::<BTreeSet<_>>().len() as f64;
    let events = |last: i32| between(last - 27, last).map(|e| e.count).sum::<u64>() as f64;
    let latest = |days: Vec<i32>| days.into_iter().filter(|x| *x <= d).max();
    let since = |days| latest(days).map_or(f64::NAN, |x| f64::from(d - x));

    let change = if events(d - 28) == 0.0 { f64::NAN } else { events(d) / events(d - 28) - 1.0 };
    let lately = contacts(d - 27, d);
    let silent = contacts(d - 117, d - 28).difference(&lately).count();

    let open: Vec<i32> = story
        .tickets
        .iter()
        .filter(|(opened, solved)| *opened <= d && solved.is_none_or(|solved| solved > d))
        .map(|(opened, _)| *opened)
        .collect();
    let mut nps = f64::NAN;
    let answered = story.surveys.iter().map(|(day, ..)| *day).collect::<BTreeSet<_>>();
    for day in answered.into_iter().filter(|day| *day <= d) {
        for (_, score, _) in story.surveys.iter().filter(|(x, _, is_nps)| *x == day && *is_nps) {
            nps = f64::from(*score);
        }
    }
    let runs = |p: &&Period| p.start <= d && p.end.is_none_or(|end| end > d);
    let ours = |p: &&Period| p.mrr.is_none() || p.dollars;
    let cents: i64 = story.periods.iter().filter(ours).filter(runs).filter_map(|p| p.mrr).sum();
    let subscribed = story.periods.iter().filter(ours).any(|p| p.start <= d);
    let terms: Vec<i32> = story.periods.iter().filter(runs).filter_map(|p| p.term_end).collect();
    let coming = terms.iter().filter(|term| **term >= d).min();
    let renewal = coming.or(terms.iter().filter(|term| **term < d).max());

    let mut counted = vec![
        ("active_contacts_7d", contacts(d - 6, d).len() as f64),
        ("active_contacts_28d", lately.len() as f64),
        ("active_contacts_90d", contacts(d - 89, d).len() as f64),
        ("events_28d", events(d)),
        (
            "active_days_28d",
            between(d - 27, d).map(|e| e.day).collect::<BTreeSet<_>>().len() as f64,
        ),
        ("distinct_names_28d", names(d - 27)),
        ("distinct_names_90d", names(d - 89)),
        ("days_since_last_seen", since(usage.iter().map(|e| e.day).collect())),
        ("events_change_28d", change),
        ("silent_contacts_28d", silent as f64),
        ("open_tickets", open.len() as f64),
        (
            "oldest_open_ticket_days",
            open.iter().min().map_or(f64::NAN, |opened| f64::from(d - opened)),
        ),
        ("last_nps", nps),
        ("arr", if subscribed { (cents * 12) as f64 / 100.0 } else { f64::NAN }),
        ("days_to_renewal", renewal.map_or(f64::NAN, |term| f64::from(term - d))),
        (
            "days_since_last_nps",
            since(story.surveys.iter().filter(|(.., nps)| *nps).map(|(day, ..)| *day).collect()),
        ),
        (
            "days_since_last_ticket",
            since(story.tickets.iter().map(|(opened, _)| *opened).collect()),
        ),
    ];
    counted.extend(money_by_hand(story, d));
    counted
}
