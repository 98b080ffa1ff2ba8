//! An answer whose rows come as they are made.

use std::{pin::Pin, sync::Arc, time::Duration};

use arrow::{array::RecordBatch, datatypes::SchemaRef};
use tokio::{
    sync::{mpsc, oneshot},
    task::AbortHandle,
    time::{Sleep, sleep},
};

use crate::{QueryError, engine::Part};

/// An answer: its columns, and its rows batch by batch. Dropping it ends the work.
#[derive(Debug)]
pub struct Answer {
    schema: SchemaRef,
    parts: mpsc::Receiver<Part>,
    until: Pin<Box<Sleep>>,
    limit: Duration,
    work: Work,
    is_over: bool,
}

/// Ends the work when nobody wants it any more.
#[derive(Debug)]
struct Work(AbortHandle);

impl Drop for Work {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Answer {
    /// Waits for the columns.
    pub(crate) async fn begin(
        schema: oneshot::Receiver<Result<SchemaRef, QueryError>>,
        parts: mpsc::Receiver<Part>,
        work: AbortHandle,
        limit: Duration,
    ) -> Result<Self, QueryError> {
        let work = Work(work);
        let mut until = Box::pin(sleep(limit));
        let schema = tokio::select! {
            biased;
            schema = schema => schema.unwrap_or(Err(QueryError::Ended))?,
            () = &mut until => return Err(QueryError::Time { limit }),
        };
        Ok(Self { schema, parts, until, limit, work, is_over: false })
    }

    /// Its columns; no two have the same name.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The next rows; nothing when those were all.
    ///
    /// # Errors
    /// When a bound was reached, a value cannot be computed, or the engine broke off. No rows come
    /// after that.
    pub async fn next(&mut self) -> Option<Result<RecordBatch, QueryError>> {
        if self.is_over {
            return None;
        }
        let next = tokio::select! {
            biased;
            next = self.parts.recv() => next.unwrap_or(Err(QueryError::Ended)),
            () = &mut self.until => Err(QueryError::Time { limit: self.limit }),
        };
        if !matches!(next, Ok(Some(_))) {
            self.is_over = true;
            self.work.0.abort();
        }
        next.transpose()
    }
}
