//! Where a segment is used.

use perennial_model::Segment;
use perennial_store::Store;

use super::SegmentError;

/// Something that would lose its meaning without the segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// What sort of thing: `scorecard`, `play` …
    pub kind: &'static str,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// Everything that names the segment. A part of the product that comes to name segments adds its
/// places here: what is listed here is what keeps a segment from being deleted. So far there is no
/// such part, for conditions cannot name segments and nothing else does.
///
/// # Errors
/// When the store cannot be read.
#[allow(clippy::unused_async)] // those that come read the store
pub async fn uses_of(_store: &Store, _segment: &Segment) -> Result<Vec<Use>, SegmentError> {
    Ok(Vec::new())
}
