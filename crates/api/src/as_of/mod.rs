//! Reading as of a past day: the query parameter `as_of`.
//!
//! A handler that can look at the past takes a [`View`] in place of the state: its board, lists and
//! segments are of the day that was asked for. A request that names a day of an endpoint that takes
//! none is refused, and so is every change: nothing is answered as of now by mistake.

mod lenses;
mod mind;
mod signals;
mod view;

pub use lenses::{Lenses, PastLenses};
pub use mind::{Asked, HEADER, mind};
pub use signals::signals;
pub use view::{AsOfQuery, Taken, View};

/// The name of the query parameter.
pub const AS_OF: &str = "as_of";
