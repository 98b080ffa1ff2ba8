//! The audit log: who did what to whom.

use perennial_model::Micros;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use crate::{Result, Store, Tx, entity::audit_entry, write::save};

/// One line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    pub entry_id: String,
    pub at: Micros,
    /// E-mail address of a teammate, name of a key, or `system`.
    pub actor: String,
    /// `erase_contact`, `create_key` …
    pub action: String,
    /// An id; never words about a person.
    pub subject: String,
    pub detail: Option<String>,
}

impl Store {
    /// Writes a line, in the transaction of what it tells about.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn audit(
        &self,
        tx: &Tx,
        actor: &str,
        action: &str,
        subject: &str,
        detail: Option<&str>,
    ) -> Result<()> {
        let entry = audit_entry::Model {
            entry_id: self.ids().next_id(),
            at: self.clock().now().0,
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            detail: detail.map(str::to_owned),
        };
        save(&**tx, &[entry]).await
    }

    /// The last `limit` lines, newest first.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn audit_log(&self, limit: u64) -> Result<Vec<AuditEntry>> {
        let rows = audit_entry::Entity::find()
            .order_by_desc(audit_entry::Column::At)
            .order_by_desc(audit_entry::Column::EntryId)
            .limit(limit);
        Ok(rows.all(self.db().reader()).await?.into_iter().map(Into::into).collect())
    }
}

impl From<audit_entry::Model> for AuditEntry {
    fn from(row: audit_entry::Model) -> Self {
        Self {
            entry_id: row.entry_id,
            at: Micros(row.at),
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            detail: row.detail,
        }
    }
}
