//! The metrics that a company has: the built-in ones, and what it changed and added.

use std::collections::HashMap;

use perennial_metrics::{Catalogue, Definition, MetricsError, built_in_definitions};
use perennial_model::{DeclaredKind, Zone};
use perennial_store::Store;

use crate::BoardError;

/// The built-in metrics with the company's own declarations laid over them; own ones stand behind.
///
/// # Errors
/// When the store cannot be read, or a stored definition does not fit the others any more: the
/// error names it.
pub async fn catalogue(store: &Store, zone: &Zone) -> Result<Catalogue, BoardError> {
    let stored = store.declarations(DeclaredKind::Metric).await?;
    let own = stored
        .iter()
        .filter_map(|one| one.content.as_deref())
        .map(Definition::read)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(with_own(own, zone)?)
}

/// The built-in metrics with these laid over them: of the same key one replaces the other.
///
/// # Errors
/// When the definitions do not fit together.
pub fn with_own(
    own: impl IntoIterator<Item = Definition>,
    zone: &Zone,
) -> Result<Catalogue, MetricsError> {
    let mut definitions = built_in_definitions()?;
    let places: HashMap<String, usize> =
        definitions.iter().enumerate().map(|(place, one)| (one.key.clone(), place)).collect();
    for one in own {
        match places.get(&one.key) {
            Some(place) => definitions[*place] = one,
            None => definitions.push(one),
        }
    }
    Catalogue::new(definitions, zone)
}
