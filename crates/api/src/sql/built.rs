//! The engine of builds with the feature `sql`.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt as _, StreamExt as _, future::BoxFuture, stream};
use perennial_board::Board;
use perennial_model::{Clock, Micros};
use perennial_query::{Engine as QueryEngine, Limits, Query, QueryError, Source};
use perennial_tables::Relation;
use tokio::runtime::Handle;

use super::{Engine, Rows, SqlError, SqlFault, SqlSettings, source::BoardRows};

/// Answers queries over boards.
pub struct DataFusion {
    engine: QueryEngine,
    clock: Arc<dyn Clock>,
}

impl DataFusion {
    /// # Errors
    /// When the engine cannot be set up.
    pub fn new(settings: SqlSettings, clock: Arc<dyn Clock>) -> Result<Self, QueryError> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let limits = Limits {
            memory: settings.memory_mb.saturating_mul(1024 * 1024),
            time: Duration::from_secs(settings.seconds),
            at_once: settings.at_once,
            threads: cores.div_ceil(2),
        };
        Ok(Self { engine: QueryEngine::new(limits)?, clock })
    }

    fn query(&self, board: &Board, text: &str, rows: Option<usize>) -> Query {
        Query {
            text: text.to_owned(),
            rows,
            now: self.now(board),
            time_zone: board.zone().name().to_owned(),
        }
    }

    /// What time it is, or the end of the day as of which the board stands.
    fn now(&self, board: &Board) -> Micros {
        let tomorrow = board.zone().start_of(board.today().plus(1));
        self.clock.now().min(Micros(tomorrow.0 - 1))
    }
}

impl Engine for DataFusion {
    fn named(&self, board: &Board, text: &str) -> Result<Vec<Relation>, SqlError> {
        let names = self.engine.tables(&source(board), &self.query(board, text, None))?;
        Ok(names.iter().filter_map(|name| name.parse().ok()).collect())
    }

    fn run<'a>(
        &'a self,
        board: &'a Board,
        text: &'a str,
        rows: Option<usize>,
    ) -> BoxFuture<'a, Result<Rows, SqlError>> {
        async move {
            let answer = self.engine.run(source(board), self.query(board, text, rows)).await?;
            let schema = answer.schema();
            let batches = stream::unfold(answer, |mut answer| async {
                let next = answer.next().await?;
                Some((next.map_err(SqlError::from), answer))
            });
            Ok(Rows { schema, batches: Box::pin(batches.fuse()) })
        }
        .boxed()
    }
}

fn source(board: &Board) -> Arc<dyn Source> {
    Arc::new(BoardRows::new(board.clone(), Handle::current()))
}

impl From<QueryError> for SqlError {
    fn from(error: QueryError) -> Self {
        let fault = match &error {
            QueryError::Wrong { .. } => SqlFault::Wrong,
            QueryError::ReadOnly { .. } => SqlFault::ReadOnly,
            QueryError::Memory { .. } => SqlFault::TooLarge,
            QueryError::Time { .. } => SqlFault::TooSlow,
            QueryError::Busy { .. } => SqlFault::Busy,
            QueryError::Ended | QueryError::Threads(_) | QueryError::Failed(_) => SqlFault::Failed,
        };
        let place = error.place().map(|place| (place.line, place.column));
        Self { fault, message: error.to_string(), place }
    }
}
