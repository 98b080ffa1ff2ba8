//! The clock, and the line that a run prints.

use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::json;

/// How many values a metric has, and their sum.
pub(super) type Sum = (u64, f64);

pub(super) struct Clock {
    start: Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { start: Instant::now() }
    }

    pub(super) fn print(
        self,
        engine: &str,
        sums: Option<Vec<Sum>>,
        rows: Option<usize>,
    ) -> Result<()> {
        let seconds = self.start.elapsed().as_secs_f64();
        let line = json!({
            "engine": engine, "version": env!("CARGO_PKG_VERSION"), "seconds": seconds, "cpu": cpu_seconds()?,
            "peak_mb": peak_mb()?, "sums": sums, "rows": rows,
        });
        println!("{line}");
        Ok(())
    }
}

/// Processor time of all threads, which Linux counts in hundredths of a second.
fn cpu_seconds() -> Result<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // After the name, which may hold anything, in parentheses; user and system time are fields 14, 15.
    let fields = stat.rsplit(')').next().context("/proc/self/stat")?.split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
}

fn peak_mb() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("/proc/self/status")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024)
}
