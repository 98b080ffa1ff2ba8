//! Forgetting a contact or an account (invariant 8).

use perennial_store::{ErasedRecords, write};
use perennial_timeline::Erase;

use crate::{Intake, IntakeError};

/// What was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    pub records: u64,
    pub facts: u64,
}

impl Intake {
    /// Forgets somebody in the facts, then in the records, then says so in the audit log.
    /// Facts go first: while the records stand, an erasure that was broken off can be repeated.
    ///
    /// # Errors
    /// [`IntakeError::Nobody`] when the id is unknown; otherwise when store or lake cannot be written.
    pub async fn erase(&self, who: &Erase, actor: &str) -> Result<Erased, IntakeError> {
        let facts = self.timeline.erase(who).await?;
        let tx = self.store.begin().await?;
        let (what, gone) = match who {
            Erase::Contact(id) => ("contact", write::erase_contact(&tx, id).await?),
            Erase::Account(id) => ("account", write::erase_account(&tx, id).await?),
        };
        let erased = Erased { records: count(&gone), facts: facts.facts };
        if erased.records == 0 && erased.facts == 0 {
            return Err(IntakeError::Nobody(name(who)));
        }
        // The log must not keep the name of whom it says was forgotten.
        let detail = format!("{} records and {} facts", erased.records, erased.facts);
        self.store.audit(&tx, actor, "erase", what, Some(&detail)).await?;
        tx.commit().await?;
        // Deleted rows stay in the pages of an SQLite file until it is rewritten.
        self.store.db().vacuum().await?;
        Ok(erased)
    }
}

fn name(who: &Erase) -> String {
    match who {
        Erase::Contact(id) => id.to_string(),
        Erase::Account(id) => id.to_string(),
    }
}

fn count(gone: &ErasedRecords) -> u64 {
    let people = gone.account_ids.len() + gone.contact_ids.len();
    u64::try_from(people).unwrap_or(u64::MAX)
        + gone.subscriptions
        + gone.tickets
        + gone.surveys
        + gone.invoices
        + gone.churn_reviews
        + gone.signals
}
