//! `GET /api/metrics`: the metric catalogue.

use std::collections::HashMap;

use axum::Json;
use perennial_model::DeclaredKind;

use super::{row, spread_now};
use crate::{
    Problem,
    as_of::{AsOfQuery, View},
    auth::Reader,
    dto::MetricList,
    metrics::given,
};

/// The metric catalogue: what is measured, how, in which unit, and for how many accounts.
#[utoipa::path(get, path = "/metrics", tag = "health", params(AsOfQuery), responses((status = 200, body = MetricList)))]
pub async fn list_metrics(_caller: Reader, state: View) -> Result<Json<MetricList>, Problem> {
    let declared = state.store.declarations(DeclaredKind::Metric).await?;
    let versions: HashMap<&str, i64> =
        declared.iter().map(|one| (one.key.as_str(), one.version)).collect();
    let given = given(state.app()).await?;
    let catalogue = state.board.catalogue();
    let accounts = state.board.accounts().len();
    let rows = catalogue.metrics().iter().zip(catalogue.fed()).map(|(metric, is_fed)| {
        let version = versions.get(metric.key.as_str()).copied().unwrap_or(0);
        let spread = spread_now(&state, &metric.key);
        row(metric, &given, version, accounts, is_fed, spread.as_ref())
    });
    Ok(Json(rows.collect()))
}
