//! Engage: warns early, and tells people about it.
//!
//! Three parts, in the order of the data: [`signals`] turns an account's history into episodes;
//! [`mod@sync`] keeps the stored signals in step with them; [`notify`] and [`deliver`] carry the news
//! out by e-mail and webhook.
//!
//! What always holds here: the same history and rules give the same episodes, and nothing after
//! a day changes what was said of it; what a person did with a signal (acknowledge, snooze)
//! survives every recalculation; a signal is announced at most once per recipient; nothing
//! reaches the outside but through the outbox; what could not be sent is recorded with its
//! reason.
//! This crate must not know how facts are stored, HTTP routes or pages of the app.

pub mod deliver;
pub mod error;
pub mod notify;
pub mod signals;
pub mod sync;

pub use deliver::{Deliverer, DelivererHandle, DeliverySettings};
pub use error::EngageError;
pub use notify::{Notice, NotifySettings};
pub use signals::{Episode, Rules, SignalInput, episodes};
pub use sync::{Synced, sync};

/// What everything here returns.
pub type Result<T, E = EngageError> = std::result::Result<T, E>;
