//! `GET /api/metrics`: the metric catalogue.

use axum::Json;
use perennial_metrics::catalogue;

use crate::{
    auth::Reader,
    dto::{MetricInfo, MetricList},
};

/// The metric catalogue: what is measured, how, and in which unit.
#[utoipa::path(get, path = "/metrics", tag = "health", responses((status = 200, body = MetricList)))]
pub async fn list_metrics(_caller: Reader) -> Json<MetricList> {
    Json(catalogue().iter().map(MetricInfo::from).collect())
}
