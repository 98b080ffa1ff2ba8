//! Takes a question and gives its answer, within bounds.

use std::{sync::Arc, time::Duration};

use arrow::{array::RecordBatch, datatypes::SchemaRef};
use datafusion::{
    error::DataFusionError,
    execution::{SessionState, runtime_env::RuntimeEnv},
    logical_expr::{LogicalPlan, LogicalPlanBuilder},
    physical_plan::{ExecutionPlan, execute_stream},
};
use futures::StreamExt as _;
use perennial_model::Micros;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use crate::{
    Answer, QueryError, Source, locked, session, shape::Shape, statement, workers::Workers,
};

/// Batches of an answer that wait for whoever takes them.
const AHEAD: usize = 2;

/// What queries may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes that all queries together may hold.
    pub memory: usize,
    /// How long one may take, its answer taken.
    pub time: Duration,
    /// How many may run at once.
    pub at_once: usize,
    /// Threads that they share.
    pub threads: usize,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Query {
    pub text: String,
    /// Rows that are wanted at most; nothing means all.
    pub rows: Option<usize>,
    /// What `now()` says.
    pub now: Micros,
    /// The name of the zone in which `current_date` is told.
    pub time_zone: String,
}

/// Answers questions about the relations of a source.
#[derive(Debug)]
pub struct Engine {
    workers: Workers,
    environment: Arc<RuntimeEnv>,
    seats: Arc<Semaphore>,
    limits: Limits,
}

impl Engine {
    /// # Errors
    /// When the engine cannot be set up.
    pub fn new(limits: Limits) -> Result<Self, QueryError> {
        let limits =
            Limits { at_once: limits.at_once.max(1), threads: limits.threads.max(1), ..limits };
        let environment =
            locked::environment(limits.memory).map_err(|error| QueryError::of(error, ""))?;
        let workers = Workers::new(limits.threads);
        let seats = Arc::new(Semaphore::new(limits.at_once));
        Ok(Self { workers, environment, seats, limits })
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The relations that a question names.
    ///
    /// # Errors
    /// When it is no question, or one is not there.
    pub fn tables(
        &self,
        source: &Arc<dyn Source>,
        query: &Query,
    ) -> Result<Vec<String>, QueryError> {
        let state = self.state(source, query)?;
        let statement = statement::parse(&query.text)?;
        statement::tables(&state, &statement, source.as_ref(), &query.text)
    }

    /// Begins to answer. The answer's rows come as they are made; letting go of it ends the work.
    ///
    /// # Errors
    /// When it is no question, a name in it is not there, it does not fit, or too many run already.
    pub async fn run(&self, source: Arc<dyn Source>, query: Query) -> Result<Answer, QueryError> {
        let busy = |_| QueryError::Busy { at_once: self.limits.at_once };
        let seat = self.seats.clone().try_acquire_owned().map_err(busy)?;
        let state = self.state(&source, &query)?;
        let (opened, schema) = oneshot::channel();
        let (sender, parts) = mpsc::channel(AHEAD);
        let memory = self.limits.memory;
        let asked = Asked { state, source, query, memory };
        let work = answer(asked, Outlet { opened, sender }, seat);
        let task = self.workers.spawn(work).map_err(QueryError::Threads)?;
        Answer::begin(schema, parts, task.abort_handle(), self.limits.time).await
    }

    fn state(&self, source: &Arc<dyn Source>, query: &Query) -> Result<SessionState, QueryError> {
        session::state(source, query, self.limits.threads, self.environment.clone())
            .map_err(|error| QueryError::of(error, &query.text))
    }
}

/// A question with all that it needs to be answered.
struct Asked {
    state: SessionState,
    source: Arc<dyn Source>,
    query: Query,
    memory: usize,
}

/// Where an answer goes: its columns, then its rows, then nothing as the sign that those were all.
struct Outlet {
    opened: oneshot::Sender<Result<SchemaRef, QueryError>>,
    sender: mpsc::Sender<Part>,
}

/// Some rows, or the end of them.
pub(crate) type Part = Result<Option<RecordBatch>, QueryError>;

/// Plans and runs on the query threads, and keeps its seat until that ends.
async fn answer(asked: Asked, outlet: Outlet, _seat: OwnedSemaphorePermit) {
    let (plan, shape) = match asked.plan().await {
        Ok(planned) => planned,
        Err(error) => {
            let _ = outlet.opened.send(Err(error)); // nobody waits any more
            return;
        }
    };
    if outlet.opened.send(Ok(shape.schema())).is_err() {
        return;
    }
    if let Err(error) = asked.send(plan, &shape, &outlet.sender).await {
        let _ = outlet.sender.send(Err(error)).await;
    }
}

impl Asked {
    async fn plan(&self) -> Result<(Arc<dyn ExecutionPlan>, Shape), QueryError> {
        let text = &self.query.text;
        let statement = statement::parse(text)?;
        statement::tables(&self.state, &statement, self.source.as_ref(), text)?;
        let rows = self.query.rows.filter(|_| statement::takes_limit(&statement));
        let of = |error| self.error(error);
        let logical = self.state.statement_to_plan(statement).await.map_err(of)?;
        statement::only_reads(&logical)?;
        let logical = limited(logical, rows).map_err(of)?;
        let physical = self.state.create_physical_plan(&logical).await.map_err(of)?;
        let shape = Shape::of(&physical.schema());
        Ok((physical, shape))
    }

    /// Sends all rows, and that those were all; no more once nobody takes them.
    async fn send(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        shape: &Shape,
        sender: &mpsc::Sender<Part>,
    ) -> Result<(), QueryError> {
        let of = |error| self.error(error);
        let mut rows = execute_stream(plan, self.state.task_ctx()).map_err(of)?;
        while let Some(batch) = rows.next().await {
            let shaped = shape.apply(&batch.map_err(of)?)?;
            if sender.send(Ok(Some(shaped))).await.is_err() {
                return Ok(());
            }
        }
        let _ = sender.send(Ok(None)).await; // nobody waits any more
        Ok(())
    }

    fn error(&self, error: DataFusionError) -> QueryError {
        match QueryError::of(error, &self.query.text) {
            QueryError::Memory { .. } => QueryError::Memory { limit: self.memory },
            other => other,
        }
    }
}

fn limited(plan: LogicalPlan, rows: Option<usize>) -> datafusion::error::Result<LogicalPlan> {
    match rows {
        Some(rows) => LogicalPlanBuilder::from(plan).limit(0, Some(rows))?.build(),
        None => Ok(plan),
    }
}
