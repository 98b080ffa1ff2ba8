//! Why a query has no answer, and the problem that it becomes.

use axum::http::StatusCode;

use crate::Problem;

/// Seconds to wait when too many queries run.
const BUSY_SECONDS: u64 = 5;

/// What sort of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlFault {
    /// The query itself, or a value that it leads to.
    Wrong,
    /// It would change something.
    ReadOnly,
    /// It needs more memory than there is for queries.
    TooLarge,
    /// It takes longer than it may.
    TooSlow,
    /// Too many run already.
    Busy,
    /// Somebody stopped it.
    Stopped,
    /// This build has no SQL.
    NotBuilt,
    /// Our fault.
    Failed,
}

/// Why a query has no answer.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct SqlError {
    pub fault: SqlFault,
    pub message: String,
    /// Line and column in the query, from 1.
    pub place: Option<(u64, u64)>,
}

impl SqlError {
    pub fn new(fault: SqlFault, message: impl Into<String>) -> Self {
        Self { fault, message: message.into(), place: None }
    }

    pub fn stopped() -> Self {
        Self::new(SqlFault::Stopped, "the query was stopped")
    }

    pub fn not_built() -> Self {
        Self::new(
            SqlFault::NotBuilt,
            "this build of Perennial has no SQL; build it in with \
             cargo build --release -p perennial --features sql",
        )
    }
}

impl From<SqlError> for Problem {
    fn from(error: SqlError) -> Self {
        let SqlError { fault, message, place } = error;
        let problem = match fault {
            SqlFault::Wrong => Self::bad_request("bad_sql", message.clone()),
            SqlFault::ReadOnly => Self::bad_request("sql_read_only", message.clone()),
            SqlFault::TooLarge => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "sql_too_large", message.clone())
            }
            SqlFault::TooSlow => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, "sql_too_slow", message.clone())
            }
            SqlFault::Busy => Self::slow_down("sql_busy", message.clone(), BUSY_SECONDS),
            SqlFault::Stopped => Self::conflict("sql_stopped", message.clone()),
            SqlFault::NotBuilt => {
                Self::new(StatusCode::NOT_IMPLEMENTED, "sql_not_built", message.clone())
            }
            SqlFault::Failed => Self::internal(&SqlError::new(fault, message.clone())),
        };
        match place {
            Some((line, column)) => {
                problem.with_part(format!("query, line {line}, column {column}"), message)
            }
            None => problem,
        }
    }
}
