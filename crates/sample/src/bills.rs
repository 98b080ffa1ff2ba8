//! Invoices: one for each month or term that a subscription begins, paid in time or late.

use perennial_model::{Day, Invoice, Micros, Money, Subscription, Zone};

use crate::{
    calendar::add_months, cast::Customer, fate::Span, plot::Plot, rng::Rng, story::Story, usage::at,
};

/// Days from issue until the money is due.
const TERMS: i32 = 30;

/// The invoices of an account: for each term of a contract, or each month where there is none.
pub(crate) fn invoices(
    customer: &Customer,
    plot: &Plot,
    periods: &[Subscription],
    span: Span,
    rng: &mut Rng,
) -> Vec<Invoice> {
    let fate = &plot.fate;
    let last = fate.last_day(span);
    let mut invoices = Vec::new();
    let months = fate.term.months.max(1);
    for number in 0..200 {
        let day = add_months(fate.created, number * months);
        if day > last {
            break;
        }
        let Some(price) = price_on(periods, day) else { continue };
        let due = day.plus(TERMS);
        let paid = due.plus(delay(plot, due, rng));
        // What falls to a contract that has been cancelled and not paid yet is never paid.
        let is_lost = fate.leaves.is_some_and(|leaves| paid >= leaves) && rng.chance(0.5);
        let paid = (paid < span.today && !is_lost).then_some(paid);
        invoices.push(Invoice {
            invoice_id: format!("inv-{}-{:03}", customer.id, number + 1),
            account_id: customer.id.clone(),
            amount: Money { minor: price.minor * i64::from(months), currency: price.currency },
            issued_at: at(day, 0),
            due_at: at(due, 0),
            paid_at: paid.map(|day| Micros(at(day, 0).0 + 10 * 3_600 * Micros::SECOND)),
            status: Some(if paid.is_some() { "paid" } else { "open" }.to_owned()),
            attributes: Default::default(),
        });
    }
    invoices
}

/// The monthly price that runs on a day.
fn price_on(periods: &[Subscription], day: Day) -> Option<Money> {
    let zone = Zone::utc();
    let runs = |period: &&Subscription| {
        zone.day_of(period.started_at) <= day
            && period.ended_at.is_none_or(|end| zone.day_of(end) > day)
    };
    periods.iter().find(runs).and_then(|period| period.mrr)
}

/// Days from the due date to the payment: most pay a little early, some late, and who is about to
/// leave lets it lie.
fn delay(plot: &Plot, due: Day, rng: &mut Rng) -> i32 {
    let is_leaving = plot.fate.began.is_some_and(|began| {
        plot.fate.story.ends_in_leaving() && plot.fate.story != Story::Shutdown && began <= due
    });
    let late = if is_leaving { 0.45 } else { 0.06 };
    if rng.chance(late) {
        rng.between(3, if is_leaving { 70 } else { 25 })
    } else {
        -rng.between(0, 18)
    }
}
