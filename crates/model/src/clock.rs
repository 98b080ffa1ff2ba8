//! Time and fresh ids come in as parameters, so that tests can move one and foresee the other.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::time::Micros;

/// Tells what time it is.
pub trait Clock: Send + Sync {
    fn now(&self) -> Micros;
}

/// The machine's clock. The one place in the workspace that reads it.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)]
    fn now(&self) -> Micros {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Micros(since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX)))
    }
}

/// Gives ids that were never given before.
pub trait IdSource: Send + Sync {
    fn next_id(&self) -> String;
}

/// Random, time-ordered ids (UUID version 7).
#[derive(Debug, Default, Clone, Copy)]
pub struct RandomIds;

impl IdSource for RandomIds {
    #[allow(clippy::disallowed_methods)]
    fn next_id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }
}
