use perennial_model::{AccountId, ContactId, Fact, FactKind, fact::UnknownKind};

use crate::file::{
    extras::{as_object, extras},
    refusal::Refusal,
    row::Row,
    values::json_number,
};

/// A fact whose id may still have to be made from its content (see [`crate::file::fact_id`]).
pub(crate) struct Draft {
    pub fact: Fact,
    pub needs_id: bool,
}

pub(crate) fn fact(row: &Row<'_>) -> Result<Draft, Refusal> {
    let account_id = row.id("account_id")?.map(AccountId::new);
    let contact_id = row.id("contact_id")?.map(ContactId::new);
    if account_id.is_none() && contact_id.is_none() {
        return Err(
            row.refuse("account_id", "is empty; a fact needs an account_id or a contact_id")
        );
    }
    let mut properties = extras(row, "properties")?;
    if let Some(minutes) = row.number("minutes")? {
        properties.insert("minutes".to_owned(), json_number(minutes));
    }
    let given_id = row.id("fact_id")?;
    let needs_id = given_id.is_none();
    let fact = Fact {
        fact_id: given_id.unwrap_or_default(),
        account_id,
        contact_id,
        kind: kind(row)?,
        name: row.required("name")?,
        occurred_at: row.required_time("occurred_at")?,
        received_at: row.reading.now,
        value: row.number("value")?,
        session_id: row.id("session_id")?,
        source: row.reading.source.clone(),
        properties: as_object(&properties),
    };
    Ok(Draft { fact, needs_id })
}

fn kind(row: &Row<'_>) -> Result<FactKind, Refusal> {
    let Some(word) = row.text("kind")? else { return Ok(FactKind::Usage) };
    let parsed = word.to_lowercase().parse();
    parsed.map_err(|unknown: UnknownKind| row.refuse("kind", unknown.to_string()))
}
