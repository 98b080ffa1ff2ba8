//! The days of one matrix.

use perennial_model::Day;

use crate::AccountFacts;

/// Nothing is counted before this day (1990-01-01), so that one fact with a broken clock cannot
/// make a history of centuries.
pub const EARLIEST: Day = Day(7305);

/// A run of days; day number 0 is `first`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    pub first: Day,
    pub days: usize,
}

impl Axis {
    /// From the account's creation, first fact or first record, whichever was earliest, until
    /// today. Empty when all of that lies after today, or there is none of it.
    pub fn of(facts: &AccountFacts<'_>) -> Self {
        let zone = facts.zone;
        let created = facts.account.created_at.map(|at| zone.day_of(at));
        let tickets = facts.tickets.iter().map(|ticket| zone.day_of(ticket.opened_at));
        let surveys = facts.surveys.iter().map(|response| zone.day_of(response.answered_at));
        let periods = facts.subscriptions.iter().map(|period| zone.day_of(period.started_at));
        let invoices = facts.invoices.iter().map(|invoice| zone.day_of(invoice.issued_at));
        let judged = facts.judgements.iter().map(|one| zone.day_of(one.made_at));
        let first = facts
            .daily
            .rows
            .first()
            .map(|row| row.day)
            .into_iter()
            .chain(created)
            .chain(tickets)
            .chain(surveys)
            .chain(periods)
            .chain(invoices)
            .chain(judged)
            .min();
        match first {
            Some(first) => Self::between(first.max(EARLIEST), facts.today),
            None => Self { first: facts.today.plus(1), days: 0 },
        }
    }

    /// The days from `first` to `last`, both included.
    pub fn between(first: Day, last: Day) -> Self {
        let days = i64::from(last.0) - i64::from(first.0) + 1;
        Self { first, days: usize::try_from(days).unwrap_or(0) }
    }

    /// The number of a day; negative before the first, `days` or more after the last.
    pub fn number(&self, day: Day) -> i32 {
        day.0.saturating_sub(self.first.0)
    }

    /// The place of a day in a column, if it has one.
    pub fn index(&self, day: Day) -> Option<usize> {
        usize::try_from(self.number(day)).ok().filter(|index| *index < self.days)
    }
}
