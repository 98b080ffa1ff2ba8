//! Rows as they would be stored, written out for people who look before they import.

use perennial_model::{
    Account, ChurnReview, Contact, Fact, Interaction, Invoice, Micros, Money, Subscription,
    SurveyResponse, Ticket, records::Attributes,
};

use crate::file::Rows;

/// A row as it would be stored: our columns that have a value, then attributes, in that order.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownRow {
    pub line: u64,
    pub values: Vec<(String, String)>,
}

impl Rows {
    /// The first rows, written out. Times are RFC 3339 in UTC, money has its currency.
    pub fn shown(&self, most: usize) -> Vec<ShownRow> {
        match self {
            Self::Accounts(rows) => show(rows, most, account),
            Self::Contacts(rows) => show(rows, most, contact),
            Self::Subscriptions(rows) => show(rows, most, subscription),
            Self::Facts(rows) => show(rows, most, fact),
            Self::Tickets(rows) => show(rows, most, ticket),
            Self::Surveys(rows) => show(rows, most, survey),
            Self::Interactions(rows) => show(rows, most, interaction),
            Self::Invoices(rows) => show(rows, most, invoice),
            Self::ChurnReviews(rows) => show(rows, most, churn_review),
        }
    }
}

fn show<T>(rows: &[(u64, T)], most: usize, write: fn(&T, &mut Cells)) -> Vec<ShownRow> {
    let shown = |(line, row): &(u64, T)| {
        let mut cells = Cells(Vec::new());
        write(row, &mut cells);
        ShownRow { line: *line, values: cells.0 }
    };
    rows.iter().take(most).map(shown).collect()
}

struct Cells(Vec<(String, String)>);

impl Cells {
    fn put(&mut self, column: &str, value: impl ToString) {
        self.0.push((column.to_owned(), value.to_string()));
    }

    fn may(&mut self, column: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.put(column, value);
        }
    }

    fn time(&mut self, column: &str, at: Option<Micros>) {
        self.may(column, at.map(Micros::to_rfc3339));
    }

    fn money(&mut self, column: &str, amount: Option<Money>) {
        self.may(column, amount.map(|amount| format!("{amount} {}", amount.currency)));
    }

    fn attributes(&mut self, attributes: &Attributes) {
        for (name, json) in attributes {
            let plain: Option<String> = serde_json::from_str(json).ok();
            self.put(name, plain.as_ref().unwrap_or(json));
        }
    }
}

fn account(row: &Account, cells: &mut Cells) {
    cells.put("account_id", &row.account_id);
    cells.put("name", &row.name);
    cells.may("parent_account_id", row.parent_account_id.as_ref());
    cells.may("domain", row.domain.as_ref());
    cells.may("industry", row.industry.as_ref());
    cells.may("country", row.country.as_ref());
    cells.may("employees", row.employees);
    cells.may("tier", row.tier.as_ref());
    cells.may("stage", row.stage.as_ref());
    cells.may("owner_email", row.owner_email.as_ref());
    cells.time("created_at", row.created_at);
    cells.attributes(&row.attributes);
}

fn contact(row: &Contact, cells: &mut Cells) {
    cells.put("contact_id", &row.contact_id);
    cells.may("account_id", row.account_id.as_ref());
    cells.may("email", row.email.as_ref());
    cells.may("name", row.name.as_ref());
    cells.may("title", row.title.as_ref());
    cells.may("role", row.role.as_ref());
    cells.time("created_at", row.created_at);
    cells.attributes(&row.attributes);
}

fn subscription(row: &Subscription, cells: &mut Cells) {
    cells.put("subscription_id", &row.subscription_id);
    cells.put("account_id", &row.account_id);
    cells.time("started_at", Some(row.started_at));
    cells.time("ended_at", row.ended_at);
    cells.may("plan", row.plan.as_ref());
    cells.money("mrr", row.mrr);
    cells.may("seats", row.seats);
    cells.time("term_end", row.term_end);
    cells.time("cancelled_at", row.cancelled_at);
    cells.may("status", row.status.as_ref());
    cells.attributes(&row.attributes);
}

fn fact(row: &Fact, cells: &mut Cells) {
    cells.may("account_id", row.account_id.as_ref());
    cells.may("contact_id", row.contact_id.as_ref());
    cells.put("kind", row.kind);
    cells.put("name", &row.name);
    cells.time("occurred_at", Some(row.occurred_at));
    cells.may("value", row.value);
    cells.may("session_id", row.session_id.as_ref());
    cells.put("fact_id", &row.fact_id);
    let properties: Option<std::collections::BTreeMap<String, serde_json::Value>> =
        row.properties.as_deref().and_then(|text| serde_json::from_str(text).ok());
    for (name, value) in properties.into_iter().flatten() {
        cells.put(&name, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    }
}

fn ticket(row: &Ticket, cells: &mut Cells) {
    cells.put("ticket_id", &row.ticket_id);
    cells.put("account_id", &row.account_id);
    cells.time("opened_at", Some(row.opened_at));
    cells.may("contact_id", row.contact_id.as_ref());
    cells.may("subject", row.subject.as_ref());
    cells.may("body", row.body.as_ref());
    cells.may("priority", row.priority.as_ref());
    cells.may("status", row.status.as_ref());
    cells.may("product", row.product.as_ref());
    cells.may("cause", row.cause.as_ref());
    cells.time("first_response_at", row.first_response_at);
    cells.time("solved_at", row.solved_at);
    cells.may("reopens", row.reopens);
    cells.may("csat", row.csat);
    cells.attributes(&row.attributes);
}

fn survey(row: &SurveyResponse, cells: &mut Cells) {
    cells.put("response_id", &row.response_id);
    cells.put("account_id", &row.account_id);
    cells.put("kind", row.kind);
    cells.put("score", row.score);
    cells.time("answered_at", Some(row.answered_at));
    cells.may("contact_id", row.contact_id.as_ref());
    cells.may("scale", row.scale);
    cells.may("comment", row.comment.as_ref());
    cells.attributes(&row.attributes);
}

fn interaction(row: &Interaction, cells: &mut Cells) {
    cells.put("interaction_id", &row.interaction_id);
    cells.put("account_id", &row.account_id);
    cells.put("channel", &row.channel);
    cells.put("direction", &row.direction);
    cells.time("occurred_at", Some(row.occurred_at));
    cells.may("contact_id", row.contact_id.as_ref());
    cells.may("teammate_email", row.teammate_email.as_ref());
    cells.may("subject", row.subject.as_ref());
    cells.may("body", row.body.as_ref());
    cells.may("minutes", row.minutes);
    cells.may("attended", row.attended);
    cells.attributes(&row.attributes);
}

fn invoice(row: &Invoice, cells: &mut Cells) {
    cells.put("invoice_id", &row.invoice_id);
    cells.put("account_id", &row.account_id);
    cells.money("amount", Some(row.amount));
    cells.time("issued_at", Some(row.issued_at));
    cells.time("due_at", Some(row.due_at));
    cells.time("paid_at", row.paid_at);
    cells.may("status", row.status.as_ref());
    cells.attributes(&row.attributes);
}

fn churn_review(row: &ChurnReview, cells: &mut Cells) {
    cells.put("account_id", &row.account_id);
    cells.time("churned_at", Some(row.churned_at));
    cells.may("reason", row.reason.as_ref());
    cells.may("competitor", row.competitor.as_ref());
    cells.may("comment", row.comment.as_ref());
    cells.may("was_expected", row.was_expected);
    cells.attributes(&row.attributes);
}
