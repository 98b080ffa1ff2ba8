//! Segments: who is in them now and was in them on past days, and how they compare.
//!
//! Definitions are read from the store with each request; numbers come from the board's snapshot.

mod compare;
mod definition;
mod error;
mod history;
mod members;
mod past;
mod presence;
mod size;
mod spells;
mod statistics;
mod steps;
mod tenure;
mod trend;
mod uses;

pub use compare::{Comparison, MOST_COMPARED, compare};
pub use definition::{
    ChangedSegment, ListChange, NewSegment, change, change_list, create, delete, find, read,
};
pub use error::SegmentError;
pub use history::{Chronicle, Move, chronicle, sizes};
pub use members::{Resolved, aside, look, segment_parameter};
pub use past::{MOST_DAYS, Pasts};
pub use presence::{Presence, Saved, presences};
pub use size::Size;
pub use spells::Spell;
pub use statistics::{Distribution, edges, histogram};
pub use trend::{Compared, Trends};
pub use uses::{Use, uses_of};
