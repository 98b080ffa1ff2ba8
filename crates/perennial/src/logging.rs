//! Structured logs, to standard error.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// # Errors
/// When `log.level` is no level and no filter.
pub fn start(log: &Log) -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_new(&log.level).with_context(|| format!("log.level \"{}\"", log.level))?;
    let to_terminal =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    let _ = match log.format {
        LogFormat::Json => to_terminal.json().try_init(),
        LogFormat::Text => to_terminal.with_target(false).try_init(),
    };
    Ok(())
}
