//! `PUT /api/metrics/{key}`: declare a metric, or declare it anew.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_model::DeclaredKind;

use super::show::detail;
use crate::{
    AppState, Problem,
    audit::audit,
    auth::DataManager,
    dto::{MetricDetail, WrittenMetric},
    extract::Body,
    metrics::{read, redeclared},
};

/// Declare a metric, or declare it anew: that is a new version. Its whole history is computed
/// before the answer, for every account.
#[utoipa::path(
    put, path = "/metrics/{key}", tag = "health", params(("key" = String, Path)),
    request_body = WrittenMetric, responses((status = 200, body = MetricDetail)),
)]
pub async fn save_metric(
    State(state): State<AppState>,
    DataManager(caller): DataManager,
    Path(key): Path<String>,
    Body(form): Body<WrittenMetric>,
) -> Result<Json<MetricDetail>, Problem> {
    let definition = read(form)?;
    if definition.key != key {
        return Err(Problem::invalid(
            "key",
            format!(
                "the definition is of \"{}\" and not of \"{key}\"; a key cannot change, declare another metric",
                definition.key
            ),
        ));
    }
    let toml = definition.to_toml();
    let before = state.board.catalogue();
    let catalogue = redeclared(&state, &key, Some(definition)).await?;
    state.board.use_catalogue(catalogue.clone()).await?;
    let who = caller.signature();
    if let Err(error) = keep(&state, &key, Some(&toml), &who).await {
        state.board.use_catalogue(before).await?;
        return Err(error);
    }
    audit(&state, &who, "declare_metric", &key, None).await?;
    detail(&state, &catalogue, &key).await.map(Json)
}

/// Stores a declaration, or that it was taken back.
pub async fn keep(
    state: &AppState,
    key: &str,
    content: Option<&str>,
    by: &str,
) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    state.store.declare(&tx, DeclaredKind::Metric, key, content, by).await?;
    Ok(tx.commit().await?)
}
