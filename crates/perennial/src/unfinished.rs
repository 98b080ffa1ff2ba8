//! Files that appear only when they are whole.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// Writes beside the destination first, so that a failure leaves what was there.
///
/// # Errors
/// When the file cannot be made, or `write` fails.
pub fn to_file(
    path: &Path,
    write: impl FnOnce(BufWriter<File>) -> anyhow::Result<u64>,
) -> anyhow::Result<u64> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let file = File::create(&unfinished)
        .with_context(|| format!("could not write {}", unfinished.display()))?;
    let rows = write(BufWriter::new(file))?;
    std::fs::rename(&unfinished, path)
        .with_context(|| format!("could not write {}", path.display()))?;
    Ok(rows)
}
