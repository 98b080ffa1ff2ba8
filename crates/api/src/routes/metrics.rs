//! `GET /api/metrics`: the metric catalogue.

use axum::{Json, extract::State};

use crate::{
    AppState,
    auth::Reader,
    dto::{MetricInfo, MetricList},
};

/// The metric catalogue: what is measured, how, and in which unit.
#[utoipa::path(get, path = "/metrics", tag = "health", responses((status = 200, body = MetricList)))]
pub async fn list_metrics(State(state): State<AppState>, _caller: Reader) -> Json<MetricList> {
    Json(state.board.catalogue().metrics().iter().map(MetricInfo::from).collect())
}
