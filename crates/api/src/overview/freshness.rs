//! How current the facts are, by source.
//!
//! Counted by reading the timeline through, at most once a minute and for at most one part in
//! twenty of the time; meanwhile the older count is shown.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use arrow::{
    array::{Array as _, AsArray as _, RecordBatch},
    datatypes::TimestampMicrosecondType,
};
use perennial_model::Micros;
use perennial_timeline::TimelineError;

use crate::AppState;

const AT_LEAST: Duration = Duration::from_secs(60);
/// Reading that took no longer is done while somebody waits.
const QUICK: Duration = Duration::from_millis(200);
const REST: u32 = 20;

/// What one source brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OfSource {
    /// When its latest fact happened.
    pub last_fact_at: Option<Micros>,
    /// Facts received in the 24 hours before the count.
    pub facts_24h: u64,
}

/// Sources by name.
pub type Sources = BTreeMap<String, OfSource>;

struct Counted {
    sources: Arc<Sources>,
    facts: u64,
    at: Instant,
    took: Duration,
}

/// The latest count.
#[derive(Default)]
pub struct SourceCount {
    latest: Mutex<Option<Counted>>,
    counting: AtomicBool,
}

impl SourceCount {
    /// What each source brought. `facts` is how many facts there are now: unless it changed or a
    /// while has passed, the latest count stands.
    ///
    /// # Errors
    /// When the timeline cannot be read.
    pub async fn of(state: &AppState, facts: u64) -> Result<Arc<Sources>, TimelineError> {
        let count = &state.sources;
        let known = {
            let latest = count.latest.lock().unwrap_or_else(PoisonError::into_inner);
            latest.as_ref().map(|c| (c.sources.clone(), c.facts, c.at.elapsed(), c.took))
        };
        let Some((sources, counted, age, took)) = known else {
            return count.anew(state, facts).await;
        };
        let is_current = counted == facts && age < AT_LEAST;
        let rested = age > took * REST;
        if is_current || !rested {
            return Ok(sources);
        }
        if took <= QUICK {
            return count.anew(state, facts).await;
        }
        if !count.counting.swap(true, Ordering::AcqRel) {
            let state = state.clone();
            tokio::spawn(async move {
                if let Err(error) = state.sources.anew(&state, facts).await {
                    tracing::warn!(%error, "the count of sources stays as it was");
                }
                state.sources.counting.store(false, Ordering::Release);
            });
        }
        Ok(sources)
    }

    async fn anew(&self, state: &AppState, facts: u64) -> Result<Arc<Sources>, TimelineError> {
        let began = Instant::now();
        let since = state.now().plus_days(-1);
        let mut sources = Sources::new();
        let mut all = state.timeline.facts().await?;
        while let Some(batch) = all.next().await {
            count(&mut sources, &batch?, since);
        }
        let sources = Arc::new(sources);
        let counted =
            Counted { sources: sources.clone(), facts, at: Instant::now(), took: began.elapsed() };
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(counted);
        Ok(sources)
    }
}

fn count(sources: &mut Sources, batch: &RecordBatch, since: Micros) {
    let column = |name| batch.column_by_name(name);
    let (Some(source), Some(occurred), Some(received)) =
        (column("source"), column("occurred_at"), column("received_at"))
    else {
        return;
    };
    let Some(source) = source.as_string_opt::<i32>() else { return };
    let occurred = occurred.as_primitive::<TimestampMicrosecondType>();
    let received = received.as_primitive::<TimestampMicrosecondType>();
    for row in 0..source.len() {
        let name = source.value(row);
        if !sources.contains_key(name) {
            sources.insert(name.to_owned(), OfSource::default());
        }
        let Some(of) = sources.get_mut(name) else { continue };
        of.last_fact_at = of.last_fact_at.max(Some(Micros(occurred.value(row))));
        of.facts_24h += u64::from(received.value(row) > since.0);
    }
}
