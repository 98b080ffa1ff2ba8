//! `GET /api/status`: how current the numbers are.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{AppState, auth::Reader};

/// How current the numbers are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// How many accounts there are.
    pub accounts: u64,
    /// Those that are shown as of before the server's start: they are being computed anew.
    pub from_before: u64,
    /// Those whose metrics miss facts that have come in.
    pub rows_waiting: u64,
    /// Those whose metrics are current, and whose scores and signals follow.
    pub scores_waiting: u64,
}

/// How current the numbers are: which accounts wait to be computed.
#[utoipa::path(get, path = "/status", tag = "accounts", responses((status = 200, body = Status)))]
pub async fn get_status(_caller: Reader, State(state): State<AppState>) -> Json<Status> {
    let load = state.board.load_now();
    Json(Status {
        accounts: state.board.accounts().len() as u64,
        from_before: load.from_before as u64,
        rows_waiting: load.waiting.rows as u64,
        scores_waiting: load.waiting.scores as u64,
    })
}
