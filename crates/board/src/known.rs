//! What was known of a record at the end of a past day.
//!
//! A record that began later is not there; an end that came later is unknown, and with it what only
//! the end tells. Everything else has no history and is as it is now.

use std::collections::HashMap;

use perennial_model::{
    AccountDaily, Contact, ContactId, Day, Invoice, Judgement, Micros, NO_CONTACT, Subscription,
    SurveyResponse, Ticket, Zone,
};

use crate::records::AccountRecords;

fn came(at: Micros, day: Day, zone: &Zone) -> bool {
    zone.day_of(at) <= day
}

/// A ticket that was solved later is open, and nobody has rated it yet.
pub fn ticket(mut ticket: Ticket, day: Day, zone: &Zone) -> Option<Ticket> {
    if !came(ticket.opened_at, day, zone) {
        return None;
    }
    ticket.first_response_at = ticket.first_response_at.filter(|at| came(*at, day, zone));
    if ticket.solved_at.is_some_and(|at| !came(at, day, zone)) {
        (ticket.solved_at, ticket.status, ticket.csat) = (None, None, None);
    }
    Some(ticket)
}

/// A subscription that ended later runs.
pub fn subscription(mut period: Subscription, day: Day, zone: &Zone) -> Option<Subscription> {
    if !came(period.started_at, day, zone) {
        return None;
    }
    if period.ended_at.is_some_and(|at| !came(at, day, zone)) {
        (period.ended_at, period.status) = (None, None);
    }
    period.cancelled_at = period.cancelled_at.filter(|at| came(*at, day, zone));
    Some(period)
}

pub fn survey(answer: SurveyResponse, day: Day, zone: &Zone) -> Option<SurveyResponse> {
    came(answer.answered_at, day, zone).then_some(answer)
}

/// An invoice that was paid later is open.
pub fn invoice(mut invoice: Invoice, day: Day, zone: &Zone) -> Option<Invoice> {
    if !came(invoice.issued_at, day, zone) {
        return None;
    }
    if invoice.paid_at.is_some_and(|at| !came(at, day, zone)) {
        (invoice.paid_at, invoice.status) = (None, None);
    }
    Some(invoice)
}

/// A judgement that was ended later holds.
pub fn judgement(mut one: Judgement, day: Day, zone: &Zone) -> Option<Judgement> {
    if !came(one.made_at, day, zone) {
        return None;
    }
    if one.ended_at.is_some_and(|at| !came(at, day, zone)) {
        (one.ended_at, one.ended_by) = (None, None);
    }
    Some(one)
}

/// A contact of whom nobody says when they came is there on every day.
pub fn contact(contact: Contact, day: Day, zone: &Zone) -> Option<Contact> {
    contact.created_at.is_none_or(|at| came(at, day, zone)).then_some(contact)
}

/// All of an account's records; `daily` is its whole rollup. Who did something by then was there,
/// whenever somebody wrote them down; who is known by later facts alone was not.
pub(crate) fn records(
    of: &AccountRecords,
    daily: &AccountDaily,
    day: Day,
    zone: &Zone,
) -> AccountRecords {
    let seen = first_seen(daily);
    let there = |one: &Contact| match (seen.get(&one.contact_id), one.created_at) {
        (Some(first), _) if *first <= day => Some(one.clone()),
        (Some(_), None) => None,
        _ => contact(one.clone(), day, zone),
    };
    let tickets = of.tickets.iter().cloned();
    let periods = of.subscriptions.iter().cloned();
    let answers = of.surveys.iter().cloned();
    let bills = of.invoices.iter().cloned();
    let said = of.judgements.iter().cloned();
    AccountRecords {
        account: of.account.clone(),
        contacts: of.contacts.iter().filter_map(there).collect(),
        subscriptions: periods.filter_map(|one| subscription(one, day, zone)).collect(),
        tickets: tickets.filter_map(|one| ticket(one, day, zone)).collect(),
        surveys: answers.filter_map(|one| survey(one, day, zone)).collect(),
        invoices: bills.filter_map(|one| invoice(one, day, zone)).collect(),
        judgements: said.filter_map(|one| judgement(one, day, zone)).collect(),
    }
}

/// The day of each contact's first fact.
fn first_seen(daily: &AccountDaily) -> HashMap<&ContactId, Day> {
    let mut seen = HashMap::new();
    // Rows come in the order of days.
    for row in daily.rows.iter().filter(|row| row.contact != NO_CONTACT) {
        if let Some(id) = daily.contacts.get(row.contact as usize) {
            seen.entry(id).or_insert(row.day);
        }
    }
    seen
}
