//! Use cases that bring data in or take it out for good: look at a file, import it, forget somebody.
//!
//! What always holds here: what was read from a file is in records and timeline once, however often
//! the file comes; looking at a file writes nothing; a file's summary is kept, with every row accounted for; an erasure is told to the
//! audit log. This crate must not know HTTP, nor how numbers are made.

mod erase;
mod import;
mod preview;

use perennial_model::{Currency, Zone};
use perennial_store::Store;
use perennial_timeline::Timeline;

pub use erase::Erased;
pub use import::{Input, Rejects};
pub use preview::{Preview, PreviewInput, Reading, headings};

/// What can go wrong with a whole import or erasure. A bad row is never one of these.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error(transparent)]
    File(#[from] perennial_sources::FileError),
    #[error(transparent)]
    Store(#[from] perennial_store::StoreError),
    #[error(transparent)]
    Timeline(#[from] perennial_timeline::TimelineError),
    #[error("the refused rows could not be written to {file}: {source}")]
    Rejects { file: String, source: std::io::Error },
    #[error("reading {0} was broken off")]
    BrokenOff(String),
    #[error("nobody is known by the id \"{0}\"")]
    Nobody(String),
}

/// Brings files in and takes people out. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    store: Store,
    timeline: Timeline,
    zone: Zone,
    currency: Currency,
}

impl Intake {
    pub fn new(store: Store, timeline: Timeline, zone: Zone, currency: Currency) -> Self {
        Self { store, timeline, zone, currency }
    }
}
