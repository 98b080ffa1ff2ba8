//! The scorecards that a company uses: the one that comes with the program, or its own.

use perennial_health::{DEFAULT_KEY, HealthError, Scorecard, Scorecards, default_scorecard};
use perennial_metrics::Catalogue;
use perennial_model::{Declaration, DeclaredKind, Zone};
use perennial_store::{Store, Tx};

use crate::BoardError;

/// The key that the company's order of precedence is declared under.
const ORDER: &str = "order";

/// The scorecards in use, each with its version, in order of precedence.
///
/// # Errors
/// When the store cannot be read, or what was published does not fit the metrics any more.
pub async fn in_use(
    store: &Store,
    metrics: &Catalogue,
    zone: &Zone,
) -> Result<Scorecards, BoardError> {
    let declared = store.declarations(DeclaredKind::Scorecard).await?;
    let named = |key: &str| declared.iter().find(|one| one.key == key);
    let card = |key: &str| {
        let wrong = |error| BoardError::Scorecard { key: key.to_owned(), error };
        of(named(key), metrics).map_err(wrong)
    };
    let own = declared.iter().filter(|one| one.content.is_some() && one.key != DEFAULT_KEY);
    let mut keys: Vec<&str> = own.map(|one| one.key.as_str()).collect();
    let order = order(store).await?;
    // Those that nobody has put in order yet are asked before those that somebody has.
    keys.sort_by_key(|key| order.iter().position(|one| one == key).map_or(0, |place| place + 1));
    let mut cards = Scorecards::only(card(DEFAULT_KEY)?);
    for key in keys.into_iter().rev() {
        let wrong = |error| BoardError::Scorecard { key: key.to_owned(), error };
        cards = cards.with(key, card(key)?, metrics, zone).map_err(wrong)?;
    }
    Ok(cards)
}

/// What was published last under a key; without content where it was taken back.
///
/// # Errors
/// When the store cannot be read.
pub async fn latest(store: &Store, key: &str) -> Result<Option<Declaration>, BoardError> {
    let all = store.declarations(DeclaredKind::Scorecard).await?;
    Ok(all.into_iter().find(|one| one.key == key))
}

/// The scorecard that a declaration comes to.
///
/// # Errors
/// When it does not fit these metrics.
pub fn of(declared: Option<&Declaration>, metrics: &Catalogue) -> Result<Scorecard, HealthError> {
    let text = declared.and_then(|one| one.content.as_deref());
    let card = match text {
        Some(text) => Scorecard::parse(text, metrics)?,
        None => default_scorecard(),
    };
    Ok(Scorecard { version: declared.map_or(0, |one| one.version), ..card })
}

/// The order of precedence that somebody gave.
///
/// # Errors
/// When the store cannot be read.
pub async fn order(store: &Store) -> Result<Vec<String>, BoardError> {
    let all = store.declarations(DeclaredKind::ScorecardOrder).await?;
    let text = all.into_iter().find(|one| one.key == ORDER).and_then(|one| one.content);
    Ok(text.unwrap_or_default().lines().map(str::to_owned).collect())
}

/// Gives scorecards another order of precedence, by their keys.
///
/// # Errors
/// When the database refuses.
pub async fn set_order(
    store: &Store,
    tx: &Tx,
    keys: &[String],
    by: &str,
) -> Result<(), BoardError> {
    let text = keys.join("\n");
    store.declare(tx, DeclaredKind::ScorecardOrder, ORDER, Some(&text), by).await?;
    Ok(())
}
