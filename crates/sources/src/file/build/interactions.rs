use perennial_model::{ContactId, Interaction};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn interaction(row: &Row<'_>) -> Result<Interaction, Refusal> {
    let direction =
        direction(&row.required("direction")?).map_err(|r| row.refuse("direction", r))?;
    Ok(Interaction {
        interaction_id: row.required_id("interaction_id")?,
        account_id: row.account()?,
        channel: row.required("channel")?.to_lowercase(),
        direction: direction.to_owned(),
        occurred_at: row.required_time("occurred_at")?,
        contact_id: row.id("contact_id")?.map(ContactId::new),
        teammate_email: row.text("teammate_email")?.map(|email| email.to_lowercase()),
        subject: row.text("subject")?,
        body: row.text("body")?,
        minutes: row.number("minutes")?,
        attended: row.boolean("attended")?,
        attributes: extras(row, "attributes")?,
    })
}

fn direction(word: &str) -> Result<&'static str, String> {
    match word.to_lowercase().as_str() {
        "inbound" | "in" | "incoming" | "received" => Ok("inbound"),
        "outbound" | "out" | "outgoing" | "sent" => Ok("outbound"),
        _ => Err(format!(
            "there is no direction \"{word}\"; use inbound (from the customer) or outbound (from us)"
        )),
    }
}
