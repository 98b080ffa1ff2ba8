//! Writing into the audit log.

use crate::{AppState, Problem};

/// Writes who did what to whom. `subject` is an id, never words about a person.
///
/// # Errors
/// When the store cannot be written.
pub async fn audit(
    state: &AppState,
    actor: &str,
    action: &str,
    subject: &str,
    detail: Option<&str>,
) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    state.store.audit(&tx, actor, action, subject, detail).await?;
    tx.commit().await?;
    Ok(())
}
