use perennial_model::{Contact, ContactId};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn contact(row: &Row<'_>) -> Result<Contact, Refusal> {
    Ok(Contact {
        contact_id: ContactId::new(row.required_id("contact_id")?),
        account_id: Some(row.account()?),
        email: row.text("email")?,
        name: row.text("name")?,
        title: row.text("title")?,
        role: row.text("role")?,
        created_at: row.time("created_at")?,
        attributes: extras(row, "attributes")?,
    })
}
