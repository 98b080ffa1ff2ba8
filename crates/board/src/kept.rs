//! What was computed, kept in a file, so that a restarted server answers at once.
//!
//! Entries from the file are as of when it was written. They are shown until every account is
//! computed anew, which begins right after, and are marked as not settled until then. Nothing is
//! believed of a file that was written on another day, by another version, or under other metrics,
//! scorecard or rules. The file is a copy: without it a start takes longer, and nothing is lost.

use std::{
    fs,
    hash::{Hash as _, Hasher as _},
    io::{self, BufWriter, Write as _},
    path::Path,
    sync::Arc,
};

use perennial_engage::Episode;
use perennial_model::{AccountId, Day, Micros, Money};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::{
    compute::Terms,
    entry::{Entry, Hidden, Overridden, SPARK_WEEKS},
    world::World,
};

/// Another layout of the file has another number.
const LAYOUT: u32 = 2;

/// What must be the same for a file to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    layout: u32,
    program: String,
    today: Day,
    terms: u64,
}

impl Stamp {
    fn of(terms: &Terms, today: Day) -> Self {
        // What is said of a definition in full tells it from any other; 64 bits of it are enough
        // where a mistake would last for seconds.
        let metrics = terms.catalogue.metrics();
        let cards = (&terms.scorecards, &terms.hidden);
        let all = (terms.zone.name(), terms.currency, metrics, cards, &terms.rules);
        let mut hasher = FxHasher::default();
        format!("{all:?}").hash(&mut hasher);
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Self { layout: LAYOUT, program, today, terms: hasher.finish() }
    }
}

/// One account's entry, without what records say of it.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    account_id: AccountId,
    metrics: Vec<f64>,
    metrics_28d_ago: Vec<f64>,
    score: Option<f64>,
    band: Option<String>,
    score_change_28d: Option<f64>,
    spark: [f32; SPARK_WEEKS],
    why: String,
    coverage: f64,
    scorecard: String,
    hidden: Hidden,
    overridden: Option<Overridden>,
    arr_minor: Option<i64>,
    left_on: Option<Day>,
    last_fact_at: Option<Micros>,
    episodes: Vec<Episode>,
}

impl Kept {
    fn of(entry: &Entry, episodes: &[Episode]) -> Self {
        Self {
            account_id: entry.id().clone(),
            metrics: entry.metrics.clone(),
            metrics_28d_ago: entry.metrics_28d_ago.clone(),
            score: entry.score,
            band: entry.band.clone(),
            score_change_28d: entry.score_change_28d,
            spark: entry.spark,
            why: entry.why.clone(),
            coverage: entry.coverage,
            scorecard: entry.scorecard.clone(),
            hidden: entry.hidden.clone(),
            overridden: entry.overridden.clone(),
            arr_minor: entry.arr.map(|arr| arr.minor),
            left_on: entry.left_on,
            last_fact_at: entry.last_fact_at,
            episodes: episodes.to_vec(),
        }
    }

    /// The entry of an account that the store still knows.
    fn entry(self, terms: &Terms, world: &World) -> Option<(Entry, Vec<Episode>)> {
        let account = world.records.get(&self.account_id)?.account.clone();
        let currency = terms.currency;
        let entry = Entry {
            day: world.today,
            catalogue: terms.catalogue.clone(),
            metrics: self.metrics,
            metrics_28d_ago: self.metrics_28d_ago,
            score: self.score,
            band: self.band,
            score_change_28d: self.score_change_28d,
            spark: self.spark,
            why: self.why,
            coverage: self.coverage,
            scorecard: self.scorecard,
            hidden: self.hidden,
            overridden: self.overridden,
            arr: self.arr_minor.map(|minor| Money { minor, currency }),
            left_on: self.left_on,
            open_signals: 0, // the store says how many
            last_fact_at: self.last_fact_at,
            name_key: account.name.to_lowercase(),
            is_settled: false,
            account,
        };
        Some((entry, self.episodes))
    }
}

/// Writes every entry to the file, whole or not at all.
pub(crate) fn write(path: &Path, terms: &Terms, world: &World) -> io::Result<()> {
    let stamp = Stamp::of(terms, world.today);
    let kept: Vec<Kept> = world
        .all_entries()
        .map(|entry| Kept::of(entry, world.episodes.get(entry.id()).map_or(&[], Vec::as_slice)))
        .collect();
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let mut out = BufWriter::new(file);
    postcard::to_io(&(stamp, kept), &mut out).map_err(io::Error::other)?;
    out.flush()?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The entries of the file with what their signals should be; nothing where there is no file, or
/// none that can be believed.
pub(crate) fn read(path: &Path, terms: &Terms, world: &World) -> Vec<(Arc<Entry>, Vec<Episode>)> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            tracing::warn!(%error, file = %path.display(), "numbers kept from before cannot be read");
            return Vec::new();
        }
    };
    // The stamp stands first: another version's file is not read further.
    let found: Result<(Stamp, &[u8]), _> = postcard::take_from_bytes(&bytes);
    let Ok((stamp, rest)) = found else { return Vec::new() };
    if stamp != Stamp::of(terms, world.today) {
        return Vec::new();
    }
    let kept: Vec<Kept> = match postcard::from_bytes(rest) {
        Ok(kept) => kept,
        Err(error) => {
            tracing::warn!(%error, file = %path.display(), "numbers kept from before are damaged");
            return Vec::new();
        }
    };
    let entries = kept.into_iter().filter_map(|one| one.entry(terms, world));
    entries.map(|(entry, episodes)| (Arc::new(entry), episodes)).collect()
}
