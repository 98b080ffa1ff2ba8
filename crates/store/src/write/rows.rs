//! How a row takes in what another row of the same record knows.

use std::hash::Hash;

use sea_orm::{EntityTrait, ModelTrait};

use crate::{
    convert::merge_attributes,
    entity::{account, churn_review, contact, invoice, subscription, survey, ticket},
};

/// A record as its table holds it.
pub(crate) trait Row:
    ModelTrait<Entity: EntityTrait<Model = Self>> + PartialEq + Sync
{
    /// What names it once and for all.
    type Key: Eq + Hash + Clone + Send;
    fn key(&self) -> Self::Key;

    /// The column, and this row's value in it, that rows are looked up by.
    const LOOKUP: <Self::Entity as EntityTrait>::Column;
    fn lookup(&self) -> &str;

    /// Takes over what `new` knows and keeps the rest.
    fn absorb(&mut self, new: Self);
}

fn take<T>(known: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *known = new;
    }
}

impl Row for account::Model {
    type Key = String;
    const LOOKUP: account::Column = account::Column::AccountId;

    fn key(&self) -> String {
        self.account_id.clone()
    }

    fn lookup(&self) -> &str {
        &self.account_id
    }

    /// A name that is only the id says nothing.
    fn absorb(&mut self, new: Self) {
        if new.name != self.account_id && !new.name.is_empty() {
            self.name = new.name;
        }
        take(&mut self.parent_account_id, new.parent_account_id);
        take(&mut self.domain, new.domain);
        take(&mut self.industry, new.industry);
        take(&mut self.country, new.country);
        take(&mut self.employees, new.employees);
        take(&mut self.tier, new.tier);
        take(&mut self.stage, new.stage);
        take(&mut self.owner_email, new.owner_email);
        take(&mut self.created_at, new.created_at);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for contact::Model {
    type Key = String;
    const LOOKUP: contact::Column = contact::Column::ContactId;

    fn key(&self) -> String {
        self.contact_id.clone()
    }

    fn lookup(&self) -> &str {
        &self.contact_id
    }

    fn absorb(&mut self, new: Self) {
        take(&mut self.account_id, new.account_id);
        take(&mut self.email, new.email);
        take(&mut self.name, new.name);
        take(&mut self.title, new.title);
        take(&mut self.role, new.role);
        take(&mut self.created_at, new.created_at);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for subscription::Model {
    type Key = (String, i64);
    const LOOKUP: subscription::Column = subscription::Column::SubscriptionId;

    fn key(&self) -> (String, i64) {
        (self.subscription_id.clone(), self.started_at)
    }

    fn lookup(&self) -> &str {
        &self.subscription_id
    }

    /// An amount and its currency go together.
    fn absorb(&mut self, new: Self) {
        self.account_id = new.account_id;
        take(&mut self.ended_at, new.ended_at);
        take(&mut self.plan, new.plan);
        if new.mrr_minor.is_some() {
            self.mrr_minor = new.mrr_minor;
            self.currency = new.currency;
        }
        take(&mut self.seats, new.seats);
        take(&mut self.term_end, new.term_end);
        take(&mut self.cancelled_at, new.cancelled_at);
        take(&mut self.status, new.status);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for ticket::Model {
    type Key = String;
    const LOOKUP: ticket::Column = ticket::Column::TicketId;

    fn key(&self) -> String {
        self.ticket_id.clone()
    }

    fn lookup(&self) -> &str {
        &self.ticket_id
    }

    fn absorb(&mut self, new: Self) {
        self.account_id = new.account_id;
        self.opened_at = new.opened_at;
        take(&mut self.contact_id, new.contact_id);
        take(&mut self.subject, new.subject);
        take(&mut self.body, new.body);
        take(&mut self.priority, new.priority);
        take(&mut self.status, new.status);
        take(&mut self.product, new.product);
        take(&mut self.cause, new.cause);
        take(&mut self.first_response_at, new.first_response_at);
        take(&mut self.solved_at, new.solved_at);
        take(&mut self.reopens, new.reopens);
        take(&mut self.csat, new.csat);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for survey::Model {
    type Key = String;
    const LOOKUP: survey::Column = survey::Column::ResponseId;

    fn key(&self) -> String {
        self.response_id.clone()
    }

    fn lookup(&self) -> &str {
        &self.response_id
    }

    fn absorb(&mut self, new: Self) {
        self.account_id = new.account_id;
        self.kind = new.kind;
        self.score = new.score;
        self.answered_at = new.answered_at;
        take(&mut self.contact_id, new.contact_id);
        take(&mut self.scale, new.scale);
        take(&mut self.comment, new.comment);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for invoice::Model {
    type Key = String;
    const LOOKUP: invoice::Column = invoice::Column::InvoiceId;

    fn key(&self) -> String {
        self.invoice_id.clone()
    }

    fn lookup(&self) -> &str {
        &self.invoice_id
    }

    fn absorb(&mut self, new: Self) {
        self.account_id = new.account_id;
        self.amount_minor = new.amount_minor;
        self.currency = new.currency;
        self.issued_at = new.issued_at;
        self.due_at = new.due_at;
        take(&mut self.paid_at, new.paid_at);
        take(&mut self.status, new.status);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}

impl Row for churn_review::Model {
    type Key = (String, i64);
    const LOOKUP: churn_review::Column = churn_review::Column::AccountId;

    fn key(&self) -> (String, i64) {
        (self.account_id.clone(), self.churned_at)
    }

    fn lookup(&self) -> &str {
        &self.account_id
    }

    fn absorb(&mut self, new: Self) {
        take(&mut self.reason, new.reason);
        take(&mut self.competitor, new.competitor);
        take(&mut self.comment, new.comment);
        take(&mut self.was_expected, new.was_expected);
        merge_attributes(&mut self.attributes, &new.attributes);
    }
}
