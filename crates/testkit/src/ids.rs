//! Ids that can be foreseen.

use std::sync::atomic::{AtomicU64, Ordering};

use perennial_model::IdSource;

/// `id-000001`, `id-000002` …
#[derive(Debug)]
pub struct SeqIds {
    prefix: &'static str,
    last: AtomicU64,
}

impl SeqIds {
    pub fn new(prefix: &'static str) -> Self {
        Self { prefix, last: AtomicU64::new(0) }
    }
}

impl Default for SeqIds {
    fn default() -> Self {
        Self::new("id")
    }
}

impl IdSource for SeqIds {
    fn next_id(&self) -> String {
        let next = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        format!("{}-{next:06}", self.prefix)
    }
}
