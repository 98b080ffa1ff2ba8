//! `perennial erase`: forget a person or a company.

use perennial_model::{AccountId, ContactId};
use perennial_timeline::Erase as Who;

use crate::cli::{Erase, Place};
use crate::home::Home;

pub async fn run(place: &Place, args: &Erase) -> anyhow::Result<()> {
    let home = Home::open(place).await?;
    let who = match (&args.contact, &args.account) {
        (Some(contact), _) => Who::Contact(ContactId::from(contact.as_str())),
        (None, Some(account)) => Who::Account(AccountId::from(account.as_str())),
        (None, None) => {
            return Err(super::Usage("say whom: --contact ID or --account ID".to_owned()).into());
        }
    };
    let erased = home.intake().erase(&who, "command line").await?;
    home.forget_kept()?;
    println!(
        "erased {} facts and {} records; the audit log says that it was done",
        erased.facts, erased.records
    );
    Ok(())
}
