//! Subscriptions: terms, renewals, seats and prices.

use perennial_model::{Currency, Day, Money, Subscription};

use crate::{
    calendar::add_months,
    cast::{Customer, TIERS},
    fate::Span,
    plot::Plot,
    rng::Rng,
    story::Story,
    usage::at,
};

/// Dollars a month for a seat.
const SEAT_PRICE: [i64; 3] = [59, 89, 119];
/// Seats bought for each person who signs in, in tenths: technicians with a tablet per van.
const SEATS_PER_PERSON: [i64; 3] = [10, 15, 40];

/// One price for a while.
struct Price {
    from: Day,
    seats: i64,
    /// Cents a month for a seat.
    each: i64,
}

/// The periods of the account's subscription, one after another.
pub(crate) fn subscription(
    customer: &Customer,
    plot: &Plot,
    span: Span,
    rng: &mut Rng,
) -> Vec<Subscription> {
    let fate = &plot.fate;
    let known_end =
        fate.leaves.filter(|leaves| *leaves <= span.today || fate.has_given_notice(span.today));
    let prices = prices(customer, plot, span, rng);
    let plan = TIERS.get(customer.tier).copied().unwrap_or("starter");
    let mut periods = Vec::new();
    for (index, price) in prices.iter().enumerate() {
        let next = prices.get(index + 1).map(|next| next.from);
        let end = next.or(known_end);
        let cancelled = next.is_none() && known_end.is_some();
        periods.push(Subscription {
            subscription_id: format!("sub-{}", customer.id),
            account_id: customer.id.clone(),
            started_at: at(price.from, 0),
            ended_at: end.map(|day| at(day, 0)),
            plan: Some(plan.to_owned()),
            mrr: Some(Money { minor: price.seats * price.each, currency: Currency::USD }),
            seats: Some(price.seats),
            term_end: fate.term.end_after(fate.created, price.from).map(|day| at(day, 0)),
            cancelled_at: fate.notice.filter(|_| cancelled).map(|day| at(day, 0)),
            status: Some(if cancelled { "cancelled" } else { "active" }.to_owned()),
            attributes: Default::default(),
        });
    }
    periods
}

/// Every change of seats or price, and every renewal of a term.
fn prices(customer: &Customer, plot: &Plot, span: Span, rng: &mut Rng) -> Vec<Price> {
    let fate = &plot.fate;
    let last = fate.last_day(span);
    let tenths = SEATS_PER_PERSON.get(customer.tier).copied().unwrap_or(10);
    let people = i64::try_from(customer.people.len()).unwrap_or(3) * tenths / 10;
    let grows = matches!(fate.story, Story::Thriving | Story::Expansion);
    let seats = if grows { (people * 2 / 3).max(2) } else { people };
    let list = SEAT_PRICE.get(customer.tier).copied().unwrap_or(49) * 100;
    let discount = i64::from(rng.between(0, 12));
    let mut current = Price { from: fate.created, seats, each: list * (100 - discount) / 100 };
    let mut changes: Vec<(Day, i64)> = changes(plot, people, span, rng);
    if fate.term.months > 1 {
        let renewals = (1..40).map(|n| add_months(fate.created, n * fate.term.months));
        changes.extend(renewals.take_while(|day| *day <= last).map(|day| (day, 0)));
    }
    changes.sort_unstable();
    let mut prices = Vec::new();
    for (day, seats) in changes.into_iter().filter(|(day, _)| *day > fate.created && *day <= last) {
        // A renewal brings a rise of three or four per cent, where there was no other change.
        let renewed = seats == 0 && fate.term.months == 12;
        let each = if renewed {
            current.each * (100 + i64::from(rng.between(0, 4))) / 100
        } else {
            current.each
        };
        let next = Price { from: day, seats: (current.seats + seats).max(1), each };
        if next.from > current.from {
            prices.push(std::mem::replace(&mut current, next));
        } else {
            current = next;
        }
    }
    prices.push(current);
    prices
}

/// Seats bought and given back.
fn changes(plot: &Plot, people: i64, span: Span, rng: &mut Rng) -> Vec<(Day, i64)> {
    let fate = &plot.fate;
    let third = (people / 3).max(1);
    let later = |days: i32| fate.created.plus(days);
    match fate.story {
        Story::Thriving => {
            vec![(later(rng.between(120, 200)), third), (later(rng.between(300, 420)), third)]
        }
        Story::Expansion => {
            let began = fate.began.unwrap_or(later(90));
            vec![(began, third.max(2)), (began.plus(rng.between(70, 160)), (people / 2).max(2))]
        }
        // Fewer seats first, then none.
        Story::Price => fate.began.map(|began| (began.plus(25), -third)).into_iter().collect(),
        Story::UsersLeaveOneByOne => {
            fate.began.map(|began| (began.plus(70), -third)).into_iter().collect()
        }
        _ if rng.chance(0.3) => {
            let day = Day(rng.between(fate.created.0 + 60, span.today.0 - 5));
            vec![(day, if rng.chance(0.72) { 1 } else { -1 })]
        }
        _ => Vec::new(),
    }
}
