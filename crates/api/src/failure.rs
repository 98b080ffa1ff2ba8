//! How failures of the parts behind become problems.

use axum::http::StatusCode;
use perennial_board::{BoardError, PastError};
use perennial_engage::EngageError;
use perennial_expr::{EvalError, ExprError};
use perennial_intake::IntakeError;
use perennial_store::StoreError;
use perennial_tables::TableError;
use perennial_timeline::TimelineError;

use crate::{
    Problem, as_of::AS_OF, auth::PasswordError, listing::ConditionError, revenue::RevenueError,
    segments::SegmentError, team::TeamError,
};

/// Seconds to wait when the database is busy.
const BUSY_SECONDS: u64 = 2;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy => Self::slow_down("busy", error.to_string(), BUSY_SECONDS),
            StoreError::Taken { .. } => Self::conflict("taken", error.to_string()),
            StoreError::Superseded { .. } => Self::conflict("superseded", error.to_string()),
            StoreError::Missing { .. } => Self::not_found(error.to_string()),
            _ => Self::internal(&error),
        }
    }
}

impl From<TimelineError> for Problem {
    fn from(error: TimelineError) -> Self {
        match error {
            TimelineError::Full { retry_after_seconds } => {
                Self::slow_down("inbox_full", error.to_string(), retry_after_seconds)
            }
            TimelineError::Contended => Self::slow_down("busy", error.to_string(), BUSY_SECONDS),
            TimelineError::Store(store) => store.into(),
            TimelineError::Closed => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "stopping",
                "the server is stopping; send it again in a moment",
            ),
            other => Self::internal(&other),
        }
    }
}

impl From<PasswordError> for Problem {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Hashing(_) => Self::internal(&error),
            fits_not => Self::invalid("password", fits_not.to_string()),
        }
    }
}

impl From<TeamError> for Problem {
    fn from(error: TeamError) -> Self {
        match error {
            TeamError::NotAnAddress(_) => Self::invalid("email", error.to_string()),
            TeamError::Known(_) => Self::conflict("taken", error.to_string()),
            TeamError::Password(password) => password.into(),
            TeamError::Store(store) => store.into(),
        }
    }
}

impl From<BoardError> for Problem {
    fn from(error: BoardError) -> Self {
        match error {
            BoardError::Store(store) => store.into(),
            BoardError::Timeline(timeline) => timeline.into(),
            BoardError::TooManyDetails { .. } => Self::invalid("where", error.to_string()),
            other => Self::internal(&other),
        }
    }
}

impl From<PastError> for Problem {
    fn from(error: PastError) -> Self {
        match error {
            PastError::Stopping(_) => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "stopping", error.to_string())
            }
            _ => Self::bad_parameter(AS_OF, error.to_string()),
        }
    }
}

impl From<EngageError> for Problem {
    fn from(error: EngageError) -> Self {
        match error {
            EngageError::Store(store) => store.into(),
            other => Self::internal(&other),
        }
    }
}

impl From<IntakeError> for Problem {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::File(file) => Self::bad_request("bad_file", file.to_string()),
            IntakeError::Store(store) => store.into(),
            IntakeError::Timeline(timeline) => timeline.into(),
            IntakeError::Nobody(_) => Self::not_found(error.to_string()),
            other => Self::internal(&other),
        }
    }
}

impl From<ConditionError> for Problem {
    fn from(error: ConditionError) -> Self {
        match error {
            ConditionError::Text(text) => bad_condition(&text, "where"),
            ConditionError::Rows(error @ EvalError::TooMuchText { .. }) => {
                Self::bad_parameter("where", error.to_string())
            }
            other => Self::internal(&other),
        }
    }
}

impl From<TableError> for Problem {
    fn from(error: TableError) -> Self {
        match &error {
            TableError::UnknownRelation { .. } => Self::not_found(error.to_string()),
            TableError::Condition(text) => bad_condition(text, "where"),
            TableError::NotByDay(_) => Self::bad_parameter("where", error.to_string()),
            TableError::UnknownColumn { .. }
            | TableError::RepeatedColumn(_)
            | TableError::NoColumns(_) => Self::bad_parameter("columns", error.to_string()),
            TableError::UnknownFormat(_) => Self::bad_parameter("format", error.to_string()),
            _ => Self::internal(&error),
        }
    }
}

impl From<RevenueError> for Problem {
    fn from(error: RevenueError) -> Self {
        match error {
            RevenueError::Word { name, problem } => Self::bad_parameter(name, problem),
            RevenueError::Segment(error @ SegmentError::Unknown { .. }) => {
                Self::bad_parameter("segment", error.to_string())
            }
            RevenueError::Segment(error) => error.into(),
            RevenueError::Store(error) => error.into(),
            RevenueError::Damaged(_) => Self::internal(&error),
        }
    }
}

impl From<SegmentError> for Problem {
    fn from(error: SegmentError) -> Self {
        match &error {
            SegmentError::Unknown { .. } => Self::not_found(error.to_string()),
            SegmentError::Key(_) => Self::invalid("key", error.to_string()),
            SegmentError::Words { field, .. } => Self::invalid(field, error.to_string()),
            SegmentError::Condition(ConditionError::Text(text)) => bad_condition(text, "condition"),
            SegmentError::Condition(ConditionError::Rows(
                cause @ EvalError::TooMuchText { .. },
            )) => Self::invalid("condition", cause.to_string()),
            SegmentError::Condition(other) => Self::internal(other),
            SegmentError::Broken { error: cause, .. } => {
                Self::conflict("broken_segment", error.to_string())
                    .with_part(place(cause, "condition"), cause.to_string())
            }
            SegmentError::UnknownAccounts { names, suggestions } => {
                let parts = names.iter().zip(suggestions);
                parts.fold(Self::invalid("accounts", error.to_string()), |problem, (name, near)| {
                    problem.with_part(name, SegmentError::unknown_account(name, near.as_deref()))
                })
            }
            SegmentError::Metrics(_) => Self::invalid("condition", error.to_string()),
            SegmentError::NotAList(_) | SegmentError::NotACondition(_) => {
                Self::conflict("wrong_kind", error.to_string())
            }
            SegmentError::InUse { places, .. } => {
                let problem = Self::conflict("in_use", error.to_string());
                places.iter().fold(problem, |problem, place| problem.with_part("used_by", place))
            }
            SegmentError::Store(_) => match error {
                SegmentError::Store(store) => store.into(),
                other => Self::internal(&other),
            },
        }
    }
}

/// 400 with the sentence, and the place in characters of the text.
fn bad_condition(error: &ExprError, field: &str) -> Problem {
    Problem::bad_request("bad_condition", error.sentence())
        .with_part(place(error, field), error.to_string())
}

/// Where an expression is wrong: the field and the number of the character, from 1.
fn place(error: &ExprError, field: &str) -> String {
    let before = error.text.get(..error.span.start).unwrap_or(&error.text);
    format!("{field}, character {}", before.chars().count() + 1)
}
