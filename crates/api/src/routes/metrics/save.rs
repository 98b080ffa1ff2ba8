//! `PUT /api/metrics/{key}`: declare a metric, or declare it anew.

use axum::{
    Json,
    extract::{Path, State},
};
use perennial_metrics::Catalogue;
use perennial_model::DeclaredKind;

use super::show::detail;
use crate::{
    AppState, Problem,
    as_of::View,
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
    let catalogue = redeclared(&state, &key, Some(definition)).await?;
    let who = caller.signature();
    keep_and_use(&state, &key, Some(&toml), catalogue.clone(), &who).await?;
    audit(&state, &who, "declare_metric", &key, None).await?;
    detail(&View::now(&state), &catalogue, &key).await.map(Json)
}

/// Stores a declaration, or that it was taken back, and computes with it from now on. It is stored
/// first: the board looks into the store by itself, and must not find there what is no longer so.
pub async fn keep_and_use(
    state: &AppState,
    key: &str,
    content: Option<&str>,
    catalogue: Catalogue,
    by: &str,
) -> Result<(), Problem> {
    let versions = state.store.declaration_versions(DeclaredKind::Metric, key).await?;
    keep(state, key, content, by).await?;
    if let Err(error) = state.board.use_catalogue(catalogue).await {
        let before = versions.first().and_then(|latest| latest.content.as_deref());
        keep(state, key, before, by).await?;
        return Err(error.into());
    }
    Ok(())
}

async fn keep(state: &AppState, key: &str, content: Option<&str>, by: &str) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    state.store.declare(&tx, DeclaredKind::Metric, key, content, by).await?;
    Ok(tx.commit().await?)
}
