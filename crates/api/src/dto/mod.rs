//! What goes over the wire. Shapes only: how they are filled stands beside the endpoints.

#[macro_use]
mod kinds;

mod account;
mod backtest;
mod common;
mod delivery;
mod function;
mod health;
mod hidden;
mod import;
mod invoice;
mod judgement;
mod key;
mod metric;
mod page;
mod preview;
mod revenue;
mod scorecard;
mod segment;
mod signal;
mod team;

pub use account::*;
pub use backtest::*;
pub use common::*;
pub use delivery::*;
pub use function::*;
pub use health::*;
pub use hidden::*;
pub use import::*;
pub use invoice::*;
pub use judgement::*;
pub use key::*;
pub use kinds::*;
pub use metric::*;
pub use page::*;
pub use preview::*;
pub use revenue::*;
pub use scorecard::*;
pub use segment::*;
pub use signal::*;
pub use team::*;
