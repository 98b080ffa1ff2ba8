use perennial_model::{ContactId, Ticket};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn ticket(row: &Row<'_>) -> Result<Ticket, Refusal> {
    Ok(Ticket {
        ticket_id: row.required_id("ticket_id")?,
        account_id: row.account()?,
        opened_at: row.required_time("opened_at")?,
        contact_id: row.id("contact_id")?.map(ContactId::new),
        subject: row.text("subject")?,
        body: row.text("body")?,
        priority: row.text("priority")?,
        status: row.text("status")?,
        product: row.text("product")?,
        cause: row.text("cause")?,
        first_response_at: row.time("first_response_at")?,
        solved_at: row.time("solved_at")?,
        reopens: row.integer("reopens")?,
        csat: row.number("csat")?,
        attributes: extras(row, "attributes")?,
    })
}
