//! Queries that run now, so that whoever began one can stop it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::StreamExt as _;
use tokio::sync::watch;

use super::{Batches, SqlError};

type Key = (String, String);

/// Queries that run now, by who began them and the id that they gave.
#[derive(Debug, Clone, Default)]
pub struct Running(Arc<Mutex<HashMap<Key, watch::Sender<bool>>>>);

impl Running {
    fn known(&self) -> MutexGuard<'_, HashMap<Key, watch::Sender<bool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A query begins. One without an id cannot be stopped by name; one with an id that the same
    /// caller uses already ends the other.
    pub fn begin(&self, who: String, id: Option<String>) -> Run {
        let (stop, stopped) = watch::channel(false);
        let Some(id) = id else {
            return Run { stopped, _kept: Kept::Here { _stop: stop } };
        };
        let key = (who, id);
        if let Some(older) = self.known().insert(key.clone(), stop) {
            let _ = older.send(true); // it may have ended just now
        }
        Run { stopped: stopped.clone(), _kept: Kept::Named { all: self.clone(), key, stopped } }
    }

    /// Stops a query; tells whether it ran.
    pub fn stop(&self, who: String, id: String) -> bool {
        self.known().remove(&(who, id)).is_some_and(|stop| stop.send(true).is_ok())
    }
}

/// A query that runs. It is over when this is dropped.
#[derive(Debug)]
pub struct Run {
    stopped: watch::Receiver<bool>,
    _kept: Kept,
}

#[derive(Debug)]
enum Kept {
    Here { _stop: watch::Sender<bool> },
    Named { all: Running, key: Key, stopped: watch::Receiver<bool> },
}

impl Drop for Kept {
    fn drop(&mut self) {
        let Self::Named { all, key, stopped } = self else { return };
        let mut known = all.known();
        // Another query may have taken the id since.
        let is_own = known.get(key).is_some_and(|stop| stop.subscribe().same_channel(stopped));
        if is_own {
            known.remove(key);
        }
    }
}

impl Run {
    /// Waits for work, unless the query is stopped first.
    ///
    /// # Errors
    /// Those of the work, or that the query was stopped.
    pub async fn unless_stopped<T>(
        &mut self,
        work: impl Future<Output = Result<T, SqlError>>,
    ) -> Result<T, SqlError> {
        tokio::select! {
            biased;
            _ = self.stopped.wait_for(|stopped| *stopped) => Err(SqlError::stopped()),
            done = work => done,
        }
    }

    /// The next rows, unless the query is stopped first.
    ///
    /// # Errors
    /// As [`Run::unless_stopped`].
    pub async fn next(
        &mut self,
        batches: &mut Batches,
    ) -> Result<Option<arrow::array::RecordBatch>, SqlError> {
        self.unless_stopped(async { batches.next().await.transpose() }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_who_began_a_query_stops_it_and_only_while_it_runs() {
        let running = Running::default();
        let id = || "q".to_owned();
        let mut run = running.begin("ann".to_owned(), Some(id()));
        assert!(!running.stop("ben".to_owned(), id()));
        assert!(run.unless_stopped(async { Ok(1) }).await.is_ok());
        assert!(running.stop("ann".to_owned(), id()));
        let ended: Result<(), _> = run.unless_stopped(std::future::pending()).await;
        assert_eq!(ended.unwrap_err().fault, super::super::SqlFault::Stopped);
        drop(run);
        assert!(!running.stop("ann".to_owned(), id()));
    }

    #[tokio::test]
    async fn a_second_query_of_the_same_id_ends_the_first_and_outlives_it() {
        let running = Running::default();
        let begin = || running.begin("ann".to_owned(), Some("q".to_owned()));
        let mut first = begin();
        let _second = begin();
        assert!(first.unless_stopped(std::future::pending::<Result<(), _>>()).await.is_err());
        drop(first);
        assert!(running.stop("ann".to_owned(), "q".to_owned()));
    }
}
