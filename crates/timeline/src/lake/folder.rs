//! The one place that touches the file system, so that another storage can take its place.
//!
//! Files stand where DuckLake looks for them: `<root>/main/facts/ducklake-<id>.parquet`. A file is
//! never changed once it is there. What a file's bytes and name rest on is made durable before
//! anybody hears of the file.

use std::{
    fs::{self, File, OpenOptions},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use perennial_model::{IdSource, Micros};

use crate::{Result, TimelineError};

/// Path of schema and table below the root, as the catalogue has it too.
pub(crate) const SCHEMA_PATH: &str = "main/";
pub(crate) const TABLE_PATH: &str = "facts/";

/// The folder of a lake.
#[derive(Clone)]
pub(crate) struct Folder {
    root: PathBuf,
    facts: PathBuf,
    ids: Arc<dyn IdSource>,
}

impl Folder {
    /// Makes the folders that are missing.
    pub(crate) fn open(root: &Path, ids: Arc<dyn IdSource>) -> Result<Self> {
        let facts = root.join(SCHEMA_PATH).join(TABLE_PATH);
        fs::create_dir_all(&facts).map_err(|e| TimelineError::file(&facts, "made", e))?;
        let root = fs::canonicalize(root).map_err(|e| TimelineError::file(root, "found", e))?;
        let facts = root.join(SCHEMA_PATH).join(TABLE_PATH);
        for folder in [&root, &root.join(SCHEMA_PATH), &facts] {
            sync_folder(folder)?;
        }
        Ok(Self { root, facts, ids })
    }

    /// The absolute path with a slash at its end, as DuckLake wants it.
    pub(crate) fn data_path(&self) -> String {
        format!("{}/", self.root.display())
    }

    /// Where a file of this name stands.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.facts.join(name)
    }

    /// A new, empty file under a name that no file had.
    pub(crate) fn create(&self) -> Result<(String, File)> {
        loop {
            let name = format!("ducklake-{}.parquet", self.ids.next_id());
            let path = self.path(&name);
            match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((name, file)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(TimelineError::file(&path, "made", error)),
            }
        }
    }

    pub(crate) fn open_file(&self, name: &str) -> Result<File> {
        let path = self.path(name);
        File::open(&path).map_err(|e| TimelineError::file(&path, "opened", e))
    }

    /// Makes the names of new files durable.
    pub(crate) fn sync(&self) -> Result<()> {
        sync_folder(&self.facts)
    }

    /// Removes a file; one that is gone already is fine.
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(TimelineError::file(&path, "removed", error))
            }
            _ => Ok(()),
        }
    }

    /// The names of all Parquet files that were last written before `now - age`.
    pub(crate) fn older_than(&self, age: Duration, now: Micros) -> Result<Vec<String>> {
        let failed = |error| TimelineError::file(&self.facts, "listed", error);
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.facts).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(written) = entry.metadata().and_then(|metadata| metadata.modified()) else {
                continue;
            };
            let written = written.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            let age_now = Duration::from_micros(u64::try_from(now.0).unwrap_or(0));
            if name.ends_with(".parquet") && written + age <= age_now {
                names.push(name);
            }
        }
        Ok(names)
    }
}

fn sync_folder(path: &Path) -> Result<()> {
    let folder = File::open(path).map_err(|e| TimelineError::file(path, "opened", e))?;
    folder.sync_all().map_err(|e| TimelineError::file(path, "made durable", e))
}
