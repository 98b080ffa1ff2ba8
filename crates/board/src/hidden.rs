//! What hidden risk looks at: the settings that come with the program, or the company's own.

use perennial_health::{HiddenRisk, default_hidden_risk};
use perennial_metrics::Catalogue;
use perennial_model::{Declaration, DeclaredKind};
use perennial_store::Store;

use crate::BoardError;

/// The key that the company's settings are declared under.
pub const KEY: &str = "default";

/// The settings in use, with their version.
///
/// # Errors
/// When the store cannot be read, or what was published does not fit the metrics any more.
pub async fn in_use(store: &Store, metrics: &Catalogue) -> Result<HiddenRisk, BoardError> {
    let latest = latest(store).await?;
    let text = latest.as_ref().and_then(|one| one.content.as_deref());
    let settings = match text {
        Some(text) => HiddenRisk::parse(text, metrics).map_err(BoardError::Hidden)?,
        None => default_hidden_risk(),
    };
    Ok(HiddenRisk { version: latest.map_or(0, |one| one.version), ..settings })
}

/// What was published last; without content where the company went back to the built-in one.
///
/// # Errors
/// When the store cannot be read.
pub async fn latest(store: &Store) -> Result<Option<Declaration>, BoardError> {
    let all = store.declarations(DeclaredKind::HiddenRisk).await?;
    Ok(all.into_iter().find(|one| one.key == KEY))
}
