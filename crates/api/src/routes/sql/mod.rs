//! SQL over the relations.

pub mod file;
pub mod run;
pub mod stop;
pub mod tables;

use std::sync::Arc;

use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Parts,
    sql::{Engine, SqlError},
};

/// The engine, or why there is none.
fn engine(state: &Parts) -> Result<Arc<dyn Engine>, SqlError> {
    state.sql.clone().ok_or_else(SqlError::not_built)
}

/// A query.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SqlQuery {
    /// One SELECT, WITH, EXPLAIN, DESCRIBE or SHOW TABLES.
    #[schema(example = "SELECT tier, count(*) FROM accounts GROUP BY tier")]
    pub query: String,
    /// A name for this run, with which you can stop it.
    #[serde(default)]
    pub id: Option<String>,
}
