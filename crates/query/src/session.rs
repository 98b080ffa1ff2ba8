//! What one query runs in: the relations, the functions, what time it is, and nothing that writes.

use std::sync::Arc;

use chrono::DateTime;
use datafusion::{
    error::Result,
    execution::{
        SessionState, SessionStateDefaults, runtime_env::RuntimeEnv,
        session_state::SessionStateBuilder,
    },
    logical_expr::execution_props::ExecutionProps,
    prelude::SessionConfig,
};

use crate::{
    Query, Source,
    catalog::{CATALOG, SCHEMA, catalogs},
    json,
};

/// Rows that pass from one step of a plan to the next at a time.
const ROWS_PER_STEP: usize = 8_192;

/// The state for one query. No file format, no table factory and no function that reads elsewhere
/// is in it.
///
/// # Errors
/// When DataFusion cannot be set up so.
pub(crate) fn state(
    source: &Arc<dyn Source>,
    query: &Query,
    threads: usize,
    environment: Arc<RuntimeEnv>,
) -> Result<SessionState> {
    let mut functions = SessionStateDefaults::default_scalar_functions();
    functions.push(Arc::new(json::json_get()));
    let tables = SessionStateDefaults::default_table_functions();
    Ok(SessionStateBuilder::new()
        .with_config(config(query, threads))
        .with_execution_props(clock(query))
        .with_runtime_env(environment)
        .with_catalog_list(catalogs(source)?)
        .with_expr_planners(SessionStateDefaults::default_expr_planners())
        .with_scalar_functions(functions)
        .with_aggregate_functions(SessionStateDefaults::default_aggregate_functions())
        .with_window_functions(SessionStateDefaults::default_window_functions())
        .with_table_function_list(tables)
        .build())
}

fn config(query: &Query, threads: usize) -> SessionConfig {
    let mut config = SessionConfig::new()
        .with_batch_size(ROWS_PER_STEP)
        .with_target_partitions(threads)
        .with_default_catalog_and_schema(CATALOG, SCHEMA)
        .with_create_default_catalog_and_schema(false)
        .with_information_schema(true);
    let options = config.options_mut();
    options.sql_parser.collect_spans = true;
    options.sql_parser.map_string_types_to_utf8view = false;
    options.execution.time_zone = Some(query.time_zone.clone());
    config
}

/// What `now()` and `current_date` say.
fn clock(query: &Query) -> ExecutionProps {
    let props = ExecutionProps::new();
    match DateTime::from_timestamp_micros(query.now.0) {
        Some(now) => props.with_query_execution_start_time(now),
        None => props,
    }
}
