//! The metric matrix of a Parquet rollup: our side of `bench/matrix/run.sh`.
//!
//! `matrix decode DATA` times what reading and decoding alone take, `matrix compute DATA SINK` the whole way to
//! the matrix of `bench/matrix/metrics.toml`. DATA is a folder that `generate.py` made; SINK is a folder
//! for Parquet files, or `checksum`. Both print one line of JSON, as the other engines' runs do.

mod accounts;
mod compute;
mod report;
mod sink;
mod source;

use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use anyhow::{Context, Result, bail};

use report::Clock;
use source::Source;

/// As many as the other engines are given.
const THREADS: usize = 2;

pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [what, data] if what == "decode" => decode(Path::new(data)),
        [what, data, sink] if what == "compute" => compute::run(Path::new(data), sink),
        _ => bail!(
            "write: perennial-bench matrix decode DATA, or matrix compute DATA FOLDER|checksum"
        ),
    }
}

/// Reads and decodes the columns that the metrics need, and drops them.
fn decode(data: &Path) -> Result<()> {
    let clock = Clock::start();
    let sources = sources(data)?;
    let groups: Vec<(&Source, usize)> = sources
        .iter()
        .flat_map(|source| (0..source.groups()).map(move |group| (source, group)))
        .collect();
    let rows = on_all_threads(groups, |(source, group)| {
        source.batches(group)?.try_fold(0, |rows, batch| Ok(rows + batch?.num_rows()))
    })?;
    clock.print("parquet crate", None, Some(rows.into_iter().sum()))
}

fn sources(data: &Path) -> Result<Vec<Source>> {
    let folder = data.join("daily");
    let listed = folder.read_dir().with_context(|| format!("no rollup in {}", folder.display()))?;
    let mut paths = listed.map(|file| Ok(file?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.sort();
    paths.iter().map(|path| Source::open(path)).collect()
}

/// Does every piece of work, the first ones first; results in no order.
fn on_all_threads<W: Send, R: Send>(
    mut work: Vec<W>,
    each: impl Fn(W) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    work.reverse();
    let work = Mutex::new(work);
    let next = || work.lock().unwrap_or_else(PoisonError::into_inner).pop();
    std::thread::scope(|scope| {
        let run = || std::iter::from_fn(next).map(&each).collect::<Result<Vec<R>>>();
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(run)).collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().map_err(|_| anyhow::anyhow!("a thread ended in a panic"))??);
        }
        Ok(all)
    })
}
