//! `/healthz`, `/readyz` and `/metrics`, for whoever runs the server.

use axum::{
    Router, extract::State, http::StatusCode, http::header, response::IntoResponse, routing::get,
};

use crate::{AppState, Problem, telemetry::Readings};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The three probes.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(metrics))
}

/// The process answers.
async fn healthz() -> &'static str {
    "ok"
}

/// The database answers too.
async fn readyz(State(state): State<AppState>) -> Result<&'static str, Problem> {
    state.store.revision().await.map(|_| "ok").map_err(|error| {
        tracing::warn!(%error, "not ready");
        Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "not_ready",
            "the database does not answer; the server's log says why",
        )
    })
}

async fn metrics(State(state): State<AppState>) -> Result<impl IntoResponse, Problem> {
    let status = state.timeline.status().await?;
    let load = state.board.load_now();
    let text = state
        .telemetry
        .text(Readings {
            accounts: state.board.accounts().len() as u64,
            facts: status.facts,
            files: status.files,
            bytes: status.bytes,
            inbox_rows: status.inbox_rows,
            facts_written: status.written,
            remembered_ids: status.remembered.ids,
            remembered_bytes: status.remembered.bytes,
            rows_waiting: load.waiting.rows as u64,
            scores_waiting: load.waiting.scores as u64,
            from_before: load.from_before as u64,
            busy_accounts: load.busy_accounts as u64,
            pasts_bytes: load.pasts_bytes as u64,
            rollup_bytes: load.rollup.in_memory as u64,
            rollup_file_bytes: load.rollup.in_file,
        })
        .map_err(|error| Problem::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, OPEN_METRICS)], text))
}
