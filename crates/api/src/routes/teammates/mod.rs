//! Our own people.

pub mod change;
pub mod invite;
pub mod list;
