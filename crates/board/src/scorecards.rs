//! The scorecard that a company uses: the one that comes with the program, or its own.

use perennial_health::{Scorecard, default_scorecard};
use perennial_metrics::Catalogue;
use perennial_model::{Declaration, DeclaredKind};
use perennial_store::Store;

use crate::BoardError;

/// The key that the company's scorecard is declared under.
pub const KEY: &str = "default";

/// The scorecard in use, with its version.
///
/// # Errors
/// When the store cannot be read, or what was published does not fit the metrics any more.
pub async fn in_use(store: &Store, metrics: &Catalogue) -> Result<Scorecard, BoardError> {
    let latest = latest(store).await?;
    Ok(of(latest.as_ref(), metrics)?)
}

/// What was published last; without content where the company went back to the built-in one.
///
/// # Errors
/// When the store cannot be read.
pub async fn latest(store: &Store) -> Result<Option<Declaration>, BoardError> {
    let all = store.declarations(DeclaredKind::Scorecard).await?;
    Ok(all.into_iter().find(|one| one.key == KEY))
}

/// The scorecard that a declaration comes to.
///
/// # Errors
/// When it does not fit these metrics.
pub fn of(
    declared: Option<&Declaration>,
    metrics: &Catalogue,
) -> Result<Scorecard, perennial_health::HealthError> {
    let text = declared.and_then(|one| one.content.as_deref());
    let card = match text {
        Some(text) => Scorecard::parse(text, metrics)?,
        None => default_scorecard(),
    };
    Ok(Scorecard { version: declared.map_or(0, |one| one.version), ..card })
}
