//! How a timeline is set up.

use std::{path::PathBuf, time::Duration};

use perennial_model::Zone;

/// How a timeline is set up. The defaults serve a company with some hundred million facts.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of the Parquet files; made if it is not there.
    pub root: PathBuf,
    /// The company's time zone: days begin at its midnight.
    pub zone: Zone,
    /// The inbox is flushed when it holds this many facts …
    pub flush_rows: usize,
    /// … or when its oldest batch is this old.
    pub flush_after: Duration,
    /// Accepting is refused while the inbox holds more than this.
    pub inbox_limit_bytes: u64,
    /// Files that were replaced are removed after this time; it must be longer than any read.
    pub grace: Duration,
    /// A file with this many facts is not merged any further.
    pub target_rows: usize,
    /// Bytes that the rollup's cells may take in memory; others wait in a file.
    pub rollup_bytes: usize,
    /// So many message ids are remembered for seven days; past it the oldest are forgotten earlier.
    pub most_ids: usize,
    /// How often other processes' work is looked for.
    pub poll_every: Duration,
    /// Tests of crashes: the named step fails as if the process had been killed there.
    #[doc(hidden)]
    pub stop_at: Option<&'static str>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            root: PathBuf::from("perennial-data/timeline"),
            zone: Zone::utc(),
            flush_rows: 100_000,
            flush_after: Duration::from_secs(30),
            inbox_limit_bytes: 256 * 1024 * 1024,
            grace: Duration::from_secs(15 * 60),
            target_rows: 1_000_000,
            rollup_bytes: 1 << 30,
            most_ids: 50_000_000,
            poll_every: Duration::from_secs(1),
            stop_at: None,
        }
    }
}
