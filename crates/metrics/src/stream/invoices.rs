//! Invoices, as rows in the order of the time at which they count.

use arrow::error::ArrowError;
use perennial_model::{Invoice, Micros, Zone};

use super::{
    records::{Records, attributes, finish, in_order, named},
    rows::{bools, numbers, texts, times},
};
use crate::{AccountFacts, Axis};

/// `at` is `issued_at`, `due_at`, `paid_at`, or `overdue_at`: the midnight after the day on which
/// it was due, from which on it is late. Nothing of an invoice counts before it was issued, whatever
/// its other dates say.
pub(super) fn invoices(
    at: &str,
    free: &[String],
    facts: &AccountFacts<'_>,
    axis: Axis,
) -> Result<Records, ArrowError> {
    let counted = |invoice: &Invoice| match at {
        "due_at" => Some(due_at(invoice)),
        "overdue_at" => Some(overdue_at(invoice, facts.zone)),
        "paid_at" => paid_at(invoice),
        _ => Some(invoice.issued_at),
    };
    let rows = in_order(facts.invoices, counted, |invoice| &invoice.invoice_id);
    let all = || rows.iter().map(|(at, row)| (*at, *row));
    // A payment later than the row's own time was not known then. The end is told by `until`.
    let paid = |at: Micros, i: &Invoice| paid_at(i).filter(|paid| *paid <= at);
    let amount = |i: &Invoice| (i.amount.currency == facts.currency).then(|| i.amount.to_major());
    let late = |at: Micros, i: &Invoice| {
        let days = facts.zone.day_of(paid(at, i)?).0 - facts.zone.day_of(due_at(i)).0;
        Some(f64::from(days.max(0)))
    };
    let mut columns = named(vec![
        ("invoice_id", texts(all().map(|(_, i)| Some(i.invoice_id.as_str())))),
        ("status", texts(all().map(|(_, i)| i.status.as_deref()))),
        ("void", bools(all().map(|(_, i)| Some(i.is_void())))),
        ("amount", numbers(all().map(|(_, i)| amount(i)))),
        ("issued_at", times(all().map(|(_, i)| Some(i.issued_at)))),
        // Agreed when it is issued, so known from then on.
        ("due_at", times(all().map(|(_, i)| Some(i.due_at)))),
        ("_due_at", times(all().map(|(_, i)| Some(due_at(i))))),
        ("paid_at", times(all().map(|(at, i)| paid(at, i)))),
        ("_paid_at", times(all().map(|(_, i)| paid_at(i)))),
        ("days_late", numbers(all().map(|(at, i)| late(at, i)))),
    ]);
    let currencies: Vec<String> = all().map(|(_, i)| i.amount.currency.to_string()).collect();
    columns.push(("currency".to_owned(), texts(currencies.iter().map(|c| Some(c.as_str())))));
    columns.extend(attributes(free, all().map(|(_, i)| &i.attributes)));
    let contacts = vec![None; rows.len()];
    finish(columns, all().map(|(at, _)| at), contacts, facts, axis)
}

fn due_at(invoice: &Invoice) -> Micros {
    invoice.due_at.max(invoice.issued_at)
}

fn paid_at(invoice: &Invoice) -> Option<Micros> {
    invoice.settled_at().map(|at| at.max(invoice.issued_at))
}

fn overdue_at(invoice: &Invoice, zone: &Zone) -> Micros {
    zone.start_of(zone.day_of(due_at(invoice)).plus(1))
}
