//! `GET /api/accounts/{id}/tickets`: its tickets.

use axum::{Json, extract::Path};
use perennial_model::{Day, Ticket, Zone};

use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::{TicketList, TicketRow, Time, attributes},
    rows::entry_of,
};

/// The support tickets of an account.
#[utoipa::path(
    get, path = "/accounts/{id}/tickets", tag = "accounts", params(("id" = String, Path), AsOfQuery),
    responses((status = 200, body = TicketList)),
)]
pub async fn list_tickets(
    _caller: Reader,
    state: View,
    Path(id): Path<String>,
) -> Result<Json<TicketList>, Problem> {
    let entry = entry_of(&state.board, &id)?;
    let (zone, today) = (state.board.zone(), state.board.today());
    let tickets = state.board.tickets(entry.id());
    let begun = tickets.into_iter().filter(|ticket| zone.day_of(ticket.opened_at) <= today);
    let mut rows: Vec<TicketRow> = begun.map(|ticket| row(ticket, zone, today)).collect();
    rows.sort_by(|a, b| b.open.cmp(&a.open).then(b.opened_at.cmp(&a.opened_at)));
    Ok(Json(TicketList { rows }))
}

fn row(ticket: Ticket, zone: &Zone, today: Day) -> TicketRow {
    let solved = ticket.solved_at.map(|at| zone.day_of(at)).filter(|day| *day <= today);
    let end = solved.unwrap_or(today);
    TicketRow {
        open: solved.is_none(),
        age_days: (end.0 - zone.day_of(ticket.opened_at).0).max(0),
        ticket_id: ticket.ticket_id,
        account_id: ticket.account_id.into_string(),
        opened_at: Time(ticket.opened_at),
        contact_id: ticket.contact_id.map(perennial_model::ContactId::into_string),
        subject: ticket.subject,
        body: ticket.body,
        priority: ticket.priority,
        status: ticket.status,
        product: ticket.product,
        cause: ticket.cause,
        first_response_at: ticket.first_response_at.map(Time),
        solved_at: ticket.solved_at.map(Time),
        reopens: ticket.reopens,
        csat: ticket.csat,
        attributes: attributes(&ticket.attributes),
    }
}
