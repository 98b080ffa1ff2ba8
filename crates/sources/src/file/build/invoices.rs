use perennial_model::{Currency, Invoice};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn invoice(row: &Row<'_>) -> Result<Invoice, Refusal> {
    let currency = row.required("currency")?;
    let currency = Currency::parse(&currency).map_err(|e| row.refuse("currency", e.to_string()))?;
    let amount = row
        .money("amount", currency)?
        .ok_or_else(|| row.refuse("amount", "is empty; an invoice needs its amount"))?;
    Ok(Invoice {
        invoice_id: row.required_id("invoice_id")?,
        account_id: row.account()?,
        amount,
        issued_at: row.required_time("issued_at")?,
        due_at: row.required_time("due_at")?,
        paid_at: row.time("paid_at")?,
        status: row.text("status")?,
        attributes: extras(row, "attributes")?,
    })
}
