use perennial_model::{Currency, Subscription};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn subscription(row: &Row<'_>) -> Result<Subscription, Refusal> {
    let currency = match row.text("currency")? {
        Some(text) => Currency::parse(&text).map_err(|e| row.refuse("currency", e.to_string()))?,
        None => row.reading.currency,
    };
    let mrr = row.money("mrr", currency)?;
    if mrr.is_some_and(|mrr| mrr.minor < 0) {
        return Err(row.refuse("mrr", "is negative; write a discount as a lower price"));
    }
    Ok(Subscription {
        subscription_id: row.required_id("subscription_id")?,
        account_id: row.account()?,
        started_at: row.required_time("started_at")?,
        ended_at: row.time("ended_at")?,
        plan: row.text("plan")?,
        mrr,
        seats: row.integer("seats")?,
        term_end: row.time("term_end")?,
        cancelled_at: row.time("cancelled_at")?,
        status: row.text("status")?,
        attributes: extras(row, "attributes")?,
    })
}
