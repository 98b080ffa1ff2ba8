use perennial_model::{Account, AccountId};

use crate::file::{extras::extras, refusal::Refusal, row::Row};

pub(crate) fn account(row: &Row<'_>) -> Result<Account, Refusal> {
    Ok(Account {
        account_id: row.account()?,
        name: row.required("name")?,
        parent_account_id: row.id("parent_account_id")?.map(AccountId::new),
        domain: row.text("domain")?,
        industry: row.text("industry")?,
        country: row.text("country")?,
        employees: row.integer("employees")?,
        tier: row.text("tier")?,
        stage: row.text("stage")?,
        owner_email: row.text("owner_email")?.map(|email| email.to_lowercase()),
        created_at: row.time("created_at")?,
        attributes: extras(row, "attributes")?,
    })
}
