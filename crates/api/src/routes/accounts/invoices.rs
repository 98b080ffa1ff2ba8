//! `GET /api/accounts/{id}/invoices`: what it was billed.

use axum::{Json, extract::Path};
use perennial_model::{Day, Invoice, Zone};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{InvoiceList, InvoiceRow, InvoiceState, Time, attributes},
    rows::entry_of,
};

/// The invoices of an account, those that wait for money first.
#[utoipa::path(
    get, path = "/accounts/{id}/invoices", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = InvoiceList)),
)]
pub async fn list_invoices(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<InvoiceList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let (zone, today) = (state.board.zone(), state.board.today());
    let invoices = state.board.invoices(entry.id());
    let issued = invoices.into_iter().filter(|invoice| zone.day_of(invoice.issued_at) <= today);
    let mut rows: Vec<InvoiceRow> = issued.map(|invoice| row(invoice, zone, today)).collect();
    let waits = |row: &InvoiceRow| matches!(row.state, InvoiceState::Overdue | InvoiceState::Open);
    rows.sort_by(|a, b| waits(b).cmp(&waits(a)).then(b.issued_at.cmp(&a.issued_at)));
    Ok(Json(InvoiceList { rows }))
}

fn row(invoice: Invoice, zone: &Zone, today: Day) -> InvoiceRow {
    let due = zone.day_of(invoice.due_at);
    let paid = invoice.settled_at().map(|at| zone.day_of(at)).filter(|day| *day <= today);
    let days_late = (paid.unwrap_or(today).0 - due.0).max(0);
    let is_owed = !invoice.is_void() && invoice.amount.minor > 0;
    let state = match (paid, days_late) {
        _ if !is_owed => InvoiceState::Void,
        (Some(_), 0) => InvoiceState::Paid,
        (Some(_), _) => InvoiceState::PaidLate,
        (None, 0) => InvoiceState::Open,
        (None, _) => InvoiceState::Overdue,
    };
    InvoiceRow {
        state,
        days_late: if is_owed { days_late } else { 0 },
        invoice_id: invoice.invoice_id,
        account_id: invoice.account_id.into_string(),
        amount: invoice.amount.into(),
        issued_at: Time(invoice.issued_at),
        due_at: Time(invoice.due_at),
        paid_at: invoice.paid_at.filter(|at| zone.day_of(*at) <= today).map(Time),
        status: invoice.status,
        attributes: attributes(&invoice.attributes),
    }
}
