//! What always holds of a matrix: invariants 2 and 3 of the design.
#![allow(clippy::unwrap_used)]

mod support;

use perennial_metrics::{AccountFacts, Matrix};
use perennial_model::{Account, AccountDaily, Currency, Day, Micros, Zone};
use proptest::prelude::*;
use support::{CATALOGUE, START, TODAY, rollup, story};

/// Both have the same days up to `last`, with the same bits in every column.
fn assert_same_until(a: &Matrix, b: &Matrix, last: Day) -> Result<(), TestCaseError> {
    let rows = |m: &Matrix| usize::try_from(last.0 - m.first().0 + 1).unwrap_or(0).min(m.days());
    prop_assert_eq!(rows(a), rows(b));
    if rows(a) > 0 {
        prop_assert_eq!(a.first(), b.first());
    }
    for key in a.keys() {
        let bits = |m: &Matrix| -> Vec<u64> {
            m.column(key).unwrap()[..rows(m)].iter().map(|value| value.to_bits()).collect()
        };
        prop_assert_eq!(bits(a), bits(b), "{}", key);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// Invariant 2, for facts, tickets, surveys, subscriptions and invoices.
    #[test]
    fn a_day_depends_on_nothing_after_it(story in story(), cut in 0..TODAY) {
        let whole = story.matrix(TODAY);
        let known = story.cut_after(cut);
        assert_same_until(&whole, &known.matrix(TODAY), Day(START + cut))?;
        assert_same_until(&whole, &known.matrix(cut), Day(START + cut))?;
    }

    /// Invariant 3: numbers of contacts and names, and the order of records, mean nothing.
    #[test]
    fn the_order_of_arrival_means_nothing(story in story(), seed in any::<u64>()) {
        let mut shuffled = story.clone();
        let mut rng = seed;
        for last in (1..shuffled.events.len()).rev() {
            rng = rng.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.events.swap(last, (rng >> 33) as usize % (last + 1));
        }
        let zone = Zone::utc();
        let (tickets, surveys, periods) =
            (story.ticket_rows(), story.survey_rows(), story.period_rows());
        let invoices = story.invoice_rows();
        let one = rollup(&story.events);
        let account = Account::bare("acme".into());
        let straight = AccountFacts {
            account: &account,
            daily: &one,
            contacts: &[],
            tickets: &tickets,
            surveys: &surveys,
            subscriptions: &periods,
            invoices: &invoices,
            judgements: &[],
            zone: &zone,
            currency: Currency::USD,
            today: Day(START + TODAY),
        };
        let expected = CATALOGUE.compute(&straight);
        let again = CATALOGUE.map_many(&[straight, straight], |_, matrix| matrix);
        let tickets: Vec<_> = tickets.iter().rev().cloned().collect();
        let surveys: Vec<_> = surveys.iter().rev().cloned().collect();
        let periods: Vec<_> = periods.iter().rev().cloned().collect();
        let invoices: Vec<_> = invoices.iter().rev().cloned().collect();
        let other = rollup(&shuffled.events);
        let found = CATALOGUE.compute(&AccountFacts {
            daily: &other,
            tickets: &tickets,
            surveys: &surveys,
            subscriptions: &periods,
            invoices: &invoices,
            judgements: &[],
            ..straight
        });
        for matrix in [&found, &again[0], &again[1]] {
            assert_same_until(&expected, matrix, Day(START + TODAY))?;
        }
    }
}

#[test]
fn days_begin_at_the_companys_midnight() {
    let daily = AccountDaily::default();
    let zone = Zone::named("Europe/Berlin").unwrap();
    // 23:30 UTC is already the first of February in Berlin.
    let created_at = Micros::parse("2026-01-31T23:30:00Z", &zone).unwrap();
    let account = Account { created_at: Some(created_at), ..Account::bare("acme".into()) };
    let facts = AccountFacts {
        account: &account,
        daily: &daily,
        contacts: &[],
        tickets: &[],
        surveys: &[],
        subscriptions: &[],
        invoices: &[],
        judgements: &[],
        zone: &zone,
        currency: Currency::USD,
        today: Day::parse("2026-02-03").unwrap(),
    };
    let matrix = CATALOGUE.compute(&facts);
    assert_eq!(matrix.first().to_string(), "2026-02-01");
    assert_eq!(matrix.days(), 3);
    assert_eq!(matrix.value("events_28d", matrix.last()), Some(0.0));
    assert_eq!(matrix.value("arr", matrix.last()), None);
    assert_eq!(CATALOGUE.map_many(&[facts], |place, m| (place, m.days())), [(0, 3)]);
    let before = AccountFacts { today: Day::parse("2026-01-01").unwrap(), ..facts };
    assert!(CATALOGUE.compute(&before).is_empty());
}

/// A history of fifteen busy years costs little more than its rows and days: this finishes at
/// once, where counting every day again would take minutes.
#[test]
fn a_long_and_busy_history_is_one_pass() {
    let events: Vec<support::Event> = (0..5_500)
        .flat_map(|day| (0..40_u8).map(move |contact| (day, contact)))
        .map(|(day, contact)| support::Event {
            day: day - 5_499 + TODAY,
            contact: Some(contact),
            name: contact % 7,
            usage: true,
            count: 3,
        })
        .collect();
    let daily = rollup(&events);
    let zone = Zone::utc();
    let account = Account::bare("acme".into());
    let facts = AccountFacts {
        account: &account,
        daily: &daily,
        contacts: &[],
        tickets: &[],
        surveys: &[],
        subscriptions: &[],
        invoices: &[],
        judgements: &[],
        zone: &zone,
        currency: Currency::USD,
        today: Day(START + TODAY),
    };
    for matrix in CATALOGUE.map_many(&[facts; 8], |_, matrix| matrix) {
        assert_eq!(matrix.value("events_28d", matrix.last()), Some(28.0 * 40.0 * 3.0));
        assert_eq!(matrix.value("active_contacts_90d", matrix.last()), Some(40.0));
    }
}
