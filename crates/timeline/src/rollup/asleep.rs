//! Cells that wait in a file, so that memory stays bounded.
//!
//! When the cells in memory take more than they may, owners that got no fact lately are written to
//! a file without a name, which vanishes with the process: facts are in the lake, and this is
//! nothing but a copy. New facts of such an owner stay in memory beside what is written, and what
//! is asked for is both together.

use std::{
    borrow::Cow,
    fs::File,
    io,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use perennial_model::Day;

use super::{Owned, Rollup, cell::Cell, codec, merging::fold, session::SessionCell};
use crate::{Result, TimelineError};

/// More blocks of one owner than this are made one when the next is written.
const MOST_BLOCKS: usize = 8;
/// A file smaller than this is not worth tidying.
const LEAST_TIDIED: u64 = 64 << 20;

/// What errors call the file, which has no name.
const FILE: &str = "(the rollup's temporary file in the data folder)";

/// How much memory cells may take, and where the others wait.
#[derive(Debug, Clone)]
pub(crate) struct Bounds {
    pub limit: usize,
    pub folder: PathBuf,
}

/// The file, which is only ever written at its end.
#[derive(Debug)]
pub(crate) struct Bed {
    file: File,
    end: AtomicU64,
}

/// Cells of one owner in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    at: u64,
    len: u32,
    last_day: Day,
}

/// What the rollup takes in memory, and what waits in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RollupMemory {
    /// Bytes of cells in memory, about.
    pub in_memory: usize,
    /// Bytes of cells in the file.
    pub in_file: u64,
    /// Owners of facts, mostly accounts, whose cells are all in memory.
    pub awake: usize,
    /// Those of whom some wait in the file.
    pub asleep: usize,
}

/// Cells and sessions, copied only where some of them were asleep.
type AllOf<'a> = (Cow<'a, [Cell]>, Cow<'a, [SessionCell]>);

impl Bed {
    fn new(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile_in(folder)?, end: AtomicU64::new(0) })
    }

    fn write(&self, cells: &[Cell], sessions: &[SessionCell]) -> io::Result<Block> {
        let bytes = codec::encode(cells, sessions);
        let len = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let at = self.end.fetch_add(u64::from(len), Ordering::Relaxed);
        self.file.write_all_at(&bytes, at)?;
        let last_day = cells.last().map_or(Day(i32::MIN), |cell| cell.day);
        Ok(Block { at, len, last_day })
    }

    fn read(&self, block: Block) -> Result<(Vec<Cell>, Vec<SessionCell>)> {
        let mut bytes = vec![0; block.len as usize];
        let path = Path::new(FILE);
        self.file
            .read_exact_at(&mut bytes, block.at)
            .map_err(|error| TimelineError::file(path, "read", error))?;
        codec::decode(&bytes).ok_or_else(|| TimelineError::damaged(path, "cells that end early"))
    }
}

impl Owned {
    /// Bytes of the cells in memory, about.
    pub(super) fn bytes(&self) -> usize {
        self.cells.len() * size_of::<Cell>()
            + self.sessions.len() * size_of::<SessionCell>()
            + 8 * self.values
    }

    fn is_asleep(&self) -> bool {
        !self.blocks.is_empty()
    }
}

impl Rollup {
    /// Keeps the cells in memory within a limit from now on; others wait in a file in `folder`.
    pub(crate) fn bounded(mut self, limit: usize, folder: PathBuf) -> Self {
        self.bounds = Some(Bounds { limit, folder });
        self.sleep();
        self
    }

    /// What it takes in memory.
    pub fn memory(&self) -> RollupMemory {
        let asleep = self.owned.iter().filter(|owned| owned.is_asleep()).count();
        RollupMemory {
            in_memory: self.bytes,
            in_file: self.owned.iter().flat_map(|o| &o.blocks).map(|b| u64::from(b.len)).sum(),
            awake: self.owned.len() - asleep,
            asleep,
        }
    }

    /// All cells and sessions of an owner, wherever they are.
    pub(super) fn all_of<'a>(&'a self, owned: &'a Owned) -> Result<AllOf<'a>> {
        if !owned.is_asleep() {
            return Ok((Cow::Borrowed(&owned.cells), Cow::Borrowed(&owned.sessions)));
        }
        let (cells, sessions) = self.merged(owned)?;
        Ok((Cow::Owned(cells), Cow::Owned(sessions)))
    }

    /// Whether everything that an owner holds of a day and later is in memory.
    pub(super) fn is_awake_since(owned: &Owned, day: Day) -> bool {
        owned.blocks.iter().all(|block| block.last_day < day)
    }

    fn merged(&self, owned: &Owned) -> Result<(Vec<Cell>, Vec<SessionCell>)> {
        let (mut cells, mut sessions) = (owned.cells.clone(), owned.sessions.clone());
        for block in &owned.blocks {
            let Some(bed) = &self.bed else { continue };
            let (more, stays) = bed.read(*block)?;
            cells.extend(more);
            sessions.extend(stays);
        }
        Ok((fold(cells), fold(sessions)))
    }

    /// Brings an owner's cells back into memory.
    pub(super) fn wake(&mut self, place: usize) -> Result<()> {
        if self.owned[place].is_asleep() {
            let (cells, sessions) = self.merged(&self.owned[place])?;
            let owned = &mut self.owned[place];
            self.bytes -= owned.bytes();
            (owned.cells, owned.sessions) = (cells, sessions);
            owned.values = owned.cells.iter().map(Cell::values).sum();
            owned.blocks.clear();
            self.bytes += owned.bytes();
        }
        Ok(())
    }

    /// Writes owners that got no fact lately to the file until memory is within its limit. Where
    /// that fails they stay in memory, and the log says so.
    pub(super) fn sleep(&mut self) {
        let Some(limit) = self.bounds.as_ref().map(|bounds| bounds.limit) else { return };
        let mut looked_at = 0;
        while self.bytes > limit && looked_at < 2 * self.owned.len() {
            looked_at += 1;
            self.hand = (self.hand + 1) % self.owned.len();
            let owned = &mut self.owned[self.hand];
            if std::mem::take(&mut owned.is_used) || owned.cells.is_empty() {
                continue;
            }
            if let Err(error) = self.put_to_sleep(self.hand) {
                tracing::error!(%error, "the rollup takes more memory than memory.limit_mb allows, because its file cannot be written");
                return;
            }
        }
    }

    fn put_to_sleep(&mut self, place: usize) -> Result<()> {
        let bed = self.bed()?;
        if self.owned[place].blocks.len() >= MOST_BLOCKS {
            self.wake(place)?;
        }
        let owned = &mut self.owned[place];
        let block = bed.write(&owned.cells, &owned.sessions).map_err(|error| unwritten(&error))?;
        self.bytes -= owned.bytes();
        owned.blocks.push(block);
        (owned.cells, owned.sessions, owned.values) = (Vec::new(), Vec::new(), 0);
        self.tidy()
    }

    /// The file; made when it is first needed.
    fn bed(&mut self) -> Result<Arc<Bed>> {
        if let Some(bed) = &self.bed {
            return Ok(Arc::clone(bed));
        }
        let folder = self.bounds.as_ref().map(|bounds| bounds.folder.clone()).unwrap_or_default();
        let bed = Bed::new(&folder).map(Arc::new).map_err(|error| unwritten(&error))?;
        self.bed = Some(Arc::clone(&bed));
        Ok(bed)
    }

    /// Makes the file anew when most of it is no longer used.
    fn tidy(&mut self) -> Result<()> {
        let Some(bed) = self.bed.clone() else { return Ok(()) };
        let end = bed.end.load(Ordering::Relaxed);
        if end < self.tidy_at.max(LEAST_TIDIED) {
            return Ok(());
        }
        let used = self.memory().in_file;
        if used * 2 > end {
            self.tidy_at = end * 2;
            return Ok(());
        }
        let folder = self.bounds.as_ref().map(|bounds| bounds.folder.clone()).unwrap_or_default();
        let fresh = Bed::new(&folder).map_err(|error| unwritten(&error))?;
        let mut moved = Vec::with_capacity(self.owned.len());
        for owned in &self.owned {
            let copy = |block: &Block| {
                let (cells, sessions) = bed.read(*block)?;
                fresh.write(&cells, &sessions).map_err(|error| unwritten(&error))
            };
            moved.push(owned.blocks.iter().map(copy).collect::<Result<Vec<Block>>>()?);
        }
        for (owned, blocks) in self.owned.iter_mut().zip(moved) {
            owned.blocks = blocks;
        }
        self.bed = Some(Arc::new(fresh));
        self.tidy_at = used * 4;
        Ok(())
    }
}

fn unwritten(error: &io::Error) -> TimelineError {
    TimelineError::file(Path::new(FILE), "written", error)
}
