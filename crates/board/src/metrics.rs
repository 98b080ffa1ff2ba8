//! The metrics that a company has: the built-in ones, and what it changed and added.

use std::collections::HashMap;

use perennial_metrics::{
    Capability, Catalogue, Definition, MetricsError, PeerSegments, definitions_for,
    in_words_of_metrics,
};
use perennial_model::{DeclaredKind, Zone};
use perennial_store::Store;

use crate::BoardError;

/// The built-in metrics, with the company's capabilities, and its own declarations laid over them;
/// own ones stand behind.
///
/// # Errors
/// When the store cannot be read, or a stored declaration does not fit the others any more: the
/// error names it.
pub async fn catalogue(store: &Store, zone: &Zone) -> Result<Catalogue, BoardError> {
    let segments = segments(store).await?;
    Ok(with_own(&capabilities(store).await?, own(store).await?, segments, zone)?)
}

/// The metrics that the company declared, in the order of their keys.
///
/// # Errors
/// When the store cannot be read, or what it holds is no definition.
pub async fn own(store: &Store) -> Result<Vec<Definition>, BoardError> {
    let texts = declared(store, DeclaredKind::Metric).await?;
    Ok(texts.iter().map(|text| Definition::read(text)).collect::<Result<_, _>>()?)
}

/// The segments that peers can be told by: those with a condition that a metric can ask.
///
/// # Errors
/// When the store cannot be read.
pub async fn segments(store: &Store) -> Result<PeerSegments, BoardError> {
    let all = store.segments().await?;
    let asked = all.into_iter().filter_map(|segment| {
        let condition = segment.rule.condition().and_then(in_words_of_metrics)?;
        Some((segment.key, condition))
    });
    Ok(asked.collect())
}

/// The company's capabilities.
///
/// # Errors
/// When the store cannot be read, or what it holds is no capability.
pub async fn capabilities(store: &Store) -> Result<Vec<Capability>, BoardError> {
    let mut all = Vec::new();
    for text in declared(store, DeclaredKind::Capability).await? {
        all.extend(Capability::read_all(&text)?);
    }
    Ok(all)
}

async fn declared(store: &Store, kind: DeclaredKind) -> Result<Vec<String>, BoardError> {
    let latest = store.declarations(kind).await?;
    Ok(latest.into_iter().filter_map(|one| one.content).collect())
}

/// The built-in metrics with these capabilities, and these metrics laid over them: of the same key
/// one replaces the other. Comparisons may name these segments.
///
/// # Errors
/// When the definitions do not fit together.
pub fn with_own(
    capabilities: &[Capability],
    own: impl IntoIterator<Item = Definition>,
    segments: PeerSegments,
    zone: &Zone,
) -> Result<Catalogue, MetricsError> {
    let mut definitions = definitions_for(capabilities)?;
    let places: HashMap<String, usize> =
        definitions.iter().enumerate().map(|(place, one)| (one.key.clone(), place)).collect();
    for one in own {
        match places.get(&one.key) {
            Some(place) => definitions[*place] = one,
            None => definitions.push(one),
        }
    }
    Catalogue::with_segments(definitions, segments, zone)
}
