//! What is known now, for every account, in memory.
//!
//! The board takes each change of the timeline and of the records, brings the accounts that it
//! touches up to date (rollup → metrics → health → signals), and answers lists and look-ups from
//! memory; of any past day too, worked out by the same rules ([`Board::at`]). Facts of today are laid on
//! an account's folded-up past, so that they show at once; whatever needs the whole history follows as
//! fast as it can be computed. What always holds: an entry's
//! metrics are what a computation from scratch would give, and so is all of it once it is settled; a
//! reader sees a whole snapshot, never half of a change; nothing after a past day changes what is said
//! of it; nothing here is the only copy of anything.
//! This crate must not know HTTP, the web app or how sources speak.

pub mod backtest;
mod board;
mod compute;
mod ear;
mod entry;
pub mod hidden;
mod keeper;
mod kept;
pub mod known;
mod listed;
pub mod metrics;
pub mod parallel;
mod past;
mod pasts;
mod peers;
mod pending;
mod people;
mod questions;
mod records;
mod revenue;
pub mod scorecards;
mod signals;
mod world;

pub use board::{Board, Load, Options, Waiting};
pub use entry::{Entry, Hidden, Overridden, SPARK_WEEKS};
pub use keeper::Keeper;
pub use past::PastError;
pub use people::ContactActivity;
pub use questions::Numbers;
pub use revenue::LedgerInputs;

/// What can go wrong while the board is built or kept.
#[derive(Debug, thiserror::Error)]
pub enum BoardError {
    #[error(transparent)]
    Store(#[from] perennial_store::StoreError),
    #[error(transparent)]
    Timeline(#[from] perennial_timeline::TimelineError),
    #[error("the computation was interrupted; the program is stopping")]
    Interrupted,
    #[error("nobody keeps the board current, so its metrics cannot be changed")]
    NotKept,
    #[error(
        "{left_out} facts differ in more combinations of the properties that metrics name ({kept}) than can be told apart; name properties with fewer different values"
    )]
    TooManyDetails { left_out: u64, kept: usize },
    #[error(transparent)]
    Metrics(#[from] perennial_metrics::MetricsError),
    #[error(
        "the scorecard \"{key}\" that was published does not fit the metrics any more: {error}"
    )]
    Scorecard { key: String, error: perennial_health::HealthError },
    #[error("the settings of hidden risk that were published do not fit the metrics any more: {0}")]
    Hidden(perennial_health::HealthError),
    #[error(transparent)]
    Engage(#[from] perennial_engage::EngageError),
}
