//! The table `tickets`.

use perennial_model::{Micros, Ticket};

use crate::convert::{attributes_from, attributes_text};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tickets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket_id: String,
    pub account_id: String,
    pub opened_at: i64,
    pub contact_id: Option<String>,
    pub subject: Option<String>,
    pub body: Option<String>,
    pub priority: Option<String>,
    pub status: Option<String>,
    pub product: Option<String>,
    pub cause: Option<String>,
    pub first_response_at: Option<i64>,
    pub solved_at: Option<i64>,
    pub reopens: Option<i64>,
    pub csat: Option<f64>,
    pub attributes: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl From<Model> for Ticket {
    fn from(row: Model) -> Self {
        Self {
            ticket_id: row.ticket_id,
            account_id: row.account_id.into(),
            opened_at: Micros(row.opened_at),
            contact_id: row.contact_id.map(Into::into),
            subject: row.subject,
            body: row.body,
            priority: row.priority,
            status: row.status,
            product: row.product,
            cause: row.cause,
            first_response_at: row.first_response_at.map(Micros),
            solved_at: row.solved_at.map(Micros),
            reopens: row.reopens,
            csat: row.csat,
            attributes: attributes_from(&row.attributes),
        }
    }
}

impl From<&Ticket> for Model {
    fn from(ticket: &Ticket) -> Self {
        Self {
            ticket_id: ticket.ticket_id.clone(),
            account_id: ticket.account_id.as_str().to_owned(),
            opened_at: ticket.opened_at.0,
            contact_id: ticket.contact_id.as_ref().map(ToString::to_string),
            subject: ticket.subject.clone(),
            body: ticket.body.clone(),
            priority: ticket.priority.clone(),
            status: ticket.status.clone(),
            product: ticket.product.clone(),
            cause: ticket.cause.clone(),
            first_response_at: ticket.first_response_at.map(|at| at.0),
            solved_at: ticket.solved_at.map(|at| at.0),
            reopens: ticket.reopens,
            csat: ticket.csat.filter(|csat| csat.is_finite()),
            attributes: attributes_text(&ticket.attributes),
        }
    }
}
