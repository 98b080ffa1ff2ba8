//! The timeline: every fact of every account, durable, counted once, and open to other readers.
//!
//! Facts that are accepted go to the table `inbox`, in one transaction with the identities that
//! came with them, and are acknowledged when that is durable. A flusher turns the inbox into
//! Parquet files of a lake in the DuckLake 1.0 format, whose catalogue is tables of the same
//! database; so publishing files, remembering what was taken and clearing the inbox is one
//! transaction too.
//!
//! What always holds here: an acknowledged fact is there exactly once, whatever is killed when;
//! readers see inbox and files of one moment; facts stand under the ids that their sources gave,
//! and are credited when they are read; files are never changed, only replaced.
//! This crate must not know metrics, wire formats or HTTP. DuckDB may read the lake at any time;
//! that anybody else writes it is not supported.

mod accept;
mod append;
mod background;
mod catalogue;
mod columns;
mod compact;
mod credit;
mod erase;
mod error;
mod expire;
mod fact_key;
mod flush;
mod follow;
mod gate;
mod hub;
mod identity;
mod inbox;
mod inbox_codec;
mod lake;
mod latest;
mod options;
mod page;
mod recent;
mod rollup;
mod scan;
mod sql;
mod status;
mod timeline;
mod told;
mod view;
mod watch;

pub use accept::Accepted;
pub use append::Appended;
pub use background::Background;
pub use columns::facts_schema;
pub use compact::Compacted;
pub use erase::{Erase, Erased};
pub use error::{Result, TimelineError};
pub use expire::Expired;
pub use flush::Flushed;
pub use follow::{Change, Follower};
pub use options::Options;
pub use page::PageQuery;
pub use recent::{REPEAT_WINDOW_DAYS, Remembered};
pub use rollup::{Changed, Rollup, RollupMemory};
pub use scan::Facts;
pub use status::Status;
pub use timeline::Timeline;
